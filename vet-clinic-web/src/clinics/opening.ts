/** Is a clinic open at an instant, and what comes next? Local hours in the clinic's zone; closing at or before opening is the next day. */
import type { DateTime } from "luxon";

import type { OpeningHoursOut } from "@/api/generated.gen";

export type OpeningState = { isOpen: true; closesAt: DateTime } | { isOpen: false; opensAt: DateTime | null };

type Window = { opens: DateTime; closes: DateTime };

function moment(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 });
}

/** The windows of the week around `now`, earliest first. */
function windows(hours: readonly OpeningHoursOut[], now: DateTime): Window[] {
  const found: Window[] = [];
  for (let offset = -1; offset <= 7; offset += 1) {
    const day = now.startOf("day").plus({ days: offset });
    for (const entry of hours.filter(({ weekday }) => weekday === day.weekday - 1)) {
      const opens = moment(day, entry.opens);
      const closes = moment(entry.closes <= entry.opens ? day.plus({ days: 1 }) : day, entry.closes);
      found.push({ opens, closes });
    }
  }
  return found.sort((a, b) => a.opens.toMillis() - b.opens.toMillis());
}

export function openingState(hours: readonly OpeningHoursOut[], zone: string, at: DateTime): OpeningState {
  const now = at.setZone(zone);
  const all = windows(hours, now);
  const current = all.find(({ opens, closes }) => opens <= now && now < closes);
  if (current !== undefined) return { isOpen: true, closesAt: current.closes };
  return { isOpen: false, opensAt: all.find(({ opens }) => opens > now)?.opens ?? null };
}

/** Hours of one weekday (0 is Monday) as "08:00–12:00", earliest first; none means closed. */
export function hoursOf(hours: readonly OpeningHoursOut[], weekday: number): string[] {
  return hours
    .filter((entry) => entry.weekday === weekday)
    .sort((a, b) => a.opens.localeCompare(b.opens))
    .map(({ opens, closes }) => `${opens.slice(0, 5)}–${closes.slice(0, 5)}`);
}
