/** The hours beside the calendar, and how minutes become rows of its grid. */
import type { CSSProperties } from "react";

import type { Stretch } from "./columns";
import { clock } from "./wall-clock";

export const ROW_MINUTES = 5;

/** The rows of a stretch; what reaches beyond the window is cut off at its edge. */
export function rowsOf(window: Stretch, from: number, to: number): CSSProperties {
  const line = (minute: number) => Math.round((minute - window.from) / ROW_MINUTES) + 1;
  const first = line(Math.max(from, window.from));
  return { gridRow: `${first} / ${Math.max(line(Math.min(to, window.to)), first + 1)}` };
}

export function hoursOf(window: Stretch): number[] {
  return Array.from({ length: (window.to - window.from) / 60 }, (_, hour) => window.from + hour * 60);
}

export function HoursGutter({ window }: { window: Stretch }) {
  return (
    <div aria-hidden="true" className="desk-rows tabular relative text-xs text-ink-soft">
      {hoursOf(window).map((minute) => (
        <span
          key={minute}
          style={rowsOf(window, minute, minute + 60)}
          className="-translate-y-2 pr-2 text-right first:translate-y-0.5"
        >
          {clock(minute)}
        </span>
      ))}
    </div>
  );
}
