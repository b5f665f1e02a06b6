/** The cache tags of scheduling: what an answer is about, so that a change makes exactly that stale. */
import type { AppointmentOut } from "@/api/generated.gen";

const tag = <Id extends string>(id: Id) => ({ type: "scheduling", id }) as const;

export const APPOINTMENTS = tag("appointments");
export const SLOTS = tag("slots");
export const TYPES = tag("appointment-types");
export const BOARD = tag("board");
/** What bounds the calendar beside the visits: rosters and their exceptions, opening, holidays, rooms, blocked time. */
export const ROSTERS = tag("rosters");
export const OPENING = tag("opening");
export const RESOURCES = tag("resources");
export const BLOCKS = tag("blocks");
export const WAITLIST = tag("waitlist");
export const SERIES = tag("series");
export const DAY_MOVES = tag("day-moves");
export const FEEDS = tag("feeds");

export const appointmentTag = (id: string) => tag(`appointment:${id}`);

/** Everything on screen that shows this appointment, and the times it may have freed or taken. */
export const touched = (
  _: AppointmentOut | undefined,
  __: unknown,
  { appointmentId }: { appointmentId: string },
) => [APPOINTMENTS, SLOTS, BOARD, appointmentTag(appointmentId)];
