/** Who waits for an earlier time: what they wish for, and what they have been offered. */
import { Hourglass, Mail, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { WaitlistEntryOut } from "@/api/generated.gen";
import { Badge } from "@/design/badge";
import { IconButton } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";
import { performWithUndo, useWaiting } from "@/undo/undo-queue";

import { useLeaveWaitlistMutation } from "../../api";
import { useTypeName } from "../../use-type-name";
import type { Named } from "../calendar/columns";
import { clock } from "../calendar/wall-clock";

const leaving = (id: string) => `waitlist:${id}`;
const WEEK = ["mo", "tu", "we", "th", "fr", "sa", "su"] as const;

/** "3 Mar – 10 Mar, Mon Tue, 08:00–12:00" */
export function useWindowWords() {
  const { t } = useTranslation();
  const times = useTimes();
  return (window: WaitlistEntryOut["windows"][number]): string => {
    const days = WEEK.filter((_, day) => window.weekdays?.includes(day) ?? true);
    const from = window.starts_minute ?? 0;
    const to = window.ends_minute ?? 1440;
    const isAnyDay = days.length === 0 || days.length === WEEK.length;
    return [
      t("desk.week", { from: times.monthDay(window.from_day), to: times.monthDay(window.until_day) }),
      ...(isAnyDay ? [] : [days.map((day) => t(`desk.weekday.${day}`)).join(" ")]),
      ...(from === 0 && to === 1440 ? [] : [`${clock(from)}–${clock(to)}`]),
    ].join(", ");
  };
}

function Entry({ entry, vets }: { entry: WaitlistEntryOut; vets: readonly Named[] }) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const times = useTimes();
  const wordsOf = useProblemWords();
  const windowWords = useWindowWords();
  const [leave] = useLeaveWaitlistMutation();
  const vet = vets.find(({ id }) => id === entry.veterinarian_id)?.name;
  const remove = () =>
    performWithUndo({
      key: leaving(entry.id),
      message: t("desk.waitlist.removed", { pet: entry.pet_name }),
      undoLabel: t("actions.undo"),
      perform: () =>
        void leave({ entryId: entry.id })
          .unwrap()
          .catch((problem: unknown) => {
            const { title, advice } = wordsOf(problem);
            showToast({ tone: "alert", message: `${title}. ${advice}` });
          }),
    });
  return (
    <li className="flex items-start gap-3 py-4 text-sm">
      <div className="min-w-0 grow">
        <p className="font-semibold">
          {entry.pet_name}
          {entry.owner_name && <span className="font-normal text-ink-soft"> · {entry.owner_name}</span>}
        </p>
        <p className="text-ink-soft">
          {[typeName(entry), vet ?? t("scheduling.book.anyVetShort")].join(" · ")}
        </p>
        <ul className="tabular mt-1">
          {entry.windows.map((window) => (
            <li key={windowWords(window)}>{windowWords(window)}</li>
          ))}
        </ul>
        {entry.note && <p className="mt-1 whitespace-pre-line">{entry.note}</p>}
        <p className="mt-2">
          {entry.offer === null ? (
            <Badge tone="info" icon={Hourglass}>
              {t("desk.waitlist.waiting")}
            </Badge>
          ) : (
            <>
              <Badge tone="due" icon={Mail}>
                {t("desk.waitlist.offered")}
              </Badge>{" "}
              {t("desk.waitlist.offer", {
                moment: times.moment(entry.offer.starts_at, entry.time_zone),
                until: times.clock(entry.offer.expires_at, entry.time_zone),
              })}
            </>
          )}
        </p>
      </div>
      <IconButton label={t("desk.waitlist.remove", { pet: entry.pet_name })} size="small" onClick={remove}>
        <Trash2 aria-hidden="true" size={18} />
      </IconButton>
    </li>
  );
}

export function WaitlistPanel({
  entries,
  vets,
}: {
  entries: readonly WaitlistEntryOut[];
  vets: readonly Named[];
}) {
  const { t } = useTranslation();
  const waiting = useWaiting();
  const shown = entries.filter(({ id }) => !waiting.has(leaving(id)));
  if (shown.length === 0)
    return (
      <EmptyState title={t("desk.waitlist.none")} species="cat">
        {t("desk.waitlist.noneAdvice")}
      </EmptyState>
    );
  return (
    <ul className="divide-y divide-line">
      {shown.map((entry) => (
        <Entry key={entry.id} entry={entry} vets={vets} />
      ))}
    </ul>
  );
}
