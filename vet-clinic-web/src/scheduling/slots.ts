/** Free times arranged the way people look for them: by month, by day, by part of the day, and by nearness to a wish. */
import { DateTime } from "luxon";

import type { SlotOut } from "@/api/generated.gen";
import { dayBounds } from "@/time/zones";

export const PARTS = ["morning", "afternoon", "evening"] as const;
export type Part = (typeof PARTS)[number];

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

/** "2026-03" */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

export function shiftMonth(month: string, by: number): string {
  return DateTime.fromISO(`${month}-01`, { zone: "utc" }).plus({ months: by }).toFormat("yyyy-MM");
}

/** What to ask the API for to fill a month, from today on. Null when the month is over. */
export function monthRange(month: string, zone: string, today: string): { from: string; to: string } | null {
  const first = DateTime.fromISO(`${month}-01`, { zone });
  const begins = first.toISODate() ?? "";
  const start = begins < today ? today : begins;
  if (monthOf(start) !== month) return null;
  return { from: dayBounds(start, zone).from, to: dayBounds(begins, zone, first.daysInMonth ?? 31).to };
}

/** The weeks of a month, Monday first; days of other months are null. */
export function weeksOf(month: string): (string | null)[][] {
  const first = DateTime.fromISO(`${month}-01`, { zone: "utc" });
  const cells: (string | null)[] = Array.from({ length: first.weekday - 1 }, () => null);
  for (let day = 0; day < (first.daysInMonth ?? 31); day += 1)
    cells.push(first.plus({ days: day }).toISODate());
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
