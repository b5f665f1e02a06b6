/** One stretch of blocked time: what it is, and giving it back. */
import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { BlockOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Facts } from "@/design/page";
import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";
import { performWithUndo } from "@/undo/undo-queue";

import { useRemoveBlockMutation } from "./api";

export type BlockDialogProps = {
  block: BlockOut | null;
  /** Whose time it is. */
  name: string;
  zone: string;
  onClose: () => void;
};

export const removalOf = (blockId: string) => `remove-block:${blockId}`;

export function BlockDialog({ block, name, zone, onClose }: BlockDialogProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const wordsOf = useProblemWords();
  const [remove] = useRemoveBlockMutation();
  if (block === null) return null;
  const giveBack = () => {
    onClose();
    performWithUndo({
      key: removalOf(block.id),
      message: t("desk.blocks.removed", { name }),
      undoLabel: t("actions.undo"),
      perform: () =>
        void remove({ blockId: block.id })
          .unwrap()
          .catch((problem: unknown) => {
            const { title, advice } = wordsOf(problem);
            showToast({ tone: "alert", message: `${title}. ${advice}` });
          }),
    });
  };
  return (
    <Dialog isOpen onClose={onClose} title={`${t(`desk.blocks.kind.${block.kind}`)}: ${name}`}>
      <Facts
        facts={[
          { name: t("desk.blocks.from"), value: times.moment(block.starts_at, zone) },
          { name: t("desk.blocks.until"), value: times.moment(block.ends_at, zone) },
          ...(block.reason === null ? [] : [{ name: t("scheduling.facts.reason"), value: block.reason }]),
        ]}
      />
      <div className="mt-5">
        <Button tone="alert" icon={<Trash2 aria-hidden="true" size={18} />} onClick={giveBack}>
          {t("desk.blocks.remove")}
        </Button>
      </div>
    </Dialog>
  );
}
