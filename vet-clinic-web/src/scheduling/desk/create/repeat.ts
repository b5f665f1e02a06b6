/** How a visit repeats, from the few choices of the dialog to the rule the API understands. */
import { DateTime } from "luxon";

export const RHYTHMS = ["none", "daily", "weekly", "fortnightly", "monthly"] as const;
export type Rhythm = (typeof RHYTHMS)[number];
export type Repeat = { rhythm: Rhythm; count: number };

export const ONCE: Repeat = { rhythm: "none", count: 6 };
/** The API's own bound: about two years of weeks. */
export const MOST = 104;

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

/** The rule of RFC 5545 for a first visit on this day; null when it comes only once. */
export function ruleOf({ rhythm, count }: Repeat, date: string): string | null {
  const first = DateTime.fromISO(date, { zone: "utc" });
  const times = `COUNT=${Math.min(Math.max(Math.trunc(count) || 1, 1), MOST)}`;
  const day = `BYDAY=${DAYS[first.weekday - 1]}`;
  switch (rhythm) {
    case "none":
      return null;
    case "daily":
      return `FREQ=DAILY;INTERVAL=1;${times}`;
    case "weekly":
      return `FREQ=WEEKLY;INTERVAL=1;${day};${times}`;
    case "fortnightly":
      return `FREQ=WEEKLY;INTERVAL=2;${day};${times}`;
    case "monthly":
      return `FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=${first.day};${times}`;
  }
}
