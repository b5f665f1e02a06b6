/** The bar over the calendar: which day, which view, find, new. */
import { CircleHelp, Plus, Search } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/design/button";
import { CONTROL } from "@/design/field";
import { Segments } from "@/design/tabs";

import { DayNavigation, type DayNavigationProps } from "./day-navigation";
import { DESK_VIEWS, type ColumnKind, type DeskView } from "./use-desk-address";

export type DeskBarProps = DayNavigationProps & {
  view: DeskView;
  by: ColumnKind;
  hasRooms: boolean;
  words: string;
  searchRef: RefObject<HTMLInputElement | null>;
  onView: (view: DeskView) => void;
  onBy: (by: ColumnKind) => void;
  onWords: (words: string) => void;
  onNew: (() => void) | null;
  onHelp: () => void;
  /** What else belongs to these days: requests to answer, the day sheet, moving a day. */
  more: ReactNode;
  filters: ReactNode;
};

function DeskSearch({ words, searchRef, onWords }: Pick<DeskBarProps, "words" | "searchRef" | "onWords">) {
  const { t } = useTranslation();
  return (
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
        className={`${CONTROL} min-h-9! py-1! pl-8! text-sm! sm:w-52!`}
      />
    </label>
  );
}

export function DeskBar(props: DeskBarProps) {
  const { t } = useTranslation();
  const { view, by, hasRooms, onView, onBy, onNew, onHelp } = props;
  return (
    <div className="flex flex-col gap-3 border-b border-line px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <DayNavigation {...props} />
        <div className="flex flex-wrap items-center gap-2 max-sm:w-full print:hidden">
          <DeskSearch {...props} />
          <Segments
            label={t("scheduling.desk.view")}
            value={view}
            onChange={onView}
            segments={DESK_VIEWS.map((value) => ({ value, label: t(`desk.views.${value}`) }))}
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
      {/* Each row is `relative`: hidden labels scroll with it and do not widen the page of a phone. */}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 print:hidden">
        <div className="relative flex items-center gap-2 max-sm:w-full max-sm:overflow-x-auto max-sm:whitespace-nowrap max-sm:*:shrink-0 sm:flex-wrap">
          {view === "day" && hasRooms && (
            <Segments
              label={t("desk.columnsBy")}
              value={by}
              onChange={onBy}
              segments={[
                { value: "vet", label: t("desk.byVet") },
                { value: "room", label: t("desk.byRoom") },
              ]}
            />
          )}
          {props.filters}
        </div>
        <div className="relative flex items-center gap-2 max-sm:w-full max-sm:overflow-x-auto max-sm:whitespace-nowrap max-sm:*:shrink-0 sm:flex-wrap">
          {props.more}
        </div>
      </div>
    </div>
  );
}
