/**
 * The hours of a day as people write them: "8-12, 13:30-18". Minutes count from local midnight; 24:00 is the midnight that ends
 * the day; an end at or before its start lies on the next day ("20-6").
 */
export const DAY_MINUTES = 1440;

/** Minutes after local midnight, half open. */
export type Hours = { starts: number; ends: number };

const WINDOW = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(?:-|–|—|to|bis)\s*(\d{1,2})(?:[:.h]?(\d{2}))?$/i;

function minutesOf(hour: string | undefined, minute: string | undefined, latest: number): number | null {
  const minutes = Number(hour) * 60 + Number(minute ?? 0);
  return Number(minute ?? 0) < 60 && minutes <= latest ? minutes : null;
}

/** What was typed, earliest first; an empty text is a day without hours, null is something else than hours. */
export function hoursFrom(typed: string): Hours[] | null {
  const parts = typed
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const found: Hours[] = [];
  for (const part of parts) {
    const match = WINDOW.exec(part);
    const starts = match && minutesOf(match[1], match[2], DAY_MINUTES - 1);
    const ends = match && minutesOf(match[3], match[4], DAY_MINUTES);
    if (starts === null || ends === null || starts === ends) return null;
    found.push({ starts, ends });
  }
  return found.sort((a, b) => a.starts - b.starts);
}

/** 450 as "07:30", 1440 as "24:00". */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** "08:00:00" of the wire as 480. */
export function minutesFrom(local: string): number {
  const [hour = 0, minute = 0] = local.split(":").map(Number);
  return hour * 60 + minute;
}

export function textOf(hours: readonly Hours[]): string {
  return hours.map(({ starts, ends }) => `${clockOf(starts)}–${clockOf(ends)}`).join(", ");
}

export function isOvernight({ starts, ends }: Hours): boolean {
  return ends <= starts;
}

/** How long somebody works on such a day, windows that overlap counted once. */
export function minutesIn(hours: readonly Hours[]): number {
  const spans = hours
    .map(({ starts, ends }) => [starts, ends <= starts ? ends + DAY_MINUTES : ends] as const)
    .sort((a, b) => a[0] - b[0]);
  let total = 0;
  let until = 0;
  for (const [starts, ends] of spans) {
    total += Math.max(0, ends - Math.max(starts, until));
    until = Math.max(until, ends);
  }
  return total;
}

export type LocalWindow = { starts_local: string; ends_local: string };

export const hoursOf = (windows: readonly LocalWindow[]): Hours[] =>
  windows
    .map((window) => ({ starts: minutesFrom(window.starts_local), ends: minutesFrom(window.ends_local) }))
    .sort((a, b) => a.starts - b.starts);

export const windowsOf = (hours: readonly Hours[]): LocalWindow[] =>
  hours.map(({ starts, ends }) => ({ starts_local: clockOf(starts), ends_local: clockOf(ends) }));
