/** The stages of the waiting room: what comes next in each, who may do it, and how long somebody has been waiting. */
import {
  Banknote,
  CalendarClock,
  DoorClosed,
  DoorOpen,
  House,
  Stethoscope,
  type LucideIcon,
} from "lucide-react";

import type { BoardItemOut, Role } from "@/api/generated.gen";
import type { Tone } from "@/design/badge";

export type Stage = BoardItemOut["stage"];

export const STAGES = [
  "expected",
  "arrived",
  "roomed",
  "with_vet",
  "to_pay",
  "gone",
] as const satisfies readonly Stage[];

export const STAGE_LOOKS: Record<Stage, { icon: LucideIcon; tone: Tone }> = {
  expected: { icon: CalendarClock, tone: "green" },
  arrived: { icon: DoorOpen, tone: "info" },
  roomed: { icon: DoorClosed, tone: "info" },
  with_vet: { icon: Stethoscope, tone: "accent" },
  to_pay: { icon: Banknote, tone: "due" },
  gone: { icon: House, tone: "taken" },
};

export type BoardStep = "checkIn" | "room" | "start" | "finish" | "depart";

const NEXT: Record<Stage, BoardStep | null> = {
  expected: "checkIn",
  arrived: "room",
  roomed: "start",
  with_vet: "finish",
  to_pay: "depart",
  gone: null,
};

const CLINICAL: readonly Role[] = ["veterinarian", "technician"];

/** The one step that leads on from a stage; null where these roles have none to take. */
export function nextStep(
  item: Pick<BoardItemOut, "stage" | "status">,
  roles: readonly Role[],
  hasRooms: boolean,
): BoardStep | null {
  if (item.status === "requested" || roles.length === 0) return null;
  const step = NEXT[item.stage];
  const isClinical = roles.some((role) => CLINICAL.includes(role));
  if (step === "room" && !hasRooms) return isClinical ? "start" : null;
  if ((step === "start" || step === "finish") && !isClinical) return null;
  return step;
}

/** Whole minutes that somebody has been sitting there, by the clock on the wall; null when nobody is waiting. */
export function waitingMinutes(
  item: Pick<BoardItemOut, "stage" | "arrived_at" | "finished_at">,
  now: number,
): number | null {
  const since =
    item.stage === "arrived" || item.stage === "roomed"
      ? item.arrived_at
      : item.stage === "to_pay"
        ? item.finished_at
        : null;
  return since === null ? null : Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
}

/** How many minutes late somebody is who should be here by now; null while they are not. */
export function lateMinutes(item: Pick<BoardItemOut, "stage" | "starts_at">, now: number): number | null {
  if (item.stage !== "expected") return null;
  const late = Math.floor((now - Date.parse(item.starts_at)) / 60_000);
  return late > 0 ? late : null;
}

/** Rooms in which nobody is. */
export function freeRooms<R extends { id: string }>(
  rooms: readonly R[],
  items: readonly BoardItemOut[],
): R[] {
  const taken = new Set(
    items.filter(({ stage }) => stage === "roomed" || stage === "with_vet").map(({ room_id: id }) => id),
  );
  return rooms.filter(({ id }) => !taken.has(id));
}
