/** Which stretch of time the calendar shows, and the way to others. */
import { CalendarDays, ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/design/button";
import { useTimes } from "@/time/use-times";

export type DayNavigationProps = {
  date: string;
  /** The first and last day shown, when it is more than one. */
  week: readonly [string, string] | null;
  today: string;
  zone: string;
  onDate: (date: string) => void;
  onStep: (sign: 1 | -1) => void;
};

export function DayNavigation({ date, week, today, zone, onDate, onStep }: DayNavigationProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const zoneNote = times.note(`${date}T12:00:00Z`, zone);
  const title =
    week === null
      ? times.longDate(date)
      : t("desk.week", { from: times.monthDay(week[0]), to: times.monthDay(week[1]) });
  return (
    <div className="flex min-w-0 grow flex-wrap items-center gap-x-2 gap-y-2 sm:grow-0">
      <h1
        tabIndex={-1}
        aria-live="polite"
        className="font-serif text-lg font-medium whitespace-nowrap sm:order-2 sm:ml-1"
      >
        {title}
      </h1>
      {zoneNote !== null && <span className="text-sm text-ink-soft sm:order-3">({zoneNote})</span>}
      <div className="ml-auto flex items-center sm:ml-0 print:hidden">
        <IconButton
          label={week === null ? t("scheduling.desk.before") : t("desk.weekBefore")}
          size="small"
          onClick={() => onStep(-1)}
        >
          <ChevronLeft aria-hidden="true" size={20} />
        </IconButton>
        <Button size="small" disabled={date === today} onClick={() => onDate(today)}>
          {t("time.today")}
        </Button>
        <IconButton
          label={week === null ? t("scheduling.desk.after") : t("desk.weekAfter")}
          size="small"
          onClick={() => onStep(1)}
        >
          <ChevronRight aria-hidden="true" size={20} />
        </IconButton>
        <label className="relative inline-flex size-8 items-center justify-center rounded-control text-ink-soft hover:bg-green-wash has-focus-visible:outline-2 has-focus-visible:outline-green">
          <span className="sr-only">{t("scheduling.desk.goTo")}</span>
          <CalendarDays aria-hidden="true" size={18} />
          <input
            type="date"
            value={date}
            onClick={(event) => event.currentTarget.showPicker?.()}
            onChange={(event) => event.target.value !== "" && onDate(event.target.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
        </label>
      </div>
    </div>
  );
}
