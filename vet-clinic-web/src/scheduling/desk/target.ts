/** Where a visit is, or is to go: from a place on the calendar to what the API is asked for. */
import type { AppointmentOut } from "@/api/generated.gen";

import type { Column } from "./calendar/columns";
import type { Place } from "./calendar/drag";
import { instantOf, localOf } from "./calendar/wall-clock";

export type Target = {
  startsAt: string;
  startsLocal: string;
  durationMinutes: number;
  veterinarian: { id: string; name: string };
  roomId: string | null;
};

export function targetOf(appointment: AppointmentOut): Target {
  return {
    startsAt: appointment.starts_at,
    startsLocal: appointment.starts_local,
    durationMinutes: appointment.duration_minutes,
    veterinarian: { id: appointment.veterinarian_id, name: appointment.veterinarian_name },
    roomId: appointment.room_id,
  };
}

/** What letting go of a visit at this place means: sideways leads to another vet, room or day, by what the columns are. */
export function targetAt(
  appointment: AppointmentOut,
  column: Pick<Column, "date" | "resourceId" | "name">,
  at: Place,
  kind: "vet" | "room" | "day",
  zone: string,
): Target {
  const now = targetOf(appointment);
  return {
    startsAt: instantOf(column.date, at.from, zone),
    startsLocal: localOf(column.date, at.from),
    durationMinutes: at.to - at.from,
    veterinarian:
      kind === "vet" && column.resourceId !== null
        ? { id: column.resourceId, name: column.name }
        : now.veterinarian,
    roomId: kind === "room" ? (column.resourceId ?? now.roomId) : now.roomId,
  };
}

export function placed(appointment: AppointmentOut, target: Target): AppointmentOut {
  return {
    ...appointment,
    starts_at: target.startsAt,
    starts_local: target.startsLocal,
    duration_minutes: target.durationMinutes,
    veterinarian_id: target.veterinarian.id,
    veterinarian_name: target.veterinarian.name,
    room_id: target.roomId,
  };
}
