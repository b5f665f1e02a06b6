/** An instant in plain words; to the second and with its zone on hover, on focus and for screen readers. */
import { useId } from "react";

import { useTimes } from "@/time/use-times";

export type MomentProps = {
  at: string;
  zone: string;
  /** "5 minutes ago" instead of the day and the clock. */
  isRelative?: boolean;
};

export function Moment({ at, zone, isRelative = false }: MomentProps) {
  const times = useTimes();
  const id = useId();
  return (
    <button
      type="button"
      aria-describedby={id}
      className="group relative cursor-help rounded-control text-left whitespace-nowrap"
    >
      <time dateTime={at}>{isRelative ? times.ago(at) : times.moment(at, zone)}</time>
      <span
        id={id}
        role="tooltip"
        className="pointer-events-none invisible absolute bottom-full left-0 z-20 mb-1 rounded-control border border-line bg-raised px-2 py-1 text-xs font-normal text-ink shadow-float group-hover:visible group-focus-visible:visible"
      >
        {times.exact(at, zone)}
      </span>
    </button>
  );
}
