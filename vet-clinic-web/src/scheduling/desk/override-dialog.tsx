/** The rules said no, or the time is somebody's: the visit stands where it was. Who keeps the calendar may insist with a reason. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { hasCode, type Problem } from "@/api/problem";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { TextField } from "@/design/field";
import { Notice } from "@/design/notice";
import { ProblemNotice } from "@/design/problem-notice";

import { useWhyNotWords } from "./why-not";

export type OverrideDialogProps = {
  isOpen: boolean;
  title: string;
  /** What was wished for, in words: "Pretzel, Tue 3 Mar, 14:30, with Dr. Amara Lindqvist". */
  wish: string;
  problem: Problem | null;
  /** A reason was given already: what stands in the way now is the patient's own other visit. */
  hasInsisted: boolean;
  mayOverride: boolean;
  isBusy: boolean;
  onClose: () => void;
  onOverride: (reason: string) => void;
};

function Insist({ isBusy, onOverride }: Pick<OverrideDialogProps, "isBusy" | "onOverride">) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== "") onOverride(reason.trim());
      }}
    >
      <TextField
        label={t("desk.override.reason")}
        hint={t("desk.override.hint")}
        maxLength={500}
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div>
        <Button type="submit" tone="alert" isBusy={isBusy} disabled={reason.trim() === ""}>
          {t("desk.override.action")}
        </Button>
      </div>
    </form>
  );
}

export function OverrideDialog({ isOpen, problem, hasInsisted, mayOverride, ...props }: OverrideDialogProps) {
  const { t } = useTranslation();
  const why = useWhyNotWords();
  const isPetBusy = hasInsisted && hasCode(problem, "scheduling.slot_taken");
  const reason = isPetBusy ? t("desk.override.petBusy") : problem === null ? null : why(problem);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={props.onClose}
      title={props.title}
      actions={
        <Button tone="solid" onClick={props.onClose}>
          {t("desk.override.leave")}
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        <p>{props.wish}</p>
        {reason !== null && (
          <Notice tone="due" title={t("desk.override.why")} isUrgent>
            {reason}
          </Notice>
        )}
        {reason === null && problem !== null && <ProblemNotice problem={problem} />}
        {mayOverride && !isPetBusy && <Insist isBusy={props.isBusy} onOverride={props.onOverride} />}
      </div>
    </Dialog>
  );
}
