/** Days, then times. Shows what is free now and keeps it fresh; when a wish was just taken, its neighbours come first. */
import { DateTime } from "luxon";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentTypeOut, SlotOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Notice } from "@/design/notice";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, Skeleton } from "@/design/skeleton";
import { useNow, useTimes } from "@/time/use-times";
import { dateIn } from "@/time/zones";

import { useListSlotsQuery } from "../api";
import { groupByDate, neighbours, sheetOf, sheetRange, shiftWeeks, WEEKS } from "../slots";
import { DayCalendar } from "./day-calendar";
import { TimeButton, TimeList } from "./time-list";

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
};

function Taken({
  takenAt,
  slots,
  zone,
  isBusy,
  onPick,
}: { takenAt: string; slots: readonly SlotOut[] | null } & Pick<SlotPickerProps, "zone" | "onPick"> & {
    isBusy: boolean;
  }) {
  const { t } = useTranslation();
  const times = useTimes();
  const near = slots === null ? [] : neighbours(slots, takenAt);
  return (
    <div className="mb-6">
      <Notice
        tone="due"
        isUrgent
        title={t("scheduling.taken.title", { moment: times.moment(takenAt, zone) })}
      >
        {slots !== null && (
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
  const { type, zone, veterinarianId, petId, isBusy = false, takenAt = null } = props;
  const today = dateIn(zone, useNow(60));
  const [sheet, setSheet] = useState(() => sheetOf(props.date ?? today, today));
  const lastDate = dateIn(zone, DateTime.now().plus({ days: type.horizon_days }));
  const range = useMemo(() => sheetRange(sheet, zone, today), [sheet, zone, today]);
  const slots = useListSlotsQuery(
    {
      clinicId: type.clinic_id,
      appointmentTypeId: type.id,
      ...range,
      ...(veterinarianId !== null && { veterinarianId }),
      ...(petId !== undefined && { petId }),
    },
    {
      pollingInterval: 60_000,
      skipPollingIfUnfocused: true,
      refetchOnMountOrArgChange: true,
    },
  );
  const hasMore = shiftWeeks(sheet, WEEKS) <= lastDate;
  const days = useMemo(
    () => (slots.currentData ? groupByDate(slots.currentData.items) : null),
    [slots.currentData],
  );
  const counts = useMemo(
    () => (days ? new Map([...days].map(([day, free]) => [day, free.length])) : null),
    [days],
  );
  const date =
    props.date !== null && days?.has(props.date) ? props.date : (days?.keys().next().value ?? null);

  if (days === null && slots.error !== undefined)
    return <ProblemNotice problem={slots.error} onRetry={slots.refetch} />;
  const free = date === null ? [] : (days?.get(date) ?? []);
  return (
    <div>
      {takenAt !== null && (
        <Taken
          takenAt={takenAt}
          slots={slots.currentData?.items ?? null}
          zone={zone}
          isBusy={isBusy}
          onPick={props.onPick}
        />
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
          {days === null && (
            <Loading className="flex flex-col gap-3">
              <Skeleton className="h-8 w-40" />
              <Skeleton className="h-32" />
            </Loading>
          )}
          {days !== null && date === null && (
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
          {date !== null && (
            <TimeList date={date} zone={zone} slots={free} isBusy={isBusy} onPick={props.onPick} />
          )}
        </div>
      </div>
    </div>
  );
}
