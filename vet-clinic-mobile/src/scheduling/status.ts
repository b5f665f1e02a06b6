/** A visit's status on the screen: its sign and colour, and what may still be done with it. */
import {
  CalendarCheck,
  CircleCheck,
  CircleSlash,
  DoorOpen,
  Hourglass,
  Stethoscope,
  UserX,
} from "@/design/icons";
import type { LucideIcon } from "@/design/icons";
import type { ColorName } from "@/design/tokens";
import type { Appointment } from "./api";

type Status = Appointment["status"];

export const STATUS_LOOK: Record<Status, { sign: LucideIcon; tone: ColorName; wash: ColorName }> = {
  requested: { sign: Hourglass, tone: "due", wash: "dueWash" },
  confirmed: { sign: CalendarCheck, tone: "free", wash: "freeWash" },
  checked_in: { sign: DoorOpen, tone: "info", wash: "infoWash" },
  in_progress: { sign: Stethoscope, tone: "info", wash: "infoWash" },
  completed: { sign: CircleCheck, tone: "taken", wash: "takenWash" },
  cancelled: { sign: CircleSlash, tone: "taken", wash: "takenWash" },
  declined: { sign: CircleSlash, tone: "alert", wash: "alertWash" },
  missed: { sign: UserX, tone: "alert", wash: "alertWash" },
};

const AHEAD: readonly Status[] = ["requested", "confirmed", "checked_in", "in_progress"];

/** Still to come or under way. */
export function isOpen(visit: Pick<Appointment, "status">): boolean {
  return AHEAD.includes(visit.status);
}

/** The clinic decides for good; this only hides what it would refuse. */
export function canChange(
  visit: Pick<Appointment, "status" | "starts_at">,
  nowMilliseconds: number,
): boolean {
  return (
    (visit.status === "requested" || visit.status === "confirmed") &&
    Date.parse(visit.starts_at) > nowMilliseconds
  );
}
