/** A hand on the calendar, for tests: jsdom has no layout, so two columns of a day from 8 to 18 are laid out one pixel a minute. */
import { fireEvent } from "@testing-library/react";

const COLUMN_PX = 200;
const DAY = { from: 480, to: 1080 };

export function layOut(): void {
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    const index = [...document.querySelectorAll("[data-column]")].indexOf(this);
    const left = Math.max(index, 0) * COLUMN_PX;
    return new DOMRect(left, 0, COLUMN_PX, DAY.to - DAY.from);
  });
}

/** Where "09:30" lies on the screen. */
export const y = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) - DAY.from;

export function drag(from: Element, start: [number, number], end: [number, number]): void {
  const point = ([clientX, clientY]: [number, number]) => ({ clientX, clientY, button: 0, bubbles: true });
  fireEvent.pointerDown(from, point(start));
  fireEvent.pointerMove(window, point([(start[0] + end[0]) / 2, (start[1] + end[1]) / 2]));
  fireEvent.pointerMove(window, point(end));
  fireEvent.pointerUp(window, point(end));
}
