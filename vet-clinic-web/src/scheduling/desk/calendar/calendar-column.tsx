/** One column of the calendar: hours, what is closed or blocked, the visits with their buffers, the present. */
import { Ban, CalendarOff, CalendarSync } from "lucide-react";
import type { KeyboardEvent, MouseEvent } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { cx } from "@/design/class-names";

import { useIsFresh } from "../../highlights";
import { isOpen as isLive } from "../../statuses";
import { useShownStatus } from "../../use-steps";
import { outside, type Block, type Column, type Mark, type Stretch } from "./columns";
import type { Drag } from "./drag";
import { hoursOf, ROW_MINUTES, rowsOf } from "./hours-gutter";
import { VisitBlock } from "./visit-block";
import { clock } from "./wall-clock";

export type Shade = {
  /** The clinic's opening hours of the column's day. */
  open: readonly Stretch[];
  /** The veterinarian's working hours; null where the column is no veterinarian's. */
  duty: readonly Stretch[] | null;
};
export type Buffers = { before: number; after: number };

export type CalendarColumnProps = {
  column: Column;
  index: number;
  window: Stretch;
  shade: Shade;
  /** The present in minutes of the column's day; null on other days. */
  now: number | null;
  held: Drag | null;
  /** Whose visit is held. */
  heldName: string | null;
  openId: string | null;
  tabStop: string | undefined;
  showsVet: boolean;
  buffersOf: (appointment: AppointmentOut) => Buffers;
  matches: (appointment: AppointmentOut) => boolean;
  mayHold: (appointment: AppointmentOut) => boolean;
  onOpen: (id: string) => void;
  onOpenMark: ((id: string) => void) | null;
  onFreeTime: ((event: MouseEvent, column: number) => void) | null;
  onKeyDown: (event: KeyboardEvent, id: string) => void;
  onBlur: () => void;
};

const MARK_ICONS = { block: Ban, time_off: CalendarOff, external: CalendarSync };

function Shades({ window, shade }: { window: Stretch; shade: Shade }) {
  const closed = outside(window, shade.open);
  const off = shade.duty === null ? [] : outside(window, shade.duty);
  return (
    <>
      {off.map(({ from, to }) => (
        <span
          key={`off${from}`}
          aria-hidden="true"
          style={rowsOf(window, from, to)}
          className="col-start-1 bg-sunk/60"
        />
      ))}
      {closed.map(({ from, to }) => (
        <span
          key={`closed${from}`}
          aria-hidden="true"
          style={rowsOf(window, from, to)}
          className={cx("hatched col-start-1", shade.duty === null && "bg-sunk/60")}
        />
      ))}
    </>
  );
}

function MarkBlock({ mark, window, onOpen }: { mark: Mark; window: Stretch; onOpen: (() => void) | null }) {
  const { t } = useTranslation();
  const Icon = MARK_ICONS[mark.kind];
  const name = mark.reason ?? t(`desk.blocks.kind.${mark.kind}`);
  const words = t("desk.blocks.label", {
    kind: t(`desk.blocks.kind.${mark.kind}`),
    from: clock(Math.max(mark.from, 0)),
    to: clock(Math.min(mark.to, 1440)),
  });
  const look =
    "hatched col-start-1 flex items-start gap-1.5 overflow-hidden border-y border-line-strong bg-taken-wash px-2 py-1 text-left text-xs text-taken";
  const inside = (
    <>
      <Icon aria-hidden="true" size={14} className="mt-0.5 shrink-0" />
      <span className="sr-only">{words}: </span>
      <span className="truncate rounded-control bg-taken-wash px-1">{name}</span>
    </>
  );
  const style = rowsOf(window, mark.from, mark.to);
  if (onOpen === null || mark.kind === "external")
    return (
      <div style={style} className={look}>
        {inside}
      </div>
    );
  return (
    <button type="button" data-mark={mark.id} style={style} onClick={onOpen} className={look}>
      {inside}
    </button>
  );
}

