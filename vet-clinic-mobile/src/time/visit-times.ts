/**
 * Times as people say them. An instant from the API is always shown in the clinic's own zone, named, because the visit happens
 * there; the device's zone plays no part.
 */
import { DateTime } from "luxon";

/** "Tue 3 Mar" or, in another year, "Tue 3 Mar 2027". */
export function dayText(instant: string, zone: string, locale: string, now: DateTime): string {
  const at = DateTime.fromISO(instant, { zone }).setLocale(locale);
  const isThisYear = at.year === now.setZone(zone).year;
  const parts = at.toLocaleParts({ weekday: "short", day: "numeric", month: "short" });
  const of = (kind: string) => (parts.find((part) => part.type === kind)?.value ?? "").replace(/\.$/, "");
  const isGerman = locale.startsWith("de");
  const day = isGerman
    ? `${of("weekday")}., ${of("day")}. ${of("month")}`
    : `${of("weekday")} ${of("day")} ${of("month")}`;
  return isThisYear ? day : `${day} ${at.year}`;
}

/** "14:30", always of 24 hours. */
export function clockText(instant: string, zone: string): string {
  return DateTime.fromISO(instant, { zone }).toFormat("HH:mm");
}

/** The city of an IANA zone as a person would write it: "America/New_York" is "New York". */
export function zoneCity(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** How many calendar days away, counted where the clinic is: 0 is today there. */
export function daysAway(instant: string, zone: string, now: DateTime): number {
  const there = DateTime.fromISO(instant, { zone }).startOf("day");
  return Math.round(there.diff(now.setZone(zone).startOf("day"), "days").days);
}

/** "4:09" until then; "0:00" from then on. */
export function countdownText(until: string, now: DateTime): string {
  const seconds = Math.max(0, Math.ceil((DateTime.fromISO(until).toMillis() - now.toMillis()) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function minutesBetween(start: string, end: string): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / 60_000);
}

export function isPast(instant: string, now: DateTime): boolean {
  return DateTime.fromISO(instant).toMillis() <= now.toMillis();
}
