/**
 * Where each visit stands in a calendar of columns: a day by veterinarians or rooms, or a week by days. Counts wall-clock minutes
 * from local midnight, as the clinic's clock shows them, so a day of 23 or 25 hours still reads from morning to evening.
 */
import type { AppointmentOut } from "@/api/generated.gen";

import { isOpen } from "../../statuses";
import { classIdOf, leadOf, type ClassVisits } from "./classes";
import { DAY_MINUTES, minuteOf } from "./wall-clock";

/** Minutes of a local day. */
export type Stretch = { from: number; to: number };
export type Named = { id: string; name: string };

/** Time kept free of visits, in minutes of the column's day: a block, time off, or busy time of another calendar. */
export type Mark = Stretch & {
  id: string;
  kind: "block" | "time_off" | "external";
  reason: string | null;
  /** Begins and ends on this day; what reaches into others is only cut off here. */
  isWhole: boolean;
};

export type Block = Stretch & {
  /** The visit's, or the class's. */
  id: string;
  /** The visit; of a class the one that speaks for it. */
  appointment: AppointmentOut;
  /** The class that this block stands for; null when it is one visit. */
  group: ClassVisits | null;
  lane: number;
  lanes: number;
  /** Lies over another visit, or over blocked time, of the same veterinarian or room. */
  isConflict: boolean;
};

export type Column = {
  key: string;
  date: string;
  /** The veterinarian or room of the column; null where it stands for a day, or for visits without a room. */
  resourceId: string | null;
  name: string;
  blocks: Block[];
  marks: readonly Mark[];
};

export type ColumnSeed = Omit<Column, "blocks" | "marks"> & {
  visits: readonly AppointmentOut[];
  marks?: readonly Mark[];
};

/** Is it all right that these two overlap: a class of several patients, for one? */
export type MayShare = (one: AppointmentOut, other: AppointmentOut) => boolean;

function span(appointment: AppointmentOut): Stretch {
  const from = minuteOf(appointment.starts_local);
  return { from, to: Math.min(from + appointment.duration_minutes, DAY_MINUTES) };
}

/** All visits that a block stands for. */
export function visitsOf({ appointment, group }: Pick<Block, "appointment" | "group">): AppointmentOut[] {
  return group?.visits ?? [appointment];
}

/** Each visit a block, and each class one for all of its visits, as long as the longest that takes a place in it. */
function blocksOf(visits: readonly AppointmentOut[], classes: ReadonlyMap<string, ClassVisits>): Block[] {
  const blocks = new Map<string, Block>();
  for (const visit of visits) {
    const group = classes.get(classIdOf(visit)) ?? null;
    const id = group?.id ?? visit.id;
    const appointment = group === null ? visit : leadOf(group);
    const { from } = span(appointment);
    const to = Math.max(...[appointment, ...(group?.taken ?? [])].map((each) => span(each).to));
    blocks.set(id, { id, appointment, group, from, to, lane: 0, lanes: 1, isConflict: false });
  }
  return [...blocks.values()].sort((a, b) => a.from - b.from || a.to - b.to || a.id.localeCompare(b.id));
}

export function overlap(one: Stretch, other: Stretch): boolean {
  return one.from < other.to && other.from < one.to;
}

/** What overlaps stands side by side, never one over the other. */
function inLanes(blocks: Block[]): Block[] {
  let cluster: Block[] = [];
  let clusterEnd = -1;
  const close = () => {
    const lanes = Math.max(...cluster.map(({ lane }) => lane + 1), 1);
    for (const block of cluster) block.lanes = lanes;
  };
  for (const block of blocks) {
    if (block.from >= clusterEnd) {
      close();
      cluster = [];
    }
    const taken = new Set(cluster.filter(({ to }) => to > block.from).map(({ lane }) => lane));
    while (taken.has(block.lane)) block.lane += 1;
    cluster.push(block);
    clusterEnd = Math.max(clusterEnd, block.to);
  }
  close();
  return blocks;
}

function collide(one: AppointmentOut, other: AppointmentOut, mayShare: MayShare): boolean {
  if (!isOpen(one.status) || !isOpen(other.status) || mayShare(one, other)) return false;
  const isSameRoom = one.room_id !== null && one.room_id === other.room_id;
  return one.veterinarian_id === other.veterinarian_id || isSameRoom;
}

function markConflicts(blocks: Block[], marks: readonly Mark[], mayShare: MayShare): void {
  for (const block of blocks) {
    block.isConflict =
      blocks.some(
        (other) =>
          other !== block && overlap(block, other) && collide(block.appointment, other.appointment, mayShare),
      ) ||
      (isOpen(block.appointment.status) && marks.some((mark) => overlap(block, mark)));
  }
}

export function columnsOf(
  seeds: readonly ColumnSeed[],
  mayShare: MayShare = () => false,
  classes: ReadonlyMap<string, ClassVisits> = new Map(),
): Column[] {
  return seeds.map(({ visits, marks = [], ...rest }) => {
    const blocks = inLanes(blocksOf(visits, classes));
    markConflicts(blocks, marks, mayShare);
    return { ...rest, blocks, marks };
  });
}

/** A day by veterinarians: everyone who works here, and whoever else has a visit that day. */
export function byVeterinarian(
  date: string,
  vets: readonly Named[],
  visits: readonly AppointmentOut[],
): ColumnSeed[] {
  const names = new Map(vets.map(({ id, name }) => [id, name]));
  for (const { veterinarian_id: id, veterinarian_name: name } of visits)
    if (!names.has(id)) names.set(id, name);
  return [...names].map(([id, name]) => ({
    key: id,
    date,
    resourceId: id,
    name,
    visits: visits.filter((visit) => visit.veterinarian_id === id),
  }));
}

/** A day by rooms; visits that have none yet stand in a first column of their own. */
export function byRoom(
  date: string,
  rooms: readonly Named[],
  visits: readonly AppointmentOut[],
  withoutRoom: string,
): ColumnSeed[] {
  const known = new Set(rooms.map(({ id }) => id));
  const homeless = visits.filter(({ room_id: id }) => id === null || !known.has(id));
  return [
    { key: "none", date, resourceId: null, name: withoutRoom, visits: homeless },
    ...rooms.map(({ id, name }) => ({
      key: id,
      date,
      resourceId: id,
      name,
      visits: visits.filter((visit) => visit.room_id === id),
    })),
  ];
}

/** A week: one column a day, named by `nameOf`. */
export function byDay(
  dates: readonly string[],
  visits: readonly AppointmentOut[],
  nameOf: (date: string) => string,
): ColumnSeed[] {
  return dates.map((date) => ({
    key: date,
    date,
    resourceId: null,
    name: nameOf(date),
    visits: visits.filter(({ starts_local: local }) => local.startsWith(date)),
  }));
}

/** The stretch of the day worth drawing, in whole hours: working hours and every visit, never less than eight hours. */
export function windowOf(working: readonly Stretch[], columns: readonly Column[]): Stretch {
  const all = [...working, ...columns.flatMap((column) => column.blocks)];
  const from = Math.min(...all.map((each) => each.from), 9 * 60);
  const to = Math.max(...all.map((each) => each.to), 17 * 60);
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 };
}

/** The stretches of the window that lie in none of these. */
export function outside(window: Stretch, stretches: readonly Stretch[]): Stretch[] {
  const rest: Stretch[] = [];
  let at = window.from;
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    if (from > at) rest.push({ from: at, to: Math.min(from, window.to) });
    at = Math.max(at, to);
  }
  if (at < window.to) rest.push({ from: at, to: window.to });
  return rest;
}
