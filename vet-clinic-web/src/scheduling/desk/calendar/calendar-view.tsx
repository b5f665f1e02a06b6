/** The clinic's calendar: hours down, vets, rooms or days across, the present as a line. A CSS grid of five-minute rows. */
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { useNow } from "@/time/use-times";
import { dateIn } from "@/time/zones";

import { isOff } from "../../statuses";
import { useTypeName } from "../../use-type-name";
import { CalendarColumn, type Buffers, type Shade } from "./calendar-column";
import { visitsOf, type Block, type Column, type Mark, type Stretch } from "./columns";
import { beginDraw, spotAt, type Drag, type Grid, type Place } from "./drag";
import { HoursGutter, ROW_MINUTES } from "./hours-gutter";
import { isArrow, neighbourOf } from "./neighbours";
import { useAim } from "./use-calm";
import { usePickUp } from "./use-pick-up";
import { usePointerDrag } from "./use-pointer-drag";
import { clock } from "./wall-clock";

export type CalendarViewProps = {
  /** Says which stretch of time is shown: another one is scrolled to its present or its first visit. */
  stretchKey: string;
  zone: string;
  columns: readonly Column[];
  window: Stretch;
  showsVet: boolean;
  /** Seven narrow columns instead of a few wide ones. */
  isWeek: boolean;
  openId: string | null;
  headOf: (column: Column) => ReactNode;
  shadeOf: (column: Column) => Shade;
  buffersOf: (appointment: AppointmentOut) => Buffers;
  gridOf: (appointment: AppointmentOut | null) => Grid;
  matches: (appointment: AppointmentOut) => boolean;
  mayHold: (appointment: AppointmentOut) => boolean;
  onOpen: (id: string) => void;
  onOpenMark: ((id: string) => void) | null;
  onPlace: (block: Block, column: Column, at: Place) => void;
  /** Blocked time was carried or resized; null when the person may not. */
  onPlaceMark: ((mark: Mark, column: Column, at: Place) => void) | null;
  /** Free time was pressed or drawn on; null when the person may not book. */
  onFree: ((column: Column, at: Stretch) => void) | null;
  /** While true nothing on the calendar may change its place. */
  onCalm: (isCalm: boolean) => void;
};

/** When earlier hours join above, what was being read stays where it was. */
function useSteadyScroll(frame: React.RefObject<HTMLElement | null>, from: number, key: string): void {
  const before = useRef({ from, key });
  useLayoutEffect(() => {
    const { current: last } = before;
    before.current = { from, key };
    const rows = frame.current?.querySelector(".desk-rows");
    if (last.key !== key || last.from === from || !frame.current || !rows) return;
    const rowPx = Number.parseFloat(getComputedStyle(rows).gridTemplateRows) || 0;
    frame.current.scrollBy?.(0, ((last.from - from) / ROW_MINUTES) * rowPx);
  }, [frame, from, key]);
}

