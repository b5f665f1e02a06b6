/** What I wait for: open offers, which belong before everything else, and the wishes, each of which I can take back. */
import { Clock, X } from "lucide-react";
import { Info } from "luxon";
import { useTranslation } from "react-i18next";

import type { AppointmentOut, WaitlistEntryOut, WaitlistWindow } from "@/api/generated.gen";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { Section } from "@/design/page";
import { ProblemNotice, useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";
import { performWithUndo, useWaiting } from "@/undo/undo-queue";

import { useLeaveWaitlistMutation, useListWaitlistQuery } from "../api";
import { clockOf } from "../hours/hours";
import { useTypeName } from "../use-type-name";
import { OfferCard } from "./offer-card";
import { partsIn } from "./wish";

const leaveKey = (id: string) => `leave:${id}`;

/** "Mon, Wed · Morning · 2 Mar to 20 Mar" */
export function useWindowWords(): (window: WaitlistWindow) => string {
  const { t } = useTranslation();
  const times = useTimes();
  const names = Info.weekdays("short", { locale: times.words.locale });
  return (window) => {
    const weekdays = window.weekdays ?? [];
    const parts = partsIn(window);
    const starts = window.starts_minute ?? 0;
    const ends = window.ends_minute ?? 1440;
    const hours =
      starts === 0 && ends === 1440
        ? t("scheduling.waitlist.anyTime")
        : (parts?.map((part) => t(`scheduling.times.${part}`)).join(", ") ??
          `${clockOf(starts)}–${clockOf(ends)}`);
    const days =
      weekdays.length === 0 || weekdays.length === 7
        ? t("scheduling.waitlist.everyDay")
        : weekdays.map((day) => names[day]).join(", ");
    const span = t("scheduling.waitlist.wish", {
      from: times.date(window.from_day),
      until: times.date(window.until_day),
    });
    return `${span} · ${days} · ${hours}`;
  };
}

function Wish({ entry, onLeave }: { entry: WaitlistEntryOut; onLeave: () => void }) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const words = useWindowWords();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-serif text-lg font-medium">{entry.pet_name}</span>
          <Badge tone="info" icon={Clock}>
            {t(`scheduling.waitlist.status.${entry.status}`)}
          </Badge>
        </p>
        <p>{t("scheduling.links.at", { type: typeName(entry), clinic: entry.clinic_name })}</p>
        {entry.windows.map((window) => (
          <p key={JSON.stringify(window)} className="text-sm text-ink-soft">
            {words(window)}
          </p>
        ))}
      </div>
      <Button size="small" tone="quiet" icon={<X aria-hidden="true" size={16} />} onClick={onLeave}>
        {t("scheduling.waitlist.leave")}
      </Button>
    </li>
  );
}

function useMyWaitlist() {
  const waiting = useWaiting();
  const { data, error, refetch } = useListWaitlistQuery(
    {},
    { pollingInterval: 60_000, skipPollingIfUnfocused: true },
  );
  const entries = (data?.items ?? []).filter(({ id }) => !waiting.has(leaveKey(id)));
  return { entries, problem: data === undefined ? error : undefined, refetch };
}

/** Times that are kept for me while a clock runs; nothing at all while there are none. */
export function MyOffers({ onBooked }: { onBooked: (appointment: AppointmentOut) => void }) {
  const { entries } = useMyWaitlist();
  const offers = entries.flatMap((entry) =>
    entry.offer !== null && entry.status === "offered" ? [{ entry, offer: entry.offer }] : [],
  );
  if (offers.length === 0) return null;
  return (
    <div className="mb-8 flex flex-col gap-4">
      {offers.map(({ entry, offer }) => (
        <OfferCard key={entry.id} entry={entry} offer={offer} onBooked={onBooked} />
      ))}
    </div>
  );
}

/** What I still wait for. */
export function MyWishes() {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const [leave] = useLeaveWaitlistMutation();
  const { entries, problem, refetch } = useMyWaitlist();
  const wishes = entries.filter(({ status }) => status === "waiting");
  const takeBack = (entry: WaitlistEntryOut) =>
    performWithUndo({
      key: leaveKey(entry.id),
      message: t("scheduling.waitlist.left", { pet: entry.pet_name }),
      undoLabel: t("actions.undo"),
      perform: () =>
        void leave({ entryId: entry.id })
          .unwrap()
          .catch((refusal: unknown) => showToast({ tone: "alert", message: wordsOf(refusal).title })),
    });
  if (problem !== undefined) return <ProblemNotice problem={problem} onRetry={refetch} />;
  if (wishes.length === 0) return null;
  return (
    <Section title={t("scheduling.waitlist.mine")} className="mt-14!">
      <ul className="divide-y divide-line">
        {wishes.map((entry) => (
          <Wish key={entry.id} entry={entry} onLeave={() => takeBack(entry)} />
        ))}
      </ul>
    </Section>
  );
}
