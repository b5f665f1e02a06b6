/** In a browser a file is handed over, which every calendar opens. */
import type { DateTime } from "luxon";
import type { Appointment } from "./api";
import { calendarFile, type CalendarWords } from "./calendar-file";

export async function addToCalendar(visit: Appointment, words: CalendarWords, now: DateTime): Promise<void> {
  const address = URL.createObjectURL(new Blob([calendarFile(visit, words, now)], { type: "text/calendar" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "visit.ics";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
