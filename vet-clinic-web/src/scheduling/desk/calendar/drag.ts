/**
 * Picking up, moving and drawing on the calendar, as plain values: a place is a column and two minutes. Pointer and keyboard lead
 * to the same places, on the same grid.
 */
import type { Stretch } from "./columns";
import type { Arrow } from "./neighbours";
import { DAY_MINUTES } from "./wall-clock";

export type Grip = "move" | "resize" | "draw";
export type Place = Stretch & { column: number };
/** Where the pointer is: between rows too, so not yet on the grid. */
export type Spot = { column: number; minute: number };

export type Drag = {
  grip: Grip;
  /** The visit that is held; null when time is drawn. */
  id: string | null;
  begun: Spot;
  from: Place;
  at: Place;
};

/** Starts lie every `step` minutes, counted from `offset` minutes after midnight. */
export type Grid = { step: number; offset: number };

export const FINE: Grid = { step: 5, offset: 0 };

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

function nearest(minute: number, { step, offset }: Grid): number {
  return Math.round((minute - offset) / step) * step + offset;
}

export function beginMove(id: string, place: Place, begun: Spot): Drag {
  return { grip: "move", id, begun, from: place, at: place };
}

export function beginResize(id: string, place: Place, begun: Spot): Drag {
  return { grip: "resize", id, begun, from: place, at: place };
}

export function beginDraw(begun: Spot, grid: Grid): Drag {
  const from = clamp(
    Math.floor((begun.minute - grid.offset) / grid.step) * grid.step + grid.offset,
    0,
    DAY_MINUTES - grid.step,
  );
  const place = { column: begun.column, from, to: from + grid.step };
  return { grip: "draw", id: null, begun, from: place, at: place };
}

/** A visit keeps its length and stays within its day. */
function moved(place: Place, from: number, column: number): Place {
  const length = place.to - place.from;
  const start = clamp(from, 0, Math.max(0, DAY_MINUTES - length));
  return { column, from: start, to: start + length };
}

function resized(place: Place, to: number, shortest: number): Place {
  return { ...place, to: clamp(to, place.from + shortest, DAY_MINUTES) };
}

/** Where the held thing is once the pointer has come to `spot`. */
export function dragTo(drag: Drag, spot: Spot, grid: Grid): Drag {
  const { from, begun } = drag;
  const travelled = spot.minute - begun.minute;
  switch (drag.grip) {
    case "move":
      return { ...drag, at: moved(from, nearest(from.from + travelled, grid), spot.column) };
    case "resize":
      return { ...drag, at: resized(from, nearest(from.to + travelled, FINE), FINE.step) };
    case "draw": {
      const first = Math.min(from.from, nearest(spot.minute, grid));
      const last = Math.max(from.to, nearest(spot.minute, grid));
      return { ...drag, at: { ...from, from: Math.max(first, 0), to: Math.min(last, DAY_MINUTES) } };
    }
  }
}

/** A step by an arrow key: up and down in time, sideways to the next column; with Shift the lower edge moves. */
export function nudge(place: Place, key: Arrow, grid: Grid, columns: number, isResize: boolean): Place {
  const sign = key === "ArrowUp" || key === "ArrowLeft" ? -1 : 1;
  if (key === "ArrowLeft" || key === "ArrowRight")
    return isResize ? place : { ...place, column: clamp(place.column + sign, 0, columns - 1) };
  if (isResize) return resized(place, place.to + sign * FINE.step, FINE.step);
  const { step, offset } = grid;
  const steps = (place.from - offset) / step;
  const next = sign > 0 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1;
  return moved(place, next * step + offset, place.column);
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.column === other.column && one.from === other.from && one.to === other.to;
}

/** The column and minute under a pointer; null outside all columns. Rows have the same height in every column. */
export function spotAt(
  point: { x: number; y: number },
  columns: readonly { left: number; right: number; top: number; bottom: number }[],
  window: Stretch,
  clampToEdge = false,
): Spot | null {
  let column = columns.findIndex(({ left, right }) => point.x >= left && point.x < right);
  if (column === -1 && clampToEdge && columns.length > 0)
    column = point.x < (columns[0]?.left ?? 0) ? 0 : columns.length - 1;
  const rect = columns[column];
  if (rect === undefined || rect.bottom <= rect.top) return null;
  const share = (point.y - rect.top) / (rect.bottom - rect.top);
  return { column, minute: window.from + share * (window.to - window.from) };
}
