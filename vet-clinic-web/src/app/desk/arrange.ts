/** From what is known about some days to the columns of the calendar: who or what they are, and what lies in them. */
import type { AppointmentOut, AppointmentTypeOut, BlockOut, ClinicOut } from "@/api/generated.gen";
import {
  byDay,
  byRoom,
  byVeterinarian,
  columnsOf,
  type Column,
  type ColumnSeed,
  type Mark,
  type Stretch,
} from "@/scheduling/desk/calendar/columns";
import { classesOf } from "@/scheduling/desk/calendar/classes";
import { FINE, type Grid } from "@/scheduling/desk/calendar/drag";
import { openingOn, workingOn } from "@/scheduling/desk/calendar/hours";
import { DAY_MINUTES, minuteOn } from "@/scheduling/desk/calendar/wall-clock";
import { matchesWords } from "@/scheduling/desk/matches-words";

import { openHoursOn } from "./open-hours";
import type { DeskData } from "./use-desk-data";
import type { ColumnKind, DeskFilter } from "./use-desk-address";

export type Arrangement = {
  dates: readonly string[];
  kind: ColumnKind | "day";
  filter: DeskFilter;
  nameOfDay: (date: string) => string;
  withoutRoom: string;
};

/** Blocked time of a day, in its minutes; of one veterinarian or room, or of all where the column is a day. */
function marksOn(
  date: string,
  blocks: readonly BlockOut[],
  zone: string,
  ofResource: (id: string) => boolean,
): Mark[] {
  return blocks
    .filter((block) => ofResource(block.resource_id))
    .map(({ id, kind, reason, starts_at, ends_at }) => ({
      id,
      kind,
      reason,
      from: minuteOn(date, starts_at, zone),
      to: minuteOn(date, ends_at, zone),
    }))
    .map((mark) => ({
      ...mark,
      isWhole: mark.from >= 0 && mark.to <= DAY_MINUTES,
      from: Math.max(mark.from, 0),
      to: Math.min(mark.to, DAY_MINUTES),
    }))
    .filter(({ from, to }) => from < to);
}

function seedsOf(
  { dates, kind, filter, nameOfDay, withoutRoom }: Arrangement,
  visits: readonly AppointmentOut[],
  data: Pick<DeskData, "vets" | "rooms">,
): ColumnSeed[] {
  const date = dates[0] ?? "";
  const only = (id: string | null) => (seed: ColumnSeed) => id === null || seed.resourceId === id;
  if (kind === "vet") return byVeterinarian(date, data.vets, visits).filter(only(filter.vet));
  if (kind === "room") return byRoom(date, data.rooms, visits, withoutRoom).filter(only(filter.room));
  const chosen = visits.filter(
    (visit) =>
      (filter.vet === null || visit.veterinarian_id === filter.vet) &&
      (filter.room === null || visit.room_id === filter.room),
  );
  return byDay(dates, chosen, nameOfDay);
}

/** Patients of one class may come at once. */
function shareOf(types: readonly AppointmentTypeOut[]) {
  const classes = new Set(types.filter(({ capacity }) => capacity > 1).map(({ id }) => id));
  return (one: AppointmentOut, other: AppointmentOut) =>
    one.appointment_type_id === other.appointment_type_id &&
    one.veterinarian_id === other.veterinarian_id &&
    classes.has(one.appointment_type_id);
}

export function arrange(
  arrangement: Arrangement,
  visits: readonly AppointmentOut[],
  data: Pick<DeskData, "vets" | "rooms" | "types" | "blocks">,
  zone: string,
): Column[] {
  const { kind, filter } = arrangement;
  const seeds = seedsOf(arrangement, visits, data).map((seed) => {
    const wanted = kind === "day" ? (filter.vet ?? filter.room) : seed.resourceId;
    const marks = marksOn(seed.date, data.blocks, zone, (id) => wanted !== null && id === wanted);
    return { ...seed, marks };
  });
  return columnsOf(seeds, shareOf(data.types), classesOf(visits, data.types));
}

/** The opening hours of a day, and the duty of the veterinarian whose column it is, where either is known. */
export function shadeOf(
  column: Pick<Column, "date" | "resourceId">,
  kind: Arrangement["kind"],
  filter: DeskFilter,
  clinic: ClinicOut,
  data: Pick<DeskData, "rosters" | "opening">,
): { open: Stretch[]; duty: Stretch[] | null; holiday: string | null } {
  const { open, holiday } =
    data.opening === null
      ? { open: openHoursOn(clinic, column.date), holiday: null }
      : openingOn(column.date, data.opening);
  const vet = kind === "vet" ? column.resourceId : kind === "day" ? filter.vet : null;
  const duty = vet === null || data.rosters === null ? null : workingOn(column.date, vet, data.rosters);
  return { open, duty, holiday };
}

export function gridFor(types: readonly AppointmentTypeOut[]) {
  return (appointment: AppointmentOut | null): Grid => {
    const type = types.find(({ id }) => id === appointment?.appointment_type_id);
    if (appointment === null) return { step: 15, offset: 0 };
    return type === undefined ? FINE : { step: type.slot_interval_minutes, offset: type.grid_offset_minutes };
  };
}

export function buffersFor(types: readonly AppointmentTypeOut[]) {
  return ({ appointment_type_id: wanted }: AppointmentOut) => {
    const type = types.find(({ id }) => id === wanted);
    return { before: type?.buffer_before_minutes ?? 0, after: type?.buffer_after_minutes ?? 0 };
  };
}

/** Does a visit answer to the words and filters? What does not is shown faintly, never hidden: its time is taken all the same. */
export function matchesFilter(visit: AppointmentOut, words: string, filter: DeskFilter): boolean {
  return (
    (filter.vet === null || visit.veterinarian_id === filter.vet) &&
    (filter.room === null || visit.room_id === filter.room) &&
    (filter.state === null || visit.status === filter.state) &&
    matchesWords(
      words,
      visit.pet_name,
      visit.owner_name,
      visit.veterinarian_name,
      visit.appointment_type_name,
      ...Object.values(visit.appointment_type_translations),
      visit.room_name,
    )
  );
}
