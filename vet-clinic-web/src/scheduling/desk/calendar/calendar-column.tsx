/** One column of the calendar: hours, what is closed or blocked, the visits with their buffers, the present. */
import type { KeyboardEvent, MouseEvent } from "react";

import type { AppointmentOut } from "@/api/generated.gen";
import { cx } from "@/design/class-names";

import { useIsFresh } from "../../highlights";
import { isOpen as isLive } from "../../statuses";
import { useShownStatus } from "../../use-steps";
import { ClassBlock } from "./class-block";
import { stateOf } from "./classes";
import { outside, visitsOf, type Block, type Column, type Mark, type Stretch } from "./columns";
import type { Drag } from "./drag";
import { hoursOf, ROW_MINUTES, rowsOf } from "./hours-gutter";
import { MarkBlock } from "./mark-block";
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
  mayHold: (block: Block) => boolean;
  mayHoldMark: (mark: Mark) => boolean;
  onOpen: (id: string) => void;
  onOpenMark: ((id: string) => void) | null;
  onFreeTime: ((event: MouseEvent, column: number) => void) | null;
  onKeyDown: (event: KeyboardEvent, id: string) => void;
  onBlur: () => void;
};

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
  const drawn = (block: Block) => {
    const { group, appointment } = block;
    const visits = visitsOf(block);
    const shared = {
      block,
      isTabStop: block.id === props.tabStop,
      isOpen: openId !== null && (block.id === openId || visits.some(({ id }) => id === openId)),
      isFaint: !visits.some(props.matches),
      isFresh: visits.some(isFresh),
      isHeld: held?.id === block.id,
      mayHold: props.mayHold(block),
      showsVet: props.showsVet,
      onOpen: () => onOpen(block.id),
      onKeyDown: (event: KeyboardEvent) => props.onKeyDown(event, block.id),
      onBlur: props.onBlur,
    };
    if (group === null) return <VisitBlock {...shared} status={shownStatus(appointment)} />;
    return <ClassBlock {...shared} group={group} status={stateOf(visits.map(shownStatus))} />;
  };
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
            isHeld={held?.id === mark.id}
            mayHold={props.mayHoldMark(mark)}
            onOpen={onOpenMark === null ? null : () => onOpenMark(mark.id)}
            onKeyDown={(event) => props.onKeyDown(event, mark.id)}
            onBlur={props.onBlur}
          />
        ))}
        {column.blocks
          .filter(({ appointment }) => isLive(appointment.status))
          .map((block) => (
            <BufferShades
              key={block.id}
              block={block}
              buffers={props.buffersOf(block.appointment)}
              window={window}
            />
          ))}
        {column.blocks.map((block) => (
          <div
            key={block.id}
            className="z-10 col-start-1 min-w-0 p-px"
            style={{
              ...rowsOf(window, block.from, block.to),
              marginLeft: `${(block.lane / block.lanes) * 100}%`,
              width: `${100 / block.lanes}%`,
            }}
          >
            {drawn(block)}
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
