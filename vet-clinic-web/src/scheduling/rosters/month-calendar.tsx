/** What a vet really works, day by day: the weekly plan, days that differ, and time off. A press on a day changes it. */
import { ChevronLeft, ChevronRight, Palmtree, Pencil } from "lucide-react";
import { DateTime, Info } from "luxon";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/design/button";
import { cx } from "@/design/class-names";
import { useTimes } from "@/time/use-times";

import { textOf, type Hours } from "../hours/hours";
import { HoursBar } from "../hours/hours-bar";
import { monthOf, shiftMonth, weeksOfMonth } from "./month";

export type RosterDay = {
  hours: readonly Hours[];
  isOverride: boolean;
  note: string | null;
  isOff: boolean;
};

export type MonthCalendarProps = {
  month: string;
  today: string;
  dayOf: (date: string) => RosterDay;
  onMonth: (month: string) => void;
  onDay: (date: string) => void;
};

function Day({
  date,
  day,
  isToday,
  onDay,
}: {
  date: string;
  day: RosterDay;
  isToday: boolean;
  onDay: () => void;
}) {
  const { t } = useTranslation();
  const times = useTimes();
  const words = day.hours.length === 0 ? t("scheduling.rosters.free") : textOf(day.hours);
  const changed = day.isOverride ? day.note || t("scheduling.rosters.changed") : null;
  const off = day.isOff ? t("scheduling.timeOff.word") : null;
  const said = [words, changed, off].filter((word) => word !== null).join(", ");
  return (
    <button
      type="button"
      onClick={onDay}
      aria-current={isToday ? "date" : undefined}
      className={cx(
        "flex min-h-20 w-full flex-col gap-1 rounded-control border p-1.5 text-left text-xs transition-colors hover:border-green sm:p-2",
        day.isOverride ? "border-info bg-info-wash" : "border-line bg-surface",
        day.isOff && "hatched",
      )}
    >
      <span className="sr-only">{`${times.longDate(date)}: ${said}`}</span>
      <span aria-hidden="true" className="flex items-center justify-between gap-1">
        <span
          className={cx(
            "tabular text-sm font-semibold",
            isToday && "underline decoration-2 underline-offset-4",
          )}
        >
          {Number(date.slice(8))}
        </span>
        {day.isOverride && <Pencil size={12} className="shrink-0 text-info" />}
        {day.isOff && <Palmtree size={14} className="shrink-0 text-due" />}
      </span>
      <HoursBar hours={day.hours} className="h-1.5!" />
      <span aria-hidden="true" className="tabular hidden text-ink-soft md:block">
        {words}
      </span>
      {off !== null && (
        <span aria-hidden="true" className="truncate font-semibold text-due max-md:hidden">
          {off}
        </span>
      )}
      {changed !== null && (
        <span aria-hidden="true" className="truncate text-info max-md:hidden">
          {changed}
        </span>
      )}
    </button>
  );
}

export function MonthCalendar({ month, today, dayOf, onMonth, onDay }: MonthCalendarProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const title = DateTime.fromISO(`${month}-01`, { zone: "utc" })
    .setLocale(times.words.locale)
    .toFormat("LLLL yyyy");
  return (
    <div>
      <div className="mb-2 flex items-center justify-between gap-2">
        <IconButton
          label={t("scheduling.rosters.monthBefore")}
          disabled={month <= monthOf(today)}
          onClick={() => onMonth(shiftMonth(month, -1))}
        >
          <ChevronLeft aria-hidden="true" size={20} />
        </IconButton>
        <p aria-live="polite" className="font-serif text-lg font-medium">
          {title}
        </p>
        <IconButton label={t("scheduling.rosters.monthAfter")} onClick={() => onMonth(shiftMonth(month, 1))}>
          <ChevronRight aria-hidden="true" size={20} />
        </IconButton>
      </div>
      <table className="w-full table-fixed border-separate border-spacing-1">
        <caption className="sr-only">{t("scheduling.rosters.monthCaption", { month: title })}</caption>
        <thead>
          <tr>
            {Info.weekdays("short", { locale: times.words.locale }).map((name) => (
              <th key={name} scope="col" className="pb-1 text-xs font-semibold text-ink-soft">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOfMonth(month).map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <td key={date} className="p-0 align-top">
                  {monthOf(date) === month && date >= today && (
                    <Day date={date} day={dayOf(date)} isToday={date === today} onDay={() => onDay(date)} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
