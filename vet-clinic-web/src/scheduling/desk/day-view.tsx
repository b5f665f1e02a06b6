/** The clinic's day: hours down, vets across, the present as a line. A CSS grid of five-minute rows. */
import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Avatar } from "@/design/portrait";
import { useNow } from "@/time/use-times";
import { dateIn } from "@/time/zones";

import { useIsFresh } from "../highlights";
import { useShownStatus } from "../use-steps";
import { DayBlock } from "./day-block";
import {
  closedWithin,
  columnsOf,
  neighbourOf,
  ROW_MINUTES,
  windowOf,
  type Arrow,
  type DayColumn,
  type OpenHours,
} from "./day-grid";

export type DayViewProps = {
  date: string;
  zone: string;
  vets: readonly { id: string; name: string }[];
  open: readonly OpenHours[];
  appointments: readonly AppointmentOut[];
  openId: string | null;
  matches: (appointment: AppointmentOut) => boolean;
  onOpen: (id: string) => void;
};

function rows(window: OpenHours, from: number, to: number): CSSProperties {
  const line = (minute: number) => Math.round((minute - window.from) / ROW_MINUTES) + 1;
  return {
    gridRow: `${line(Math.max(from, window.from))} / ${Math.max(line(Math.min(to, window.to)), line(from) + 1)}`,
  };
}

function Hours({ window }: { window: OpenHours }) {
  const hours = Array.from({ length: (window.to - window.from) / 60 }, (_, hour) => window.from + hour * 60);
  return (
    <div aria-hidden="true" className="desk-rows tabular relative text-xs text-ink-soft">
      {hours.map((minute) => (
        <span
          key={minute}
          style={rows(window, minute, minute + 60)}
          className="-translate-y-2 pr-2 text-right first:translate-y-0.5"
        >
          {String(minute / 60).padStart(2, "0")}:00
        </span>
      ))}
    </div>
  );
}

type ColumnProps = Pick<DayViewProps, "open" | "openId" | "matches" | "onOpen"> & {
  column: DayColumn;
  window: OpenHours;
  tabStop: string | undefined;
  now: number | null;
  onKeyDown: (event: KeyboardEvent) => void;
};

function Column(props: ColumnProps) {
  const { column, window, open, openId, matches, onOpen, onKeyDown, tabStop, now } = props;
  const isFresh = useIsFresh();
  const shownStatus = useShownStatus();
  return (
    <div role="group" aria-label={column.name} className="desk-rows relative border-l border-line">
      {Array.from({ length: (window.to - window.from) / 60 }, (_, hour) => (
        <span
          key={hour}
          aria-hidden="true"
          style={rows(window, window.from + hour * 60, window.from + hour * 60 + 60)}
          className="col-start-1 border-t border-line"
        />
      ))}
      {closedWithin(window, open).map(({ from, to }) => (
        <span
          key={from}
          aria-hidden="true"
          style={rows(window, from, to)}
          className="hatched col-start-1 bg-sunk/60"
        />
      ))}
      {column.blocks.map((block) => (
        <div
          key={block.appointment.id}
          className="z-10 col-start-1 min-w-0 p-px"
          style={{
            ...rows(window, block.from, block.to),
            marginLeft: `${(block.lane / block.lanes) * 100}%`,
            width: `${100 / block.lanes}%`,
          }}
        >
          <DayBlock
            block={block}
            status={shownStatus(block.appointment)}
            isTabStop={block.appointment.id === tabStop}
            isOpen={block.appointment.id === openId}
            isFaint={!matches(block.appointment)}
            isFresh={isFresh(block.appointment)}
            onOpen={() => onOpen(block.appointment.id)}
            onKeyDown={onKeyDown}
          />
        </div>
      ))}
      {now !== null && now >= window.from && now <= window.to && (
        <span
          aria-hidden="true"
          style={rows(window, now, now + ROW_MINUTES)}
          data-now
          className="pointer-events-none z-20 col-start-1 border-t-2 border-alert"
        />
      )}
    </div>
  );
}

export function DayView(props: DayViewProps) {
  const { t } = useTranslation();
  const { date, zone, vets, open, appointments } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const columns = columnsOf(vets, appointments);
  const window = windowOf(open, columns);
  const local = useNow(30).setZone(zone);
  const now = dateIn(zone, local) === date ? local.hour * 60 + local.minute : null;
  const ids = columns.flatMap((column) => column.blocks.map(({ appointment }) => appointment.id));
  const tabStop = focused !== null && ids.includes(focused) ? focused : ids[0];

  useEffect(() => {
    // Once a day: bring the present, or the first visit, into view. Later changes move nothing.
    const target = frame.current?.querySelector("[data-now], [data-visit]");
    target?.scrollIntoView({ block: "center", inline: "nearest" });
  }, [date]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.key.startsWith("Arrow")) return;
    const id = (event.target as HTMLElement).dataset["visit"];
    if (id === undefined) return;
    event.preventDefault();
    const next = neighbourOf(columns, id, event.key as Arrow);
    if (next === undefined) return;
    setFocused(next);
    frame.current?.querySelector<HTMLElement>(`[data-visit="${next}"]`)?.focus();
  };

  const style = {
    "--rows": (window.to - window.from) / ROW_MINUTES,
    gridTemplateColumns: `var(--desk-gutter) repeat(${columns.length}, minmax(var(--desk-column), 1fr))`,
  } as CSSProperties;
  return (
    <div
      ref={frame}
      role="region"
      aria-label={t("scheduling.desk.dayCaption")}
      tabIndex={-1}
      className="min-h-0 grow overflow-auto"
    >
      <div className="grid" style={style}>
        <div className="sticky top-0 left-0 z-30 border-b border-line-strong bg-paper" />
        {columns.map((column) => (
          <div
            key={column.veterinarianId}
            className="sticky top-0 z-30 flex min-w-0 items-center gap-2 border-b border-l border-line border-b-line-strong bg-paper px-2 py-2"
          >
            <Avatar name={column.name} id={column.veterinarianId} size="small" />
            <span className="min-w-0">
              <span className="block truncate text-sm font-semibold">{column.name}</span>
              <span className="tabular block text-xs text-ink-soft">
                {t("scheduling.desk.visits", { count: column.blocks.length })}
              </span>
            </span>
          </div>
        ))}
        <div className="sticky left-0 z-20 bg-paper">
          <Hours window={window} />
        </div>
        {columns.map((column) => (
          <Column
            key={column.veterinarianId}
            {...props}
            column={column}
            window={window}
            tabStop={tabStop}
            now={now}
            onKeyDown={onKeyDown}
          />
        ))}
      </div>
    </div>
  );
}
