/** Some hours of a calendar day as instants, on the clinic's clock: a night ends on the next day. */
import { DateTime } from "luxon";

import { utc } from "@/time/zones";

import { DAY_MINUTES, isOvernight, type Hours } from "../hours/hours";

function at(date: string, minutes: number, zone: string): string {
  const day = DateTime.fromISO(date, { zone }).plus({ days: Math.floor(minutes / DAY_MINUTES) });
  const left = minutes % DAY_MINUTES;
  return utc(day.set({ hour: Math.floor(left / 60), minute: left % 60 }));
}

export function instantsOf(date: string, hours: Hours, zone: string): { starts_at: string; ends_at: string } {
  return {
    starts_at: at(date, hours.starts, zone),
    ends_at: at(date, hours.ends + (isOvernight(hours) ? DAY_MINUTES : 0), zone),
  };
}
