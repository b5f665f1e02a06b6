/** Which of our data an event has made old. The event's domain is its prefix. */
import type { Tag } from "@/api/api";
import type { RealtimeEvent } from "./connection";

const BY_DOMAIN: Readonly<Record<string, readonly Tag[]>> = {
  scheduling: ["Slot", "Hold", "Waitlist"],
  pets: ["Pet"],
  clinics: ["Clinic"],
  identity: ["Me"],
};

export type StaleTag = Tag | { type: Tag; id: string };

export function staleTags({ event, data }: RealtimeEvent): StaleTag[] {
  const domain = event.split(".")[0] ?? "";
  const tags: StaleTag[] = [...(BY_DOMAIN[domain] ?? [])];
  if (domain === "scheduling" && typeof data.appointment_id === "string") {
    tags.push({ type: "Appointment", id: data.appointment_id }, { type: "Appointment", id: "LIST" });
  }
  return tags;
}
