/**
 * Times as clinics and people read them: "Tue 3 Mar, 14:30", with "(Berlin time)" only when the reader's own clock shows
 * something else at that instant. Instants come in as UTC; a zone name always travels with them.
 */
import { DateTime } from "luxon";

export type TimeWords = {
  /** For luxon: "en-GB", "de-DE". */
  locale: string;
  day: string;
  dayWithYear: string;
  clock: string;
  /** "{{city}} time" */
  zone: (city: string) => string;
};

export function viewerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function at(instant: string, zone: string, words: Pick<TimeWords, "locale">): DateTime {
  return DateTime.fromISO(instant, { zone: "utc" }).setZone(zone).setLocale(words.locale);
}

/** The place a zone is named after, as people say it: "Europe/Berlin" is Berlin. */
export function cityOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** Do two zones show different clocks at this instant? Berlin and Paris never do; Berlin and London do. */
export function differs(instant: string, zone: string, other: string): boolean {
  const moment = DateTime.fromISO(instant, { zone: "utc" });
  return moment.setZone(zone).offset !== moment.setZone(other).offset;
}

export function dayOf(date: DateTime, words: TimeWords, now: DateTime = DateTime.now()): string {
  return date.toFormat(date.year === now.setZone(date.zone).year ? words.day : words.dayWithYear);
}

export function clockOf(date: DateTime, words: TimeWords): string {
  return date.toFormat(words.clock);
}

export function zoneNote(
  instant: string,
  zone: string,
  words: TimeWords,
  viewer = viewerZone(),
): string | null {
  return differs(instant, zone, viewer) ? words.zone(cityOf(zone)) : null;
}

/** "Tue 3 Mar, 14:30 (Berlin time)". */
export function momentOf(instant: string, zone: string, words: TimeWords, viewer = viewerZone()): string {
  const date = at(instant, zone, words);
  const note = zoneNote(instant, zone, words, viewer);
  return `${dayOf(date, words)}, ${clockOf(date, words)}${note === null ? "" : ` (${note})`}`;
}

/** "3 March 2026 at 14:30:05 CET": nothing rounded, nothing left out. */
export function exactOf(instant: string, zone: string, words: TimeWords): string {
  return at(instant, zone, words).toLocaleString({
    dateStyle: "long",
    timeStyle: "long",
  });
}

/** The calendar day it is at an instant in a zone, "2026-03-03". */
export function dateIn(zone: string, instant: DateTime = DateTime.now()): string {
  return instant.setZone(zone).toISODate() ?? "";
}

/** Midnight to midnight of a calendar day in a zone, as instants: 23 or 25 hours apart when the clocks change. */
export function dayBounds(date: string, zone: string, days = 1): { from: string; to: string } {
  const start = DateTime.fromISO(date, { zone }).startOf("day");
  return { from: utc(start), to: utc(start.plus({ days }).startOf("day")) };
}

export function utc(date: DateTime): string {
  return date.toUTC().toISO({ suppressMilliseconds: true }) ?? "";
}

export function shiftDate(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: "utc" }).plus({ days }).toISODate() ?? date;
}
