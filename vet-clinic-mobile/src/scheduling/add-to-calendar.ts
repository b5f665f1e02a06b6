/** On a phone the system's own form opens with the visit in it; nothing is read, so nothing needs to be allowed. */
import { createEventInCalendarAsync } from "expo-calendar/legacy";
import type { DateTime } from "luxon";
import type { Appointment } from "./api";
import type { CalendarWords } from "./calendar-file";

export async function addToCalendar(visit: Appointment, words: CalendarWords, now: DateTime): Promise<void> {
  void now;
  await createEventInCalendarAsync({
    title: words.title,
    notes: words.notes,
    location: visit.place === "in_clinic" ? visit.clinic_name : undefined,
    startDate: new Date(visit.starts_at),
    endDate: new Date(visit.ends_at),
    timeZone: visit.time_zone,
  });
}
