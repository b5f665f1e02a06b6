/** A month as its weeks, Monday first; days of the neighbouring months fill the ends. */
import { DateTime } from "luxon";

const day = (date: string) => DateTime.fromISO(date, { zone: "utc" });
const iso = (date: DateTime) => date.toISODate() ?? "";

export function monthOf(date: string): string {
  return date.slice(0, 7);
}

export function shiftMonth(month: string, months: number): string {
  return iso(day(`${month}-01`).plus({ months })).slice(0, 7);
}

export function weeksOfMonth(month: string): string[][] {
  const first = day(`${month}-01`);
  const begin = first.startOf("week");
  const end = first.endOf("month");
  const weeks: string[][] = [];
  for (let monday = begin; monday <= end; monday = monday.plus({ weeks: 1 })) {
    weeks.push(Array.from({ length: 7 }, (_, offset) => iso(monday.plus({ days: offset }))));
  }
  return weeks;
}
