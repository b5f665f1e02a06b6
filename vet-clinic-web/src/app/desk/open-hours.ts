/** The clinic's opening hours of one calendar day, as minutes of that day. */
import { DateTime } from "luxon";

import type { ClinicOut } from "@/api/generated.gen";
import type { Stretch } from "@/scheduling/desk/calendar/columns";

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

export function openHoursOn(clinic: Pick<ClinicOut, "opening_hours">, date: string): Stretch[] {
  const weekday = DateTime.fromISO(date, { zone: "utc" }).weekday - 1;
  return clinic.opening_hours
    .filter((entry) => entry.weekday === weekday)
    .map(({ opens, closes }) => ({ from: minutes(opens), to: closes <= opens ? 24 * 60 : minutes(closes) }));
}
