/** How old a pet is, in the largest unit that says something. */
import { DateTime } from "luxon";

export type Age = { unit: "years" | "months" | "weeks"; count: number };

export function ageOf(bornOn: string, today: DateTime): Age {
  const born = DateTime.fromISO(bornOn, { zone: today.zone });
  const years = Math.floor(today.diff(born, "years").years);
  if (years >= 1) return { unit: "years", count: years };
  const months = Math.floor(today.diff(born, "months").months);
  if (months >= 2) return { unit: "months", count: months };
  return { unit: "weeks", count: Math.max(0, Math.floor(today.diff(born, "weeks").weeks)) };
}
