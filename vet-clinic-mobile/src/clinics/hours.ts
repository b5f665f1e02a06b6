/** Today's opening hours, in the clinic's own day. */
import type { DateTime } from "luxon";
import type { Clinic } from "./api";

/** "08:00–12:00, 14:00–18:00", or null when the clinic is closed today. */
export function todaysHours(
  clinic: Pick<Clinic, "opening_hours" | "time_zone">,
  now: DateTime,
): string | null {
  const weekday = now.setZone(clinic.time_zone).weekday - 1;
  const spans = clinic.opening_hours
    .filter((hours) => hours.weekday === weekday)
    .sort((one, other) => one.opens.localeCompare(other.opens))
    .map(({ opens, closes }) => `${opens.slice(0, 5)}–${closes.slice(0, 5)}`);
  return spans.length === 0 ? null : spans.join(", ");
}
