/**
 * A visit for the reader's own calendar. The file (RFC 5545) carries the UID of the clinic's mail, so that the two become one
 * entry. The title names nobody: calendars are shared.
 */
import { DateTime } from "luxon";
import type { Appointment } from "./api";

export interface CalendarWords {
  title: string;
  notes: string;
}

const LINE_OCTETS = 75;

export function calendarFile(visit: Appointment, words: CalendarWords, now: DateTime): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Vet Clinic//Phone//EN",
    "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT",
    `UID:${visit.id}@appointments.vet-clinic`,
    `SEQUENCE:${visit.sequence}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(DateTime.fromISO(visit.starts_at))}`,
    `DTEND:${stamp(DateTime.fromISO(visit.ends_at))}`,
    `SUMMARY:${escaped(words.title)}`,
    `DESCRIPTION:${escaped(words.notes)}`,
    ...(visit.place === "in_clinic" ? [`LOCATION:${escaped(visit.clinic_name)}`] : []),
    `STATUS:${visit.status === "requested" ? "TENTATIVE" : "CONFIRMED"}`,
    "CLASS:PRIVATE",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ];
  return lines.map(folded).join("\r\n");
}

function stamp(at: DateTime): string {
  return at.toUTC().toFormat("yyyyMMdd'T'HHmmss'Z'");
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r?\n/g, "\\n");
}

/** Lines longer than 75 octets go on in the next one after a space, never inside a character. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const parts: string[] = [];
  let part = "";
  let room = LINE_OCTETS;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (size > room) {
      parts.push(part);
      part = "";
      room = LINE_OCTETS - 1;
    }
    part += character;
    room -= size;
  }
  return [...parts, part].join("\r\n ");
}
