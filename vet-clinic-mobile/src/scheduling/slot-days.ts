/**
 * Free times by the clinic's days. The API's local times decide the day; an hour that happens twice when the clocks go back is
 * told apart by its offset.
 */
import { DateTime } from "luxon";
import type { SlotDayOut, SlotOut } from "@/api/generated.gen";

export type PartOfDay = "morning" | "afternoon" | "evening";

export interface SlotTime extends SlotOut {
  /** "14:30", or "02:30 (UTC+2)" when there are two of them. */
  label: string;
}

export interface CountedDay {
  /** "2026-03-03", a day of the clinic. */
  date: string;
  freeCount: number;
}

/** One entry per day from `firstDate` on, days without a free time included. */
export function countedDays(days: readonly SlotDayOut[], firstDate: string, dayCount: number): CountedDay[] {
  const counts = new Map(days.map((day) => [day.on, day.free_count]));
  const first = DateTime.fromISO(firstDate, { zone: "utc" });
  return Array.from({ length: dayCount }, (_, offset) => {
    const date = first.plus({ days: offset }).toISODate() ?? firstDate;
    return { date, freeCount: counts.get(date) ?? 0 };
  });
}

/** The times to choose from, each once: two vets may take different lengths for the same start. */
export function slotTimes(offered: readonly SlotOut[], zone: string): SlotTime[] {
  const slots = [...new Map([...offered].reverse().map((slot) => [slot.starts_at, slot])).values()].reverse();
  const seen = new Map<string, number>();
  for (const { starts_local } of slots) seen.set(starts_local, (seen.get(starts_local) ?? 0) + 1);
  return slots.map((slot) => {
    const clock = slot.starts_local.slice(11, 16);
    if (seen.get(slot.starts_local) === 1) return { ...slot, label: clock };
    const offset = DateTime.fromISO(slot.starts_at, { zone }).toFormat("'UTC'Z");
    return { ...slot, label: `${clock} (${offset})` };
  });
}

export function partOfDay({ starts_local }: Pick<SlotOut, "starts_local">): PartOfDay {
  const hour = Number(starts_local.slice(11, 13));
  return hour < 12 ? "morning" : hour < 17 ? "afternoon" : "evening";
}

/** What to ask the API for: whole days of the clinic, as instants. */
export function windowRange(zone: string, firstDate: string, dayCount: number): { from: string; to: string } {
  const from = DateTime.fromISO(firstDate, { zone }).startOf("day");
  return { from: instant(from), to: instant(from.plus({ days: dayCount })) };
}

export function todayAt(zone: string, now: DateTime): string {
  return now.setZone(zone).toISODate() ?? "";
}

function instant(at: DateTime): string {
  return at.toUTC().toISO({ suppressMilliseconds: true }) ?? "";
}
