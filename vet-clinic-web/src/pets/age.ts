/** Ages in whole units, the way people say them: weeks for the very young, then months, then years. */
import { DateTime } from "luxon";

export type Age = { unit: "weeks" | "months" | "years"; count: number };

export function ageOn(bornOn: string, today: DateTime): Age {
  const born = DateTime.fromISO(bornOn, { zone: today.zone });
  const months = Math.floor(today.diff(born, "months").months);
  if (months < 3) return { unit: "weeks", count: Math.max(0, Math.floor(today.diff(born, "weeks").weeks)) };
  if (months < 24) return { unit: "months", count: months };
  return { unit: "years", count: Math.floor(months / 12) };
}
