/** Holidays, training, illness: times a vet is away from every clinic. Visits that are already booked then are named, not moved. */
import { Palmtree, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { BlockOut } from "@/api/generated.gen";
import { Button, IconButton } from "@/design/button";
import { Notice } from "@/design/notice";
import { ProblemNotice, useProblemWords } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";
import { dayBounds, shiftDate } from "@/time/zones";

import { useCreateBlockMutation, useListBlocksQuery, useRemoveBlockMutation } from "../desk/api";
import { TimeOffDialog, type TimeOffAnswer } from "./time-off-dialog";

/** The API lists 62 days of blocks at a time; further ahead is asked for when somebody looks there. */
const SPAN_DAYS = 60;

export type TimeOffProps = {
  clinicId: string;
  veterinarian: { id: string; name: string };
  zone: string;
  today: string;
};

type SpanProps = {
  clinicId: string;
  veterinarianId: string;
  zone: string;
  from: string;
  isFirst: boolean;
  onRemove: (block: BlockOut) => void;
};

/** The time off of some weeks. What began earlier stands in the weeks in which it began. */
function Span({ clinicId, veterinarianId, zone, from, isFirst, onRemove }: SpanProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const bounds = dayBounds(from, zone, SPAN_DAYS);
  const { data, error, refetch } = useListBlocksQuery({
    clinicId,
    resourceId: veterinarianId,
    ...bounds,
  });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={2} className="h-10" />
      </Loading>
    );
  }
  const items = data.items.filter(
    ({ kind, starts_at }) =>
      kind === "time_off" && (isFirst || Date.parse(starts_at) >= Date.parse(bounds.from)),
  );
  if (items.length === 0) {
    const words = { from: times.date(from), until: times.date(shiftDate(from, SPAN_DAYS - 1)) };
    return <p className="py-2 text-ink-soft">{t("scheduling.timeOff.none", words)}</p>;
  }
  return (
    <ul className="divide-y divide-line">
      {items.map((block) => {
        const begins = times.moment(block.starts_at, zone);
        return (
          <li key={block.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1">
            <span className="min-w-0 flex-1">
              <span className="font-semibold">
                {t("scheduling.timeOff.span", { from: begins, to: times.moment(block.ends_at, zone) })}
              </span>
              {block.reason && <span className="text-ink-soft"> · {block.reason}</span>}
            </span>
            <IconButton
              label={t("scheduling.timeOff.remove", { from: begins })}
              onClick={() => onRemove(block)}
            >
              <Trash2 aria-hidden="true" size={18} />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}

export function TimeOff({ clinicId, veterinarian, zone, today }: TimeOffProps) {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const [isAdding, setIsAdding] = useState(false);
  const [spans, setSpans] = useState(1);
  const [conflicts, setConflicts] = useState(0);
  const [create, creating] = useCreateBlockMutation();
  const [remove] = useRemoveBlockMutation();
  const close = () => {
    creating.reset();
    setIsAdding(false);
  };
  const write = ({ starts_at, ends_at, reason }: Pick<BlockOut, "starts_at" | "ends_at" | "reason">) =>
    create({
      blockIn: {
        clinic_id: clinicId,
        resource_id: veterinarian.id,
        kind: "time_off",
        starts_at,
        ends_at,
        reason,
      },
    });
  const add = async (answer: TimeOffAnswer) => {
    const result = await write(answer);
    if (result.data === undefined) return;
    setConflicts(result.data.conflicts.length);
    close();
  };
  const takeBack = async (block: BlockOut) => {
    const result = await remove({ blockId: block.id });
    if (result.error !== undefined) {
      showToast({ tone: "alert", message: wordsOf(result.error).title });
      return;
    }
    setConflicts(0);
    showToast({
      message: t("scheduling.timeOff.removed"),
      action: { label: t("actions.undo"), perform: () => void write(block) },
    });
  };
  return (
    <>
      {conflicts > 0 && (
        <div className="mb-4">
          <Notice tone="due" isUrgent title={t("scheduling.offConflicts", { count: conflicts })}>
            {t("scheduling.timeOff.conflictAdvice")}
          </Notice>
        </div>
      )}
      {Array.from({ length: spans }, (_, span) => (
        <Span
          key={span}
          clinicId={clinicId}
          veterinarianId={veterinarian.id}
          zone={zone}
          from={shiftDate(today, span * SPAN_DAYS)}
          isFirst={span === 0}
          onRemove={(block) => void takeBack(block)}
        />
      ))}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button icon={<Palmtree aria-hidden="true" size={18} />} onClick={() => setIsAdding(true)}>
          {t("scheduling.timeOff.add")}
        </Button>
        <Button tone="quiet" onClick={() => setSpans(spans + 1)}>
          {t("scheduling.timeOff.further")}
        </Button>
      </div>
      {isAdding && (
        <TimeOffDialog
          vet={veterinarian.name}
          zone={zone}
          today={today}
          isBusy={creating.isLoading}
          problem={creating.error}
          onClose={close}
          onSave={(answer) => void add(answer)}
        />
      )}
    </>
  );
}
