/** A visit of a series was moved or is called off: only this one, this and those after it, or all of them? */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { ProblemNotice } from "@/design/problem-notice";

import { ScopeChoice, type Scope } from "./scope-choice";

export type ScopeDialogProps = {
  isOpen: boolean;
  title: string;
  action: string;
  isBusy: boolean;
  problem: unknown;
  onClose: () => void;
  onChoose: (scope: Scope) => void;
};

export function ScopeDialog({ isOpen, title, action, isBusy, problem, onClose, onChoose }: ScopeDialogProps) {
  const { t } = useTranslation();
  const [scope, setScope] = useState<Scope>("this");
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{t("actions.cancel")}</Button>
          <Button tone="primary" isBusy={isBusy} onClick={() => onChoose(scope)}>
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ScopeChoice value={scope} onChange={setScope} />
        {problem !== undefined && <ProblemNotice problem={problem} />}
      </div>
    </Dialog>
  );
}
