/**
 * The pointer on the calendar: a visit is held by its body to move it and by its lower edge to resize it; free time is drawn on.
 * A finger holds after a moment of rest, so that swiping still scrolls. Escape lets go without a change.
 */
import { useEffect, useRef, useState, type PointerEvent, type RefObject } from "react";

import type { Stretch } from "./columns";
import {
  beginDraw,
  beginMove,
  beginResize,
  dragTo,
  FINE,
  isSamePlace,
  spotAt,
  type Drag,
  type Grid,
  type Place,
  type Spot,
} from "./drag";

const SLACK_PX = 4;
const REST_MS = 350;
const EDGE_PX = 40;
const SCROLL_PX = 12;

export type PointerDragOptions = {
  frame: RefObject<HTMLElement | null>;
  window: Stretch;
  /** The place of a visit that may be held; null when it may not. */
  placeOf: (visitId: string) => Place | null;
  gridOf: (visitId: string | null) => Grid;
  /** Does it stay in its column? */
  isBound: (id: string) => boolean;
  mayDraw: boolean;
  onDrop: (drag: Drag) => void;
};

function spotIn(frame: HTMLElement, point: { x: number; y: number }, window: Stretch): Spot | null {
  const columns = [...frame.querySelectorAll("[data-column]")].map((each) => each.getBoundingClientRect());
  return spotAt(point, columns, window, true);
}

/** Near an edge of the frame the calendar comes towards the pointer. */
function scrollTowards(frame: HTMLElement, { x, y }: { x: number; y: number }): void {
  const box = frame.getBoundingClientRect();
  const pull = (at: number, low: number, high: number) =>
    at > high - EDGE_PX ? SCROLL_PX : at < low + EDGE_PX ? -SCROLL_PX : 0;
  frame.scrollBy?.(pull(x, box.left, box.right), pull(y, box.top, box.bottom));
}

/** The press that ends a drag is not also a click on what lies under it. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
}

function begun(
  target: Element,
  spot: Spot,
  { placeOf, gridOf, mayDraw }: Pick<PointerDragOptions, "placeOf" | "gridOf" | "mayDraw">,
): Drag | null {
  const thing = target.closest("[data-visit], [data-mark]");
  const id = thing?.getAttribute("data-visit") ?? thing?.getAttribute("data-mark");
  if (id != null) {
    const place = placeOf(id);
    if (place === null) return null;
    const begin = target.closest("[data-edge]") === null ? beginMove : beginResize;
    return begin(id, place, spot);
  }
  return mayDraw && target.closest("[data-column]") !== null ? beginDraw(spot, gridOf(null)) : null;
}

export function usePointerDrag(options: PointerDragOptions) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const latest = useRef(options);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => () => stop.current?.(), []);

  const onPointerDown = (event: PointerEvent) => {
    const { frame, window } = latest.current;
    const place = frame.current;
    const target = event.target as Element;
    if (event.button !== 0 || place === null || stop.current !== null) return;
    const origin = { x: event.clientX, y: event.clientY };
    const spot = spotIn(place, origin, window);
    const start = spot && begun(target, spot, latest.current);
    if (start === null) return;
    const isTouch = event.pointerType === "touch";
    if (isTouch && start.grip === "draw") return;
    let held: Drag | null = null;
    const controller = new AbortController();
    const finish = () => {
      clearTimeout(rest);
      controller.abort();
      stop.current = null;
      setDrag(null);
    };
    const take = () => {
      held = start;
      setDrag(held);
    };
    const rest = isTouch ? setTimeout(take, REST_MS) : undefined;
    const listen = { signal: controller.signal };
    addEventListener(
      "pointermove",
      (move) => {
        const point = { x: move.clientX, y: move.clientY };
        const isFar = Math.hypot(point.x - origin.x, point.y - origin.y) > SLACK_PX;
        if (held === null && isFar && isTouch) return finish();
        if (held === null && isFar) take();
        if (held === null) return;
        scrollTowards(place, point);
        const spot = spotIn(place, point, latest.current.window);
        if (spot === null) return;
        const isBound = held.id !== null && latest.current.isBound(held.id);
        const now = isBound ? { ...spot, column: held.from.column } : spot;
        const grid = move.altKey ? FINE : latest.current.gridOf(held.id);
        held = dragTo(held, now, grid);
        setDrag(held);
      },
      listen,
    );
    addEventListener(
      "pointerup",
      () => {
        const dropped = held;
        finish();
        if (dropped === null) return;
        swallowClick();
        if (dropped.grip === "draw" || !isSamePlace(dropped.at, dropped.from)) latest.current.onDrop(dropped);
      },
      listen,
    );
    addEventListener("pointercancel", finish, listen);
    addEventListener(
      "keydown",
      (key) => {
        if (key.key !== "Escape" || held === null) return;
        key.stopPropagation();
        finish();
        swallowClick();
      },
      { ...listen, capture: true },
    );
    place.addEventListener("touchmove", (touch) => held !== null && touch.preventDefault(), {
      ...listen,
      passive: false,
    });
    stop.current = finish;
  };

  return { drag, onPointerDown };
}
