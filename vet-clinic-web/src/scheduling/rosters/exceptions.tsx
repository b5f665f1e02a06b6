/** The days on which a vet works otherwise than the plan says; changed in a calendar, taken back from the same place. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RosterOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useTimes } from "@/time/use-times";
import { dayBounds } from "@/time/zones";

import {
  useClearRosterOverrideMutation,
  useListRosterOverridesQuery,
  useSetRosterOverrideMutation,
} from "../api";
import { useListBlocksQuery } from "../desk/api";
import { DayHoursDialog, type DayAnswer } from "../hours/day-hours-dialog";
import { hoursOf, windowsOf } from "../hours/hours";
import { monthOf, weeksOfMonth } from "./month";
import { MonthCalendar, type RosterDay } from "./month-calendar";
import { plansOf, weeklyHoursOn } from "./roster-plans";

export type ExceptionsProps = {
  clinicId: string;
  veterinarianId: string;
  zone: string;
  rosters: readonly RosterOut[];
  today: string;
};

export function Exceptions({ clinicId, veterinarianId, zone, rosters, today }: ExceptionsProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const [month, setMonth] = useState(monthOf(today));
  const [edited, setEdited] = useState<string | null>(null);
  const [set, setting] = useSetRosterOverrideMutation();
  const [clear, clearing] = useClearRosterOverrideMutation();
  const days = weeksOfMonth(month).flat();
  const fromDay = days[0] ?? today;
  const toDay = days.at(-1) ?? today;
  const overrides = useListRosterOverridesQuery({ clinicId, fromDay, toDay });
  const off = useListBlocksQuery({
    clinicId,
    resourceId: veterinarianId,
    from: dayBounds(fromDay, zone).from,
    to: dayBounds(toDay, zone).to,
  });
  const plans = plansOf(rosters);
  const own = (overrides.data?.items ?? []).filter((each) => each.veterinarian_id === veterinarianId);
  const offTimes = (off.data?.items ?? []).filter(({ kind }) => kind === "time_off");

  const dayOf = (date: string): RosterDay => {
    const override = own.find(({ on_day }) => on_day === date);
    const bounds = dayBounds(date, zone);
    return {
      hours: override === undefined ? weeklyHoursOn(plans, date) : hoursOf(override.windows),
      isOverride: override !== undefined,
      note: override?.note ?? null,
      isOff: offTimes.some(
        ({ starts_at, ends_at }) =>
          Date.parse(starts_at) < Date.parse(bounds.to) && Date.parse(ends_at) > Date.parse(bounds.from),
      ),
    };
  };
  const close = () => {
    setting.reset();
    clearing.reset();
    setEdited(null);
  };
  const save = async ({ onDay, hours, note }: DayAnswer) => {
    const rosterOverrideIn = {
      clinic_id: clinicId,
      windows: windowsOf(hours),
      note: note === "" ? null : note,
    };
    const { error } = await set({ veterinarianId, onDay, rosterOverrideIn });
    if (error === undefined) close();
  };
  const takeBack = async (onDay: string) => {
    const { error } = await clear({ veterinarianId, onDay, clinicId });
    if (error === undefined) close();
  };
  if (overrides.data === undefined && overrides.error !== undefined) {
    return <ProblemNotice problem={overrides.error} onRetry={overrides.refetch} />;
  }
  if (overrides.data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={5} />
      </Loading>
    );
  }
  const chosen = edited === null ? null : dayOf(edited);
  return (
    <>
      <MonthCalendar month={month} today={today} dayOf={dayOf} onMonth={setMonth} onDay={setEdited} />
      {edited !== null && chosen !== null && (
        <DayHoursDialog
          title={times.longDate(edited)}
          day={edited}
          earliest={today}
          hours={chosen.hours}
          note={chosen.note ?? ""}
          emptyWord={t("scheduling.rosters.free")}
          isBusy={setting.isLoading}
          problem={setting.error ?? clearing.error}
          onClose={close}
          onSave={(answer) => void save(answer)}
          extra={
            chosen.isOverride && (
              <Button tone="quiet" isBusy={clearing.isLoading} onClick={() => void takeBack(edited)}>
                {t("scheduling.rosters.asUsual")}
              </Button>
            )
          }
        />
      )}
    </>
  );
}
