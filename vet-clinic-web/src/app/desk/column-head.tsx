/** The head of a column: whose it is, or which day, with how many come and whether the clinic keeps a holiday. */
import { DoorOpen, PartyPopper } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cx } from "@/design/class-names";
import { Avatar } from "@/design/portrait";
import { visitsOf, type Column } from "@/scheduling/desk/calendar/columns";

export type ColumnHeadProps = {
  column: Column;
  kind: "vet" | "room" | "day";
  isToday: boolean;
  holiday: string | null;
  onShowDay: (date: string) => void;
};

export function ColumnHead({ column, kind, isToday, holiday, onShowDay }: ColumnHeadProps) {
  const { t } = useTranslation();
  const conflicts = column.blocks.filter(({ isConflict }) => isConflict).length;
  const count = column.blocks.reduce((sum, block) => sum + visitsOf(block).length, 0);
  const detail = (
    <span className="tabular block truncate text-xs font-normal text-ink-soft">
      {holiday === null ? t("scheduling.desk.visits", { count }) : holiday}
      {conflicts > 0 && (
        <span className="font-semibold text-alert">
          {" "}
          · {t("desk.calendar.conflicts", { count: conflicts })}
        </span>
      )}
    </span>
  );
  if (kind === "day") {
    return (
      <button
        type="button"
        onClick={() => onShowDay(column.date)}
        title={t("desk.showDay", { day: column.name })}
        className="min-w-0 grow rounded-control px-1 text-left text-sm font-semibold hover:bg-green-wash"
      >
        <span className={cx(isToday && "text-green underline decoration-2 underline-offset-4")}>
          {column.name}
        </span>
        {detail}
      </button>
    );
  }
  return (
    <>
      {kind === "vet" ? (
        <Avatar name={column.name} id={column.resourceId ?? column.key} size="small" />
      ) : (
        <DoorOpen aria-hidden="true" size={18} className="shrink-0 text-ink-soft" />
      )}
      <span className="min-w-0 grow">
        <span className="block truncate text-sm font-semibold">{column.name}</span>
        {detail}
      </span>
      {holiday !== null && <PartyPopper aria-hidden="true" size={16} className="shrink-0 text-due" />}
    </>
  );
}
