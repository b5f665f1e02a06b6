/** Says in words what happened to a visit of mine, when somebody else did it: with the pet's name, quietly, once. */
import type { ThunkDispatch, UnknownAction } from "@reduxjs/toolkit";
import i18next from "i18next";

import { generated, type AppointmentOut } from "@/api/generated.gen";
import { showToast } from "@/design/toasts";
import type { RealtimeEvent } from "@/realtime/client";
import { momentOf } from "@/time/zones";
import { timeWords } from "@/time/words";

const OWN_CHANGE_MS = 10_000;
const ownChanges = new Map<string, number>();

/** Remember that this screen changed the visit itself, so that its own echo stays silent. */
export function changedHere(appointmentId: string, now = Date.now()): void {
  ownChanges.set(appointmentId, now);
}

const SPOKEN = [
  "appointment_booked",
  "appointment_rescheduled",
  "appointment_cancelled",
  "appointment_moved",
] as const;

function wordsFor(kind: (typeof SPOKEN)[number], appointment: AppointmentOut): string {
  const words = timeWords(i18next.t);
  const values = {
    pet: appointment.pet_name,
    moment: momentOf(appointment.starts_at, appointment.time_zone, words),
  };
  if (kind === "appointment_moved") return i18next.t(`notifications.moved.${appointment.status}`, values);
  return i18next.t(`notifications.${kind}`, values);
}

export async function announce(
  event: RealtimeEvent,
  dispatch: ThunkDispatch<unknown, unknown, UnknownAction>,
): Promise<void> {
  const kind = SPOKEN.find((name) => event.event === `scheduling.${name}`);
  const id = event.data["appointment_id"];
  if (kind === undefined || typeof id !== "string") return;
  if (Date.now() - (ownChanges.get(id) ?? 0) < OWN_CHANGE_MS) return;
  const asked = dispatch(
    generated.endpoints.getAppointment.initiate({ appointmentId: id }, { forceRefetch: true }),
  );
  const { data } = await asked;
  asked.unsubscribe();
  if (data !== undefined)
    showToast({ message: wordsFor(kind, data), tone: data.status === "cancelled" ? "alert" : "info" });
}
