/** A wish for the waiting list as people say it (days, weekdays, parts of the day) and as the API keeps it (windows of minutes). */
import type { WaitlistWindow } from "@/api/generated.gen";

import { PARTS, type Part } from "../slots";

export type TimeWish = { from: string; until: string; weekdays: readonly number[]; parts: readonly Part[] };

/** The same hours by which free times are arranged. */
const MINUTES: Record<Part, readonly [number, number]> = {
  morning: [0, 720],
  afternoon: [720, 1020],
  evening: [1020, 1440],
};

export const ALL_DAYS: readonly number[] = [0, 1, 2, 3, 4, 5, 6];

/** One window for parts that follow one another, several where there is a gap; every weekday is no weekday in particular. */
export function windowsFrom({ from, until, weekdays, parts }: TimeWish): WaitlistWindow[] {
  const spans: [number, number][] = [];
  for (const part of PARTS.filter((each) => parts.includes(each))) {
    const [starts, ends] = MINUTES[part];
    const last = spans.at(-1);
    if (last !== undefined && last[1] === starts) last[1] = ends;
    else spans.push([starts, ends]);
  }
  return spans.map(([starts, ends]) => ({
    from_day: from,
    until_day: until,
    weekdays: [...weekdays].sort((a, b) => a - b),
    starts_minute: starts,
    ends_minute: ends,
  }));
}

/** What is missing in a wish. */
export function wishProblem({
  from,
  until,
  weekdays,
  parts,
}: TimeWish): "order" | "daysNeeded" | "partsNeeded" | null {
  if (until < from) return "order";
  if (weekdays.length === 0) return "daysNeeded";
  return parts.length === 0 ? "partsNeeded" : null;
}

/** The parts of the day that a window holds whole; null when it is any time, or hours of its own. */
export function partsIn(window: WaitlistWindow): Part[] | null {
  const starts = window.starts_minute ?? 0;
  const ends = window.ends_minute ?? 1440;
  if (starts === 0 && ends === 1440) return null;
  const parts = PARTS.filter((part) => starts <= MINUTES[part][0] && MINUTES[part][1] <= ends);
  const isWhole = parts.length > 0 && MINUTES[parts[0]!][0] === starts && MINUTES[parts.at(-1)!][1] === ends;
  return isWhole ? parts : null;
}
