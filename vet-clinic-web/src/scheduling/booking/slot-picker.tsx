/** Days with their free counts, then the times of one day, kept fresh; when a wish was just taken, its neighbours come first. */
import { DateTime } from "luxon";
import { useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentTypeOut, SlotOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Notice } from "@/design/notice";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, Skeleton } from "@/design/skeleton";
import { useNow, useTimes } from "@/time/use-times";
import { dateIn, dayBounds, shiftDate } from "@/time/zones";

import { useListSlotDaysQuery, useListSlotsQuery } from "../api";
import { neighbours, sheetOf, sheetRange, shiftWeeks, startsOf, WEEKS } from "../slots";
import { DayCalendar } from "./day-calendar";
import { TimeButton, TimeList } from "./time-list";
import { TimeWish } from "./time-wish";

/** Free times change while one looks: they are asked for once a minute. */
const FRESH = { pollingInterval: 60_000, skipPollingIfUnfocused: true, refetchOnMountOrArgChange: true };

export type SlotPickerProps = {
  type: Pick<AppointmentTypeOut, "id" | "clinic_id" | "horizon_days">;
  zone: string;
  veterinarianId: string | null;
  petId?: string;
  /** The chosen day and how to change it; the caller keeps it in the address bar. */
  date: string | null;
  onDate: (date: string) => void;
  onPick: (slot: SlotOut) => void;
  isBusy?: boolean;
  /** A start that was wanted but taken by somebody else. */
  takenAt?: string | null;
  /** What can be done when no time suits. */
  otherwise?: ReactNode;
};

type Question = { clinicId: string; appointmentTypeId: string; veterinarianId?: string; petId?: string };

/** The day of the wish and its neighbours: closest first is often the evening before. */
function around(takenAt: string, zone: string): { from: string; to: string } {
  const day = dateIn(zone, DateTime.fromISO(takenAt));
  return dayBounds(shiftDate(day, -1), zone, 3);
}

function Taken({
  takenAt,
  question,
  zone,
  isBusy,
  onPick,
}: { takenAt: string; question: Question; isBusy: boolean } & Pick<SlotPickerProps, "zone" | "onPick">) {
  const { t } = useTranslation();
  const times = useTimes();
  const { currentData } = useListSlotsQuery({ ...question, ...around(takenAt, zone) }, FRESH);
  const near = currentData === undefined ? [] : neighbours(startsOf(currentData.items), takenAt);
  return (
    <div className="mb-6">
      <Notice
        tone="due"
        isUrgent
        title={t("scheduling.taken.title", { moment: times.moment(takenAt, zone) })}
      >
        {currentData !== undefined && (
          <p>{near.length > 0 ? t("scheduling.taken.near") : t("scheduling.taken.other")}</p>
        )}
        {near.length > 0 && (
          <ul className="mt-3 flex flex-wrap gap-2">
            {near.map((slot) => (
              <li key={slot.starts_at}>
                <TimeButton
                  slot={slot}
                  isBusy={isBusy}
                  onPick={onPick}
                  label={`${times.day(slot.starts_at, zone)}, ${times.clock(slot.starts_at, zone)}`}
                />
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}

export function SlotPicker(props: SlotPickerProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const { type, zone, veterinarianId, petId, isBusy = false, takenAt = null, otherwise } = props;
  const today = dateIn(zone, useNow(60));
  const [sheet, setSheet] = useState(() => sheetOf(props.date ?? today, today));
  const lastDate = dateIn(zone, DateTime.now().plus({ days: type.horizon_days }));
  const range = useMemo(() => sheetRange(sheet, zone, today), [sheet, zone, today]);
  const question: Question = {
    clinicId: type.clinic_id,
    appointmentTypeId: type.id,
    ...(veterinarianId !== null && { veterinarianId }),
    ...(petId !== undefined && { petId }),
  };
  const days = useListSlotDaysQuery({ ...question, ...range }, FRESH);
  const counts = useMemo(
    () =>
      days.currentData
        ? new Map(days.currentData.items.map(({ on, free_count }) => [on, free_count] as const))
        : null,
    [days.currentData],
  );
  const hasMore = shiftWeeks(sheet, WEEKS) <= lastDate;
  const free = [...(counts ?? [])]
    .filter(([, count]) => count > 0)
    .map(([day]) => day)
    .sort();
  const date = props.date !== null && free.includes(props.date) ? props.date : (free[0] ?? null);
  const slots = useListSlotsQuery(
    { ...question, ...(date === null ? range : dayBounds(date, zone)) },
    { ...FRESH, skip: date === null },
  );
  const problem = counts === null ? days.error : slots.currentData === undefined ? slots.error : undefined;
  if (problem !== undefined) {
    return <ProblemNotice problem={problem} onRetry={counts === null ? days.refetch : slots.refetch} />;
  }
  const isWaiting = counts === null || (date !== null && slots.currentData === undefined);
  return (
    <div>
      {takenAt !== null && (
        <Taken takenAt={takenAt} question={question} zone={zone} isBusy={isBusy} onPick={props.onPick} />
      )}
      <div className="grid grid-cols-1 gap-8 md:grid-cols-2 md:gap-10">
        <DayCalendar
          sheet={sheet}
          today={today}
          chosen={date}
          counts={counts}
          lastDate={lastDate}
          onChoose={props.onDate}
          onSheet={setSheet}
        />
        <div>
          {isWaiting && (
            <Loading className="flex flex-col gap-3">
              <Skeleton className="h-8 w-40" />
              <Skeleton className="h-32" />
            </Loading>
          )}
          {counts !== null && date === null && (
            <Notice
              tone="info"
              title={t("scheduling.times.noneInSheet")}
              action={
                hasMore && (
                  <Button size="small" onClick={() => setSheet(shiftWeeks(sheet, WEEKS))}>
                    {t("scheduling.times.nextSheet")}
                  </Button>
                )
              }
            >
              {!hasMore && t("scheduling.times.noneAdvice", { zone: times.zone(zone) })}
            </Notice>
          )}
          {date !== null && slots.currentData !== undefined && (
            <>
              <TimeList
                date={date}
                zone={zone}
                slots={startsOf(slots.currentData.items)}
                isBusy={isBusy}
                onPick={props.onPick}
              />
              <TimeWish
                key={date}
                question={question}
                date={date}
                zone={zone}
                isBusy={isBusy}
                onPick={props.onPick}
              />
            </>
          )}
          {counts !== null && otherwise}
        </div>
      </div>
    </div>
  );
}
