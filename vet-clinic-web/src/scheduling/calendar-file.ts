/**
 * A visit as an .ics file for the reader's own calendar (RFC 5545). The clinic's mail carries the same UID, so the two become
 * one entry. The title names nobody: calendars are shared.
 */
import { DateTime } from "luxon";

import type { AppointmentOut } from "@/api/generated.gen";

const LINE_OCTETS = 75;

function escape(text: string): string {
  return text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r?\n/g, "\\n");
}

/** Lines longer than 75 octets go on in the next one after a space, never inside a character. */
function fold(line: string): string {
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

function stamp(instant: string): string {
  return DateTime.fromISO(instant, { zone: "utc" }).toFormat("yyyyMMdd'T'HHmmss'Z'");
}

export type CalendarWords = { summary: string; location: string | null; description: string };

export function calendarFile(appointment: AppointmentOut, words: CalendarWords, now: string): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Vet Clinic//Web//EN",
    "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT",
    `UID:${appointment.id}@appointments.vet-clinic`,
    `SEQUENCE:${appointment.sequence}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(appointment.starts_at)}`,
    `DTEND:${stamp(appointment.ends_at)}`,
    `SUMMARY:${escape(words.summary)}`,
    ...(words.location === null ? [] : [`LOCATION:${escape(words.location)}`]),
    `DESCRIPTION:${escape(words.description)}`,
    `STATUS:${appointment.status === "requested" ? "TENTATIVE" : "CONFIRMED"}`,
    "CLASS:PRIVATE",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ];
  return lines.map(fold).join("\r\n");
}

export function download(name: string, content: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
