/** A day as a strip from midnight to midnight with its hours on it. Decoration: the words beside it say the same. */
import { cx } from "@/design/class-names";

import { DAY_MINUTES, isOvernight, type Hours } from "./hours";

const MARKS = [6, 12, 18];
const percent = (minutes: number) => `${(minutes / DAY_MINUTES) * 100}%`;

export function HoursBar({ hours, className }: { hours: readonly Hours[]; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx("relative block h-2.5 overflow-hidden rounded-full bg-sunk", className)}
    >
      {hours.map((window) => (
        <span
          key={`${window.starts}-${window.ends}`}
          className="absolute inset-y-0 bg-green"
          style={{
            left: percent(window.starts),
            width: percent((isOvernight(window) ? DAY_MINUTES : window.ends) - window.starts),
          }}
        />
      ))}
      {MARKS.map((hour) => (
        <span
          key={hour}
          className="absolute inset-y-0 w-px bg-line-strong/60"
          style={{ left: percent(hour * 60) }}
        />
      ))}
    </span>
  );
}
