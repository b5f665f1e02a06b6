/** A day as people type it, day first as in 24.06.2021, and back. */
import { DateTime } from "luxon";

const FORMATS = ["d.M.yyyy", "d/M/yyyy", "d-M-yyyy", "yyyy-MM-dd"];
const EARLIEST_YEAR = 1900;

/** Null when the words are no day that anybody alive was born on. */
export function readTypedDay(words: string): DateTime | null {
  const day = FORMATS.map((format) => DateTime.fromFormat(words.trim(), format, { zone: "utc" })).find(
    (date) => date.isValid,
  );
  return day === undefined || day.year < EARLIEST_YEAR ? null : day;
}

export function typedDay(isoDay: string): string {
  return DateTime.fromISO(isoDay).toFormat("dd.MM.yyyy");
}

/** "24 June 2021" */
export function longDay(isoDay: string, locale: string): string {
  return DateTime.fromISO(isoDay)
    .setLocale(locale)
    .toLocaleString({ day: "numeric", month: "long", year: "numeric" });
}
