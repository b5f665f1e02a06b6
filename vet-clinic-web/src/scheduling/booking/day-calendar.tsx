/** Five weeks of days with the number of free times on each. Arrow keys go from one free day to the next. */
import { ChevronLeft, ChevronRight } from "lucide-react";
import { DateTime } from "luxon";
import { useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/design/button";
import { cx } from "@/design/class-names";
import { useTimes } from "@/time/use-times";

import { shiftWeeks, WEEKS, weeksOf } from "../slots";

export type DayCalendarProps = {
  /** The Monday it begins with. */
  sheet: string;
  today: string;
  chosen: string | null;
  /** Free times by day; null while they are being asked for. */
  counts: ReadonlyMap<string, number> | null;
  /** The last day that can be booked. */
  lastDate: string;
  onChoose: (date: string) => void;
  onSheet: (sheet: string) => void;
};

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** The nearest free day in the direction of the key. */
function nextFree(days: readonly string[], from: string, step: number): string | undefined {
  const wanted = DateTime.fromISO(from, { zone: "utc" }).plus({ days: step }).toISODate() ?? from;
  return step > 0 ? days.find((day) => day >= wanted) : days.findLast((day) => day <= wanted);
}

function Day(props: {
  date: string;
  count: number | null;
  isChosen: boolean;
  isToday: boolean;
  isTabStop: boolean;
  onChoose: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const { t } = useTranslation();
  const times = useTimes();
  const { date, count, isChosen, isToday, isTabStop } = props;
  const isFree = count !== null && count > 0;
  return (
    <button
      type="button"
      data-date={date}
      disabled={!isFree}
      tabIndex={isTabStop ? 0 : -1}
      aria-pressed={isChosen}
      aria-current={isToday ? "date" : undefined}
      onClick={props.onChoose}
      onKeyDown={props.onKeyDown}
      className={cx(
        "tabular relative flex min-h-13 w-full flex-col items-center justify-center rounded-control border text-base leading-tight transition-colors",
        isChosen && "border-green bg-green text-on-green",
        !isChosen && isFree && "border-line bg-surface hover:border-green hover:bg-green-wash",
        !isFree && "border-transparent text-ink-soft",
      )}
    >
      <span className="sr-only">
        {count === null ? times.date(date) : t("scheduling.calendar.day", { day: times.date(date), count })}
      </span>
      <span
        aria-hidden="true"
        className={cx(
          "whitespace-nowrap",
          date.endsWith("-01") && "text-sm",
          isFree && "font-semibold",
          isToday && "underline decoration-2 underline-offset-4",
        )}
      >
        {date.endsWith("-01") ? times.monthDay(date) : Number(date.slice(8))}
      </span>
      <span
        aria-hidden="true"
        className={cx("text-xs", isChosen ? "text-on-green" : isFree ? "text-free" : "text-ink-soft")}
      >
        {count === null ? " " : isFree ? count : "–"}
      </span>
    </button>
  );
}

export function DayCalendar(props: DayCalendarProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const grid = useRef<HTMLTableElement>(null);
  const { sheet, today, chosen, counts, lastDate } = props;
  const weeks = weeksOf(sheet);
  const monthOf = (date: string) => DateTime.fromISO(date, { zone: "utc" }).setLocale(times.words.locale);
  const next = shiftWeeks(sheet, WEEKS);
  const begin = monthOf(sheet < today ? today : sheet);
  const end = monthOf(weeks.at(-1)?.at(-1) ?? sheet);
  const title = begin.hasSame(end, "month")
    ? begin.toFormat("LLLL yyyy")
    : `${begin.toFormat("LLLL")} – ${end.toFormat("LLLL yyyy")}`;
  const weekdays = Array.from({ length: 7 }, (_, day) =>
    DateTime.fromISO("2024-01-01", { zone: "utc" }).plus({ days: day }).setLocale(times.words.locale),
  );
  const freeDays = [...(counts ?? [])]
    .filter(([, count]) => count > 0)
    .map(([day]) => day)
    .sort();
  const tabStop = chosen !== null && freeDays.includes(chosen) ? chosen : freeDays[0];

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const from = (event.target as HTMLElement).dataset["date"];
    if (step === undefined || from === undefined) return;
    event.preventDefault();
    const target = nextFree(freeDays, from, step);
    if (target !== undefined) grid.current?.querySelector<HTMLElement>(`[data-date="${target}"]`)?.focus();
  };

  return (
    <div>
      <div className="mb-2 flex items-center justify-between gap-2">
        <IconButton
          label={t("scheduling.calendar.previous")}
          disabled={sheet <= today}
          onClick={() => props.onSheet(shiftWeeks(sheet, -WEEKS))}
        >
          <ChevronLeft aria-hidden="true" size={20} />
        </IconButton>
        <p aria-live="polite" className="font-serif text-lg font-medium">
          {title}
        </p>
        <IconButton
          label={t("scheduling.calendar.next")}
          disabled={next > lastDate}
          onClick={() => props.onSheet(next)}
        >
          <ChevronRight aria-hidden="true" size={20} />
        </IconButton>
      </div>
      <table
        ref={grid}
        aria-busy={counts === null}
        className="w-full table-fixed border-separate border-spacing-1"
      >
        <caption className="sr-only">{t("scheduling.calendar.caption", { month: title })}</caption>
        <thead>
          <tr>
            {weekdays.map((day) => (
              <th key={day.weekday} scope="col" className="pb-1 text-xs font-semibold text-ink-soft">
                <abbr title={day.toFormat("cccc")} className="no-underline">
                  {day.toFormat("ccc")}
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, row) => (
            <tr key={row}>
              {week.map((date) => (
                <td key={date} className="p-0">
                  {date >= today && (
                    <Day
                      date={date}
                      count={counts === null ? null : (counts.get(date) ?? 0)}
                      isChosen={date === chosen}
                      isToday={date === today}
                      isTabStop={date === tabStop}
                      onChoose={() => props.onChoose(date)}
                      onKeyDown={onKeyDown}
                    />
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
