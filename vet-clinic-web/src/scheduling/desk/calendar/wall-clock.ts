/**
 * Minutes of a local day and the instants they stand for. An ambiguous local time is the earlier instant; one that does not exist
 * moves forward by the gap: the rules of the slots, so that what is drawn is what the API understands.
 */
import { DateTime, IANAZone } from "luxon";

export const DAY_MINUTES = 24 * 60;

/** "2026-03-03T14:30" is minute 870. */
export function minuteOf(local: string): number {
  return Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
}

/** "14:30"; 1440 is "24:00". */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** "2026-03-03T14:30" of a calendar day and a minute of it; the 1440th belongs to the day after. */
export function localOf(date: string, minute: number): string {
  const local = DateTime.fromISO(date, { zone: "utc" }).plus({ minutes: minute });
  return local.toFormat("yyyy-MM-dd'T'HH:mm");
}

/** The instant of a minute of a local day, as the API writes it. */
export function instantOf(date: string, minute: number, zone: string): string {
  const local = DateTime.fromISO(date, { zone: "utc" }).plus({ minutes: minute }).toMillis();
  const place = IANAZone.create(zone);
  const DAY_MS = DAY_MINUTES * 60_000;
  const before = place.offset(local - DAY_MS);
  const offsets = [before, place.offset(local + DAY_MS)];
  const fitting = offsets
    .map((offset) => ({ offset, at: local - offset * 60_000 }))
    .filter(({ offset, at }) => place.offset(at) === offset)
    .map(({ at }) => at);
  const at = fitting.length > 0 ? Math.min(...fitting) : local - before * 60_000;
  return DateTime.fromMillis(at, { zone: "utc" }).toISO({ suppressMilliseconds: true }) ?? "";
}

/** Where an instant stands on a calendar day: below 0 the day before, above 1440 the day after. */
export function minuteOn(date: string, instant: string, zone: string): number {
  const local = DateTime.fromISO(instant, { zone });
  const day = DateTime.fromISO(date, { zone: "utc" });
  const days = Math.round(DateTime.utc(local.year, local.month, local.day).diff(day, "days").days);
  return days * DAY_MINUTES + local.hour * 60 + local.minute;
}
