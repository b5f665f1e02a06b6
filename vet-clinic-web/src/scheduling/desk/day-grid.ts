/**
 * Where each visit stands in a day of columns. Counts wall-clock minutes from local midnight, as the clinic's clock shows them,
 * so a day of 23 or 25 hours still reads from morning to evening.
 */
import type { AppointmentOut } from "@/api/generated.gen";

export const ROW_MINUTES = 5;

export type OpenHours = { from: number; to: number };
export type Block = { appointment: AppointmentOut; from: number; to: number; lane: number; lanes: number };
export type DayColumn = { veterinarianId: string; name: string; blocks: Block[] };

/** "2026-03-03T14:30" is minute 870. */
export function minuteOf(local: string): number {
  return Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
}

function span(appointment: AppointmentOut): { from: number; to: number } {
  const from = minuteOf(appointment.starts_local);
  return { from, to: Math.min(from + appointment.duration_minutes, 24 * 60) };
}

/** Visits that overlap stand side by side; a cancelled one and the one booked in its place are the usual case. */
function inLanes(appointments: readonly AppointmentOut[]): Block[] {
  const blocks: Block[] = appointments
    .map((appointment) => ({ appointment, ...span(appointment), lane: 0, lanes: 1 }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
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

export function columnsOf(
  vets: readonly { id: string; name: string }[],
  appointments: readonly AppointmentOut[],
): DayColumn[] {
  const names = new Map(vets.map(({ id, name }) => [id, name]));
  for (const { veterinarian_id: id, veterinarian_name: name } of appointments)
    if (!names.has(id)) names.set(id, name);
  return [...names].map(([veterinarianId, name]) => ({
    veterinarianId,
    name,
    blocks: inLanes(appointments.filter((appointment) => appointment.veterinarian_id === veterinarianId)),
  }));
}

/** The stretch of the day worth drawing, in whole hours: opening hours and every visit, never less than eight hours. */
export function windowOf(
  open: readonly OpenHours[],
  columns: readonly DayColumn[],
): { from: number; to: number } {
  const blocks = columns.flatMap((column) => column.blocks);
  const from = Math.min(...[...open, ...blocks].map((each) => each.from), 9 * 60);
  const to = Math.max(...[...open, ...blocks].map((each) => each.to), 17 * 60);
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 };
}

/** The stretches of the window outside opening hours. */
export function closedWithin(window: OpenHours, open: readonly OpenHours[]): OpenHours[] {
  const closed: OpenHours[] = [];
  let at = window.from;
  for (const { from, to } of open.toSorted((a, b) => a.from - b.from)) {
    if (from > at) closed.push({ from: at, to: Math.min(from, window.to) });
    at = Math.max(at, to);
  }
  if (at < window.to) closed.push({ from: at, to: window.to });
  return closed;
}

export type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

/** The visit that an arrow key leads to: along the column, or to the nearest time in the next column that has any. */
export function neighbourOf(columns: readonly DayColumn[], id: string, key: Arrow): string | undefined {
  const at = columns.findIndex((column) => column.blocks.some(({ appointment }) => appointment.id === id));
  const blocks = columns[at]?.blocks ?? [];
  const index = blocks.findIndex(({ appointment }) => appointment.id === id);
  const block = blocks[index];
  if (block === undefined) return undefined;
  if (key === "ArrowUp") return blocks[index - 1]?.appointment.id;
  if (key === "ArrowDown") return blocks[index + 1]?.appointment.id;
  const beside = key === "ArrowLeft" ? columns.slice(0, at).toReversed() : columns.slice(at + 1);
  const target = beside.find((column) => column.blocks.length > 0);
  return target?.blocks.toSorted((a, b) => Math.abs(a.from - block.from) - Math.abs(b.from - block.from))[0]
    ?.appointment.id;
}
