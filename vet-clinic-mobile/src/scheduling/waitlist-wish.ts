/** What an owner says about waiting, in plain choices, and as the API takes it. */
import { DateTime } from "luxon";
import type { WaitlistEntry } from "./api";

export const WEEKS = [2, 4, 8] as const;
export const PARTS = ["any", "morning", "afternoon", "evening"] as const;
export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

export type PartWish = (typeof PARTS)[number];
type Window = WaitlistEntry["windows"][number];

export interface WaitlistWish {
  weeks: number;
  /** 0 is Monday. */
  weekdays: readonly number[];
  part: PartWish;
}

const HOURS: Record<PartWish, readonly [number, number]> = {
  any: [0, 24],
  morning: [0, 12],
  afternoon: [12, 17],
  evening: [17, 24],
};

/** From today on, as the clinic counts its days. */
export function windowOf(wish: WaitlistWish, today: string): Window {
  const [starts, ends] = HOURS[wish.part];
  const until = DateTime.fromISO(today, { zone: "utc" }).plus({ weeks: wish.weeks });
  return {
    from_day: today,
    until_day: until.toISODate() ?? today,
    weekdays: wish.weekdays.length === WEEKDAYS.length ? [] : [...wish.weekdays].sort(),
    starts_minute: starts * 60,
    ends_minute: ends * 60,
  };
}

export function partOf(window: Window): PartWish {
  const isOf = (part: PartWish) =>
    HOURS[part][0] * 60 === (window.starts_minute ?? 0) &&
    HOURS[part][1] * 60 === (window.ends_minute ?? 1440);
  return PARTS.find(isOf) ?? "any";
}

/** "Mon", "Tue": by Monday, 1 January 2024. */
export function weekdayName(weekday: number, language: string): string {
  return DateTime.utc(2024, 1, 1 + weekday)
    .setLocale(language)
    .toFormat("ccc")
    .replace(/\.$/, "");
}
