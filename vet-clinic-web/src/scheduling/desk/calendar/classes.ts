/** A class of several patients: the visits of one service with one vet at one time, which the calendar draws as one. */
import type { AppointmentOut, AppointmentTypeOut } from "@/api/generated.gen";

import { isOff, isOpen, type AppointmentStatus } from "../../statuses";

export type ClassVisits = {
  id: string;
  capacity: number;
  /** Everybody who is or was in it, in the order of their names; who called off is still told of. */
  visits: AppointmentOut[];
  /** Who takes a place: all but those who called off. */
  taken: AppointmentOut[];
};

const PREFIX = "class:";

export function isClassId(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** The same for all visits of one class, whatever the page they are read on. */
export function classIdOf(
  visit: Pick<AppointmentOut, "appointment_type_id" | "veterinarian_id" | "starts_at">,
): string {
  return `${PREFIX}${visit.appointment_type_id}:${visit.veterinarian_id}:${visit.starts_at}`;
}

/** The classes among these visits, by their ids: those of services that more than one patient may come to at once. */
export function classesOf(
  visits: readonly AppointmentOut[],
  types: readonly Pick<AppointmentTypeOut, "id" | "capacity">[],
): Map<string, ClassVisits> {
  const capacities = new Map(types.map(({ id, capacity }) => [id, capacity]));
  const classes = new Map<string, ClassVisits>();
  for (const visit of visits) {
    const capacity = capacities.get(visit.appointment_type_id) ?? 1;
    if (capacity === 1) continue;
    const id = classIdOf(visit);
    const found = classes.get(id) ?? { id, capacity, visits: [], taken: [] };
    found.visits.push(visit);
    if (!isOff(visit.status)) found.taken.push(visit);
    classes.set(id, found);
  }
  const byName = (one: AppointmentOut, other: AppointmentOut) => one.pet_name.localeCompare(other.pet_name);
  for (const { visits: all, taken } of classes.values()) {
    all.sort(byName);
    taken.sort(byName);
  }
  return classes;
}

/** The visit that speaks for a class: its time, vet and room. One that is still to come, while there is one. */
export function leadOf({ visits, taken }: ClassVisits): AppointmentOut {
  const lead = taken.find(({ status }) => isOpen(status)) ?? taken[0] ?? visits[0];
  if (lead === undefined) throw new Error("A class has a visit");
  return lead;
}

const SPEAKING: readonly AppointmentStatus[] = [
  "in_progress",
  "checked_in",
  "requested",
  "confirmed",
  "completed",
  "missed",
];

/** How far a class is: what all agree on, else what asks for attention first. One without anybody left is cancelled. */
export function stateOf(statuses: readonly AppointmentStatus[]): AppointmentStatus {
  return SPEAKING.find((each) => statuses.includes(each)) ?? "cancelled";
}
