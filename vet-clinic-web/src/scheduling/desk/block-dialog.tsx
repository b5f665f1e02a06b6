/** One stretch of blocked time: when, why, which visits lie in it; changing it, and giving it back. */
import { Trash2 } from "lucide-react";
import { DateTime } from "luxon";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { BlockOut, BlockPatch } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Notice } from "@/design/notice";
import { ProblemNotice, useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { performWithUndo } from "@/undo/undo-queue";

import { useGetAppointmentQuery } from "../api";
import { When } from "../components/appointment-words";
import { useRemoveBlockMutation, useUpdateBlockMutation } from "./api";
import { BlockFields, blockTimes, type BlockAnswers } from "./create/block-fields";

export type BlockDialogProps = {
  block: BlockOut;
  /** Whose time it is. */
  name: string;
  isVet: boolean;
  zone: string;
  onShow: (appointmentId: string, startsLocal: string) => void;
  onClose: () => void;
};

export const removalOf = (blockId: string) => `remove-block:${blockId}`;

/** So many of the visits in it are named; the calendar marks all. */
const NAMED = 8;

function answersOf({ kind, starts_at: starts, ends_at: ends, reason }: BlockOut, zone: string): BlockAnswers {
  const typed = (instant: string) => {
    const local = DateTime.fromISO(instant, { zone });
    return { date: local.toFormat("yyyy-MM-dd"), time: local.toFormat("HH:mm") };
  };
  return {
    kind: kind === "time_off" ? kind : "block",
    start: typed(starts),
    end: typed(ends),
    reason: reason ?? "",
  };
}

/** Only what was changed: what nobody touched stays exactly as it is, in an hour that comes twice too. */
function patchOf(before: BlockAnswers, after: BlockAnswers, zone: string): BlockPatch | null {
  const { times } = blockTimes(after, zone);
  if (times === null) return null;
  const isSame = (one: BlockAnswers["start"], other: BlockAnswers["start"]) =>
    one.date === other.date && one.time === other.time;
  return {
    ...(!isSame(before.start, after.start) && { starts_at: times.startsAt }),
    ...(!isSame(before.end, after.end) && { ends_at: times.endsAt }),
    ...(before.kind !== after.kind && { kind: after.kind }),
    ...(before.reason !== after.reason.trim() && { reason: after.reason.trim() || null }),
  };
}

function InIt({ id, onShow }: { id: string } & Pick<BlockDialogProps, "onShow">) {
  const { data } = useGetAppointmentQuery({ appointmentId: id });
  if (data === undefined) return null;
  return (
    <li>
      <button
        type="button"
        className="text-left underline underline-offset-2"
        onClick={() => onShow(id, data.starts_local)}
      >
        {data.pet_name}, <When appointment={data} />
      </button>
    </li>
  );
}

export function BlockDialog({ block, name, isVet, zone, onShow, onClose }: BlockDialogProps) {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const [remove] = useRemoveBlockMutation();
  const [update, { isLoading, error }] = useUpdateBlockMutation();
  // As it was when the dialog opened: what colleagues change meanwhile is not taken back by saving.
  const [before] = useState(() => answersOf(block, zone));
  const [answers, setAnswers] = useState(before);
  const patch = patchOf(before, answers, zone);
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
  const save = async () => {
    if (patch === null) return;
    if (Object.keys(patch).length === 0) return onClose();
    const { data } = await update({ blockId: block.id, blockPatch: patch });
    if (data === undefined) return;
    const count = data.conflicts.length;
    onClose();
    showToast({
      tone: count === 0 ? "free" : "alert",
      message: count === 0 ? t("desk.blocks.saved", { name }) : t("desk.blocks.savedOver", { name, count }),
    });
  };
  return (
    <Dialog isOpen onClose={onClose} title={`${t(`desk.blocks.kind.${block.kind}`)}: ${name}`}>
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {block.conflicts.length > 0 && (
          <Notice
            tone="due"
            isUrgent={false}
            title={t("desk.blocks.inIt", { count: block.conflicts.length })}
          >
            <ul className="my-1 flex flex-col gap-1">
              {block.conflicts.slice(0, NAMED).map((id) => (
                <InIt key={id} id={id} onShow={onShow} />
              ))}
            </ul>
            {t("desk.blocks.inItHint")}
          </Notice>
        )}
        <BlockFields
          answers={answers}
          isVet={isVet}
          isBackwards={blockTimes(answers, zone).isBackwards}
          onChange={(some) => setAnswers((known) => ({ ...known, ...some }))}
        />
        {error !== undefined && <ProblemNotice problem={error} />}
        <div className="flex flex-wrap justify-between gap-3">
          <Button type="submit" tone="primary" disabled={patch === null} isBusy={isLoading}>
            {t("desk.blocks.save")}
          </Button>
          <Button tone="quiet" icon={<Trash2 aria-hidden="true" size={18} />} onClick={giveBack}>
            {t("desk.blocks.remove")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
