/** What the desk is about to enter: a day and a time, perhaps drawn on the calendar, and whose column it was. */
import { clock, instantOf } from "../calendar/wall-clock";

export type Draft = {
  date: string;
  /** "14:30" at the clinic; "" until somebody says it. */
  time: string;
  /** The end of what was drawn; a visit's own length counts instead. */
  until: string;
  veterinarianId: string | null;
  roomId: string | null;
  /** The service, where it is known already; null for the commonest. */
  typeId: string | null;
};

export function draftAt(
  date: string,
  at: { from: number; to: number } | null,
  {
    veterinarianId = null,
    roomId = null,
    typeId = null,
  }: Partial<Pick<Draft, "veterinarianId" | "roomId" | "typeId">> = {},
): Draft {
  // The end of a day is typed as its last minute: a field for times knows no 24:00.
  const typed = (minute: number) => (minute >= 1440 ? "23:59" : clock(minute));
  return {
    date,
    time: at === null ? "" : typed(at.from),
    until: at === null ? "" : typed(at.to),
    veterinarianId,
    roomId,
    typeId,
  };
}

/** The service to begin with: one for most animals, so that the caller's pet is likely among them. */
export function commonest<T extends { species: readonly string[] }>(types: readonly T[]): T | undefined {
  const breadth = ({ species }: T) => (species.length === 0 ? Infinity : species.length);
  return types.toSorted((a, b) => breadth(b) - breadth(a))[0];
}

/** The services for such an animal; all of them while nobody is chosen. */
export function fitting<T extends { species: readonly string[] }>(
  types: readonly T[],
  species: string | null,
): T[] {
  return types.filter(
    (type) => species === null || type.species.length === 0 || type.species.includes(species),
  );
}

/** The instant of a day and a time as typed; null while one of them is missing. "23:59" as an end is the midnight after. */
export function instantFrom(date: string, time: string, zone: string, isEnd = false): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}/.test(time)) return null;
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return instantOf(date, isEnd && minute === 1439 ? 1440 : minute, zone);
}
