/** The bar over the calendar: which day, which view, find, new. */
import { CalendarDays, ChevronLeft, ChevronRight, CircleHelp, Plus, Search } from "lucide-react";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/design/button";
import { CONTROL } from "@/design/field";
import { Segments } from "@/design/tabs";
import { useTimes } from "@/time/use-times";
import { shiftDate } from "@/time/zones";

export type DeskView = "day" | "list";

export type DeskBarProps = {
  date: string;
  today: string;
  zone: string;
  view: DeskView;
  words: string;
  searchRef: RefObject<HTMLInputElement | null>;
  onDate: (date: string) => void;
  onView: (view: DeskView) => void;
  onWords: (words: string) => void;
  onNew: (() => void) | null;
  onHelp: () => void;
};

function DayNavigation({
  date,
  today,
  zone,
  onDate,
}: Pick<DeskBarProps, "date" | "today" | "zone" | "onDate">) {
  const { t } = useTranslation();
  const times = useTimes();
  const isElsewhere = times.note(`${date}T12:00:00Z`, zone);
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-1 gap-y-2">
      <IconButton
        label={t("scheduling.desk.before")}
        size="small"
        onClick={() => onDate(shiftDate(date, -1))}
      >
        <ChevronLeft aria-hidden="true" size={20} />
      </IconButton>
      <Button size="small" disabled={date === today} onClick={() => onDate(today)}>
        {t("time.today")}
      </Button>
      <IconButton label={t("scheduling.desk.after")} size="small" onClick={() => onDate(shiftDate(date, 1))}>
        <ChevronRight aria-hidden="true" size={20} />
      </IconButton>
      <h1 tabIndex={-1} aria-live="polite" className="ml-2 font-serif text-lg font-medium">
        {times.longDate(date)}
      </h1>
      {isElsewhere !== null && <span className="ml-1 text-sm text-ink-soft">({isElsewhere})</span>}
      <label className="relative ml-1 inline-flex size-8 items-center justify-center rounded-control text-ink-soft hover:bg-green-wash has-focus-visible:outline-2 has-focus-visible:outline-green">
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
  );
}

export function DeskBar(props: DeskBarProps) {
  const { t } = useTranslation();
  const { view, words, searchRef, onView, onWords, onNew, onHelp } = props;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-b border-line px-4 py-3">
      <DayNavigation {...props} />
      <div className="flex flex-wrap items-center gap-2">
        <label className="relative">
          <span className="sr-only">{t("scheduling.desk.search")}</span>
          <Search
            aria-hidden="true"
            size={16}
            className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-soft"
          />
          <input
            ref={searchRef}
            type="search"
            value={words}
            placeholder={t("scheduling.desk.searchHint")}
            onChange={(event) => onWords(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              onWords("");
              event.currentTarget.blur();
            }}
            className={`${CONTROL} min-h-9! w-56! py-1! pl-8! text-sm!`}
          />
        </label>
        <Segments
          label={t("scheduling.desk.view")}
          value={view}
          onChange={onView}
          segments={[
            { value: "day", label: t("scheduling.desk.day") },
            { value: "list", label: t("scheduling.desk.list") },
          ]}
        />
        {onNew !== null && (
          <Button
            size="small"
            tone="solid"
            icon={<Plus aria-hidden="true" size={16} />}
            onClick={onNew}
            className="min-h-9!"
          >
            {t("scheduling.desk.new")}
          </Button>
        )}
        <IconButton label={t("scheduling.keys.title")} size="small" onClick={onHelp}>
          <CircleHelp aria-hidden="true" size={18} />
        </IconButton>
      </div>
    </div>
  );
}