export function CalendarView(props: CalendarViewProps) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const { stretchKey, zone, columns, window, onPlace, onPlaceMark, onFree, onCalm } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const local = useNow(30).setZone(zone);
  const today = dateIn(zone, local);
  const ids = columns.flatMap((column) => column.blocks.map((block) => block.id));
  const tabStop = focused !== null && ids.includes(focused) ? focused : ids[0];
  const find = (id: string) => {
    for (const [column, { blocks }] of columns.entries()) {
      const block = blocks.find((each) => each.id === id);
      if (block !== undefined) return { block, place: { column, from: block.from, to: block.to } };
    }
    return null;
  };
  const findMark = (id: string) => {
    for (const [column, { marks }] of columns.entries()) {
      const mark = marks.find((each) => each.id === id);
      if (mark !== undefined) return { mark, place: { column, from: mark.from, to: mark.to } };
    }
    return null;
  };
  /** A class is held as a whole or not at all. */
  const mayHold = (block: Block) => {
    const coming = visitsOf(block).filter(({ status }) => !isOff(status));
    return coming.length > 0 && coming.every(props.mayHold);
  };
  const mayHoldMark = (mark: Mark) => onPlaceMark !== null && mark.isWhole && mark.kind !== "external";
  const placeOf = (id: string): Place | null => {
    const found = find(id);
    if (found !== null) return mayHold(found.block) ? found.place : null;
    const mark = findMark(id);
    return mark !== null && mayHoldMark(mark.mark) ? mark.place : null;
  };
  const nameOf = (id: string | null): string => {
    const block = id === null ? undefined : find(id)?.block;
    if (block !== undefined)
      return block.group === null ? block.appointment.pet_name : typeName(block.appointment);
    const mark = id === null ? undefined : findMark(id)?.mark;
    return mark === undefined ? "" : (mark.reason ?? t(`desk.blocks.kind.${mark.kind}`));
  };
  const gridOf = (id: string | null) =>
    props.gridOf(id === null ? null : (find(id)?.block.appointment ?? null));
  // A blocked vet or room stays who it is: sideways is only another day.
  const isBound = (id: string) => !props.isWeek && findMark(id) !== null;
  const onDrop = (drag: Drag) => {
    const column = columns[drag.at.column];
    if (column === undefined) return;
    if (drag.id === null) return onFree?.(column, drag.at);
    const found = find(drag.id);
    if (found !== null) return onPlace(found.block, column, drag.at);
    const mark = findMark(drag.id);
    if (mark !== null) onPlaceMark?.(mark.mark, column, drag.at);
  };
  const pointer = usePointerDrag({
    frame,
    window,
    placeOf,
    gridOf,
    isBound,
    mayDraw: onFree !== null,
    onDrop,
  });
  const keyboard = usePickUp({
    columns: columns.length,
    placeOf,
    gridOf,
    isBound,
    onDrop,
    onSay: (drag, what) => {
      const pet = nameOf(drag.id);
      const { from, to, column } = drag.at;
      const place = { from: clock(from), to: clock(to), column: columns[column]?.name ?? "" };
      setSaid(t(`desk.calendar.said.${what}`, { pet, ...place }));
    },
  });
  const aim = useAim();
  const held = pointer.drag ?? keyboard.held;
  const isCalm = held !== null || aim.isAiming;
  useEffect(() => onCalm(isCalm), [onCalm, isCalm]);

  useSteadyScroll(frame, window.from, stretchKey);
  useEffect(() => {
    // Once for each stretch: bring the present, or the first visit, into view. Later changes move nothing.
    const target = frame.current?.querySelector("[data-now], [data-visit]");
    target?.scrollIntoView({ block: "center", inline: "nearest" });
  }, [stretchKey]);

  const onKeyDown = (event: KeyboardEvent, id: string) => {
    if (keyboard.onKeyDown(event, id) || !isArrow(event.key)) return;
    event.preventDefault();
    const next = neighbourOf(columns, id, event.key);
    if (next === undefined) return;
    setFocused(next);
    frame.current?.querySelector<HTMLElement>(`[data-visit="${next}"]`)?.focus();
  };
  const onFreeTime = (event: MouseEvent, index: number) => {
    const column = columns[index];
    const box = event.currentTarget.getBoundingClientRect();
    const spot = spotAt({ x: event.clientX, y: event.clientY }, [box], window, true);
    if (column === undefined || spot === null) return;
    onFree?.(column, beginDraw({ ...spot, column: index }, gridOf(null)).at);
  };

  const style = {
    "--rows": (window.to - window.from) / ROW_MINUTES,
    gridTemplateColumns: `var(--desk-gutter) repeat(${columns.length}, minmax(var(${props.isWeek ? "--desk-day" : "--desk-column"}), 1fr))`,
  } as CSSProperties;
  return (
    <div
      ref={frame}
      role="region"
      aria-label={t("scheduling.desk.dayCaption")}
      tabIndex={-1}
      onPointerDown={pointer.onPointerDown}
      onPointerMove={aim.onPointerMove}
      onPointerLeave={aim.onPointerLeave}
      className="print-all min-h-0 grow overflow-auto"
    >
      <p role="status" className="sr-only">
        {said}
      </p>
      <div className="grid" style={style}>
        <div className="sticky top-0 left-0 z-30 border-b border-line-strong bg-paper" />
        {columns.map((column) => (
          <div
            key={column.key}
            className="sticky top-0 z-30 flex min-w-0 items-center gap-2 border-b border-l border-line border-b-line-strong bg-paper px-2 py-2"
          >
            {props.headOf(column)}
          </div>
        ))}
        <div className="sticky left-0 z-20 bg-paper">
          <HoursGutter window={window} />
        </div>
        {columns.map((column, index) => (
          <CalendarColumn
            key={column.key}
            {...props}
            column={column}
            index={index}
            shade={props.shadeOf(column)}
            now={column.date === today ? local.hour * 60 + local.minute : null}
            held={held}
            heldName={held === null ? null : nameOf(held.id)}
            mayHold={mayHold}
            mayHoldMark={mayHoldMark}
            tabStop={tabStop}
            onFreeTime={onFree === null ? null : onFreeTime}
            onKeyDown={onKeyDown}
            onBlur={keyboard.putBack}
          />
        ))}
      </div>
    </div>
  );
}