function BufferShades({ block, buffers, window }: { block: Block; buffers: Buffers; window: Stretch }) {
  const { before, after } = buffers;
  const parts = [
    { from: block.from - before, to: block.from },
    { from: block.to, to: block.to + after },
  ].filter(({ from, to }) => to > from && to > window.from && from < window.to);
  return parts.map(({ from, to }) => (
    <span
      key={from}
      aria-hidden="true"
      data-buffer
      style={{
        ...rowsOf(window, from, to),
        marginLeft: `${(block.lane / block.lanes) * 100}%`,
        width: `${100 / block.lanes}%`,
      }}
      className="hatched pointer-events-none col-start-1 rounded-control border-x border-line-strong/50"
    />
  ));
}

function Ghost({ held, window, name }: { held: Drag; window: Stretch; name: string | null }) {
  const { from, to } = held.at;
  return (
    <div
      aria-hidden="true"
      data-ghost
      style={rowsOf(window, from, to)}
      className="tabular pointer-events-none z-20 col-start-1 m-px overflow-hidden rounded-control border-2 border-green bg-green-wash/80 px-1.5 text-xs font-semibold text-ink shadow-float"
    >
      {clock(from)}–{clock(to)} {name}
    </div>
  );
}

export function CalendarColumn(props: CalendarColumnProps) {
  const { column, index, window, shade, now, held, openId, onOpen, onOpenMark, onFreeTime } = props;
  const isFresh = useIsFresh();
  const shownStatus = useShownStatus();
  return (
    // Free time is for the pointer; the keyboard has `n`, and the dialog asks for the time.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- as said above
    <div
      data-column={column.key}
      onClick={(event) => {
        const isFree = (event.target as Element).closest("[data-visit], [data-mark]") === null;
        if (isFree) onFreeTime?.(event, index);
      }}
      className="relative border-l border-line"
    >
      <div role="group" aria-label={column.name} className="desk-rows">
        {hoursOf(window).map((minute) => (
          <span
            key={minute}
            aria-hidden="true"
            style={rowsOf(window, minute, minute + 60)}
            className="col-start-1 border-t border-line"
          />
        ))}
        <Shades window={window} shade={shade} />
        {column.marks.map((mark) => (
          <MarkBlock
            key={mark.id}
            mark={mark}
            window={window}
            onOpen={onOpenMark === null ? null : () => onOpenMark(mark.id)}
          />
        ))}
        {column.blocks
          .filter(({ appointment }) => isLive(appointment.status))
          .map((block) => (
            <BufferShades
              key={block.appointment.id}
              block={block}
              buffers={props.buffersOf(block.appointment)}
              window={window}
            />
          ))}
        {column.blocks.map((block) => (
          <div
            key={block.appointment.id}
            className="z-10 col-start-1 min-w-0 p-px"
            style={{
              ...rowsOf(window, block.from, block.to),
              marginLeft: `${(block.lane / block.lanes) * 100}%`,
              width: `${100 / block.lanes}%`,
            }}
          >
            <VisitBlock
              block={block}
              status={shownStatus(block.appointment)}
              isTabStop={block.appointment.id === props.tabStop}
              isOpen={block.appointment.id === openId}
              isFaint={!props.matches(block.appointment)}
              isFresh={isFresh(block.appointment)}
              isHeld={held?.id === block.appointment.id}
              mayHold={props.mayHold(block.appointment)}
              showsVet={props.showsVet}
              onOpen={() => onOpen(block.appointment.id)}
              onKeyDown={(event) => props.onKeyDown(event, block.appointment.id)}
              onBlur={props.onBlur}
            />
          </div>
        ))}
        {held !== null && held.at.column === index && (
          <Ghost held={held} window={window} name={props.heldName} />
        )}
        {now !== null && now >= window.from && now <= window.to && (
          <span
            aria-hidden="true"
            style={rowsOf(window, now, now + ROW_MINUTES)}
            data-now
            className="pointer-events-none z-20 col-start-1 border-t-2 border-alert"
          />
        )}
      </div>
    </div>
  );
}
