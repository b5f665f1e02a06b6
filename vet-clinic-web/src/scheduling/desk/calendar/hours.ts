/**
 * When a veterinarian works and a clinic is open on a local day, by the rules of the slots: an override replaces the week, windows
 * that touch or overlap merge, an end at or before the start means the next day, equal start and end is empty.
 */
import { DateTime } from "luxon";

import type { OpeningOut, RosterOut, RosterOverrideOut } from "@/api/generated.gen";
import { shiftDate } from "@/time/zones";

import type { Stretch } from "./columns";
import { DAY_MINUTES } from "./wall-clock";

type Window = { starts: string; ends: string };

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** Minutes from this day's midnight; may reach into the next day. */
function stretch({ starts, ends }: Window): Stretch | null {
  const from = minutes(starts);
  const to = minutes(ends);
  if (from === to) return null;
  return { from, to: to <= from ? to + DAY_MINUTES : to };
}

export function merged(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const each of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && each.from <= last.to) last.to = Math.max(last.to, each.to);
    else result.push({ ...each });
  }
  return result;
}

/** What falls on this day of the windows that begin on it and of those that began the day before. */
function onDay(today: readonly Window[], yesterday: readonly Window[]): Stretch[] {
  const spilled = yesterday
    .map(stretch)
    .filter((each): each is Stretch => each !== null && each.to > DAY_MINUTES)
    .map(({ to }) => ({ from: 0, to: to - DAY_MINUTES }));
  const own = today
    .map(stretch)
    .filter((each): each is Stretch => each !== null)
    .map(({ from, to }) => ({ from, to: Math.min(to, DAY_MINUTES) }));
  return merged([...spilled, ...own]);
}

const weekdayOf = (date: string) => DateTime.fromISO(date, { zone: "utc" }).weekday - 1;

function weeksBetween(from: string, date: string): number {
  const monday = (day: string) => DateTime.fromISO(day, { zone: "utc" }).startOf("week");
  return Math.round(monday(date).diff(monday(from), "weeks").weeks);
}

function counts(roster: RosterOut, date: string): boolean {
  if (roster.weekday !== weekdayOf(date)) return false;
  if (date < roster.effective_from) return false;
  if (roster.effective_until !== null && date > roster.effective_until) return false;
  return weeksBetween(roster.effective_from, date) % roster.rotation_weeks === roster.rotation_week;
}

export type Rosters = { weekly: readonly RosterOut[]; overrides: readonly RosterOverrideOut[] };

export function workingOn(date: string, veterinarianId: string, { weekly, overrides }: Rosters): Stretch[] {
  const windows = (day: string): Window[] => {
    const override = overrides.find((each) => each.veterinarian_id === veterinarianId && each.on_day === day);
    const source =
      override?.windows ??
      weekly.filter((each) => each.veterinarian_id === veterinarianId && counts(each, day));
    return source.map(({ starts_local: starts, ends_local: ends }) => ({ starts, ends }));
  };
  return onDay(windows(date), windows(shiftDate(date, -1)));
}

export type OpeningDay = { open: Stretch[]; holiday: string | null };

/** The clinic's hours of a day, and the name of the holiday it keeps. */
export function openingOn(
  date: string,
  opening: Pick<OpeningOut, "weekly" | "overrides" | "holidays">,
): OpeningDay {
  const holidayOn = (day: string) => opening.holidays.find((each) => each.on_day === day && !each.is_open);
  const windows = (day: string): Window[] => {
    const override = opening.overrides.find((each) => each.on_day === day);
    if (override !== undefined)
      return override.windows.map(({ starts_local: starts, ends_local: ends }) => ({ starts, ends }));
    if (holidayOn(day) !== undefined) return [];
    return opening.weekly
      .filter((each) => each.weekday === weekdayOf(day))
      .map(({ opens_local: starts, closes_local: ends }) => ({ starts, ends }));
  };
  const isOverridden = opening.overrides.some((each) => each.on_day === date);
  return {
    open: onDay(windows(date), windows(shiftDate(date, -1))),
    holiday: isOverridden ? null : (holidayOn(date)?.name ?? null),
  };
}
