/** The states of a visit: how each looks and where it may go from here. The moves mirror the API's; the API decides. */
import {
  CalendarCheck,
  CircleCheck,
  CircleHelp,
  CircleSlash,
  CircleX,
  DoorOpen,
  Stethoscope,
  UserX,
  type LucideIcon,
} from "lucide-react";

import type { AppointmentStatus as StoredStatus, Role } from "@/api/generated.gen";
import type { Tone } from "@/design/badge";

export type AppointmentStatus = StoredStatus | "declined";

export const LOOKS: Record<AppointmentStatus, { icon: LucideIcon; tone: Tone }> = {
  requested: { icon: CircleHelp, tone: "due" },
  confirmed: { icon: CalendarCheck, tone: "green" },
  checked_in: { icon: DoorOpen, tone: "info" },
  in_progress: { icon: Stethoscope, tone: "accent" },
  completed: { icon: CircleCheck, tone: "free" },
  cancelled: { icon: CircleX, tone: "taken" },
  declined: { icon: CircleSlash, tone: "taken" },
  missed: { icon: UserX, tone: "alert" },
};

export const STATUSES = Object.keys(LOOKS) as AppointmentStatus[];

/** What staff can do to a visit. */
export const STEPS = ["checkIn", "start", "finish", "markMissed", "cancel"] as const;
export type Step = (typeof STEPS)[number];

const STEPS_FROM: Record<AppointmentStatus, readonly Step[]> = {
  requested: ["cancel"],
  confirmed: ["checkIn", "markMissed", "cancel"],
  checked_in: ["start", "cancel"],
  in_progress: ["finish"],
  completed: [],
  cancelled: [],
  declined: [],
  missed: ["checkIn"],
};

const FRONT_DESK: readonly Role[] = ["receptionist", "clinic_administrator"];
const CLINICAL: readonly Role[] = ["veterinarian", "technician"];

export function isFrontDesk(roles: readonly Role[]): boolean {
  return roles.some((role) => FRONT_DESK.includes(role));
}

/** Who books, moves and blocks: the front desk, and vets for their own and their colleagues' visits. */
export function keepsCalendar(roles: readonly Role[]): boolean {
  return isFrontDesk(roles) || roles.includes("veterinarian");
}

/** The steps that these roles may take now. The front desk receives and cancels, clinical staff begins and finishes. */
export function stepsFor(
  status: AppointmentStatus,
  roles: readonly Role[],
  hasBegun: boolean,
): readonly Step[] {
  const isClinical = roles.some((role) => CLINICAL.includes(role));
  return STEPS_FROM[status].filter((step) => {
    if (step === "start" || step === "finish") return isClinical;
    return isFrontDesk(roles) && (step !== "markMissed" || hasBegun);
  });
}

export const AFTER: Record<Step, AppointmentStatus> = {
  checkIn: "checked_in",
  start: "in_progress",
  finish: "completed",
  markMissed: "missed",
  cancel: "cancelled",
};

/** Still ahead or under way. */
export function isOpen(status: AppointmentStatus): boolean {
  return (
    status === "requested" || status === "confirmed" || status === "checked_in" || status === "in_progress"
  );
}

/** Called off: by whoever was to come, or by the clinic. Its time is free again. */
export function isOff(status: AppointmentStatus): boolean {
  return status === "cancelled" || status === "declined";
}

/** Owners may move or cancel what has not begun. */
export function mayChange(
  appointment: { status: AppointmentStatus; starts_at: string },
  now: number,
): boolean {
  return (
    (appointment.status === "requested" || appointment.status === "confirmed") &&
    Date.parse(appointment.starts_at) > now
  );
}
