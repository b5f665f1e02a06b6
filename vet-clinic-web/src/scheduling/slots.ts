/** Free times arranged the way people look for them: by weeks, by day, by part of the day, and by nearness to a wish. */
import { DateTime } from "luxon";

import type { SlotOut } from "@/api/generated.gen";
import { dayBounds } from "@/time/zones";

export const PARTS = ["morning", "afternoon", "evening"] as const;
export type Part = (typeof PARTS)[number];

/**
 * One time per start. Vets may take different lengths for the same service, so that a start comes once per length: the first
 * stands for them all, with every vet that can serve it.
 */
export function startsOf(slots: readonly SlotOut[]): SlotOut[] {
  const starts = new Map<string, SlotOut>();
  for (const slot of slots) {
    const known = starts.get(slot.starts_at);
    starts.set(
      slot.starts_at,
      known === undefined
        ? slot
        : { ...known, veterinarian_ids: [...known.veterinarian_ids, ...slot.veterinarian_ids] },
    );
  }
  return [...starts.values()];
}

/** "2026-03-03" of a slot, in the clinic's time. */
export function dateOf(slot: SlotOut): string {
  return slot.starts_local.slice(0, 10);
}

export function groupByDate(slots: readonly SlotOut[]): Map<string, SlotOut[]> {
  const days = new Map<string, SlotOut[]>();
  for (const slot of slots) {
    const day = days.get(dateOf(slot));
    if (day === undefined) days.set(dateOf(slot), [slot]);
    else day.push(slot);
  }
  return days;
}

export function partOf(slot: SlotOut): Part {
  const hour = Number(slot.starts_local.slice(11, 13));
  if (hour < 12) return "morning";
  return hour < 17 ? "afternoon" : "evening";
}

/** The free times closest to the one that was wanted, in the order of the clock. */
export function neighbours(slots: readonly SlotOut[], wantedAt: string, count = 3): SlotOut[] {
  const wanted = Date.parse(wantedAt);
  const distance = (slot: SlotOut) => Math.abs(Date.parse(slot.starts_at) - wanted);
  return slots
    .filter((slot) => Date.parse(slot.starts_at) !== wanted)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, count)
    .sort((a, b) => a.starts_at.localeCompare(b.starts_at));
}

/** How many weeks the calendar shows at once. */
export const WEEKS = 5;

function day(date: string): DateTime {
  return DateTime.fromISO(date, { zone: "utc" });
}

export function shiftWeeks(date: string, weeks: number): string {
  return day(date).plus({ weeks }).toISODate() ?? date;
}

/** The Monday with which the sheet of five weeks begins that shows this day; the first sheet begins with today's week. */
export function sheetOf(date: string, today: string): string {
  const first = day(today).startOf("week");
  const sheets = Math.max(0, Math.floor(day(date).diff(first, "weeks").weeks / WEEKS));
  return first.plus({ weeks: sheets * WEEKS }).toISODate() ?? date;
}

/** What to ask the API for to fill a sheet, from today on. */
export function sheetRange(sheet: string, zone: string, today: string): { from: string; to: string } {
  return {
    from: dayBounds(sheet < today ? today : sheet, zone).from,
    to: dayBounds(shiftWeeks(sheet, WEEKS), zone).from,
  };
}

/** The days of a sheet, week by week, Monday first. */
export function weeksOf(sheet: string): string[][] {
  return Array.from({ length: WEEKS }, (_, week) =>
    Array.from(
      { length: 7 },
      (__, offset) =>
        day(sheet)
          .plus({ days: week * 7 + offset })
          .toISODate() ?? "",
    ),
  );
}
