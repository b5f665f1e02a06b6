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
    <div className="flex min-w-0 grow flex-wrap items-center gap-x-2 gap-y-2 sm:grow-0">
      <h1
        tabIndex={-1}
        aria-live="polite"
        className="font-serif text-lg font-medium whitespace-nowrap sm:order-2 sm:ml-1"
      >
        {times.longDate(date)}
      </h1>
      {isElsewhere !== null && <span className="text-sm text-ink-soft sm:order-3">({isElsewhere})</span>}
      <div className="ml-auto flex items-center sm:ml-0">
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
        <IconButton
          label={t("scheduling.desk.after")}
          size="small"
          onClick={() => onDate(shiftDate(date, 1))}
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

export function DeskBar(props: DeskBarProps) {
  const { t } = useTranslation();
  const { view, words, searchRef, onView, onWords, onNew, onHelp } = props;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-b border-line px-4 py-3">
      <DayNavigation {...props} />
      <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
        <label className="relative max-sm:grow">
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
              // To the calendar, not to nowhere: a dialog that closes later gives the focus back to where it was last.
              document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
            }}
            className={`${CONTROL} min-h-9! py-1! pl-8! text-sm! sm:w-56!`}
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
        <IconButton
          label={t("scheduling.keys.title")}
          size="small"
          onClick={onHelp}
          className="max-md:hidden"
        >
          <CircleHelp aria-hidden="true" size={18} />
        </IconButton>
      </div>
    </div>
  );
}
