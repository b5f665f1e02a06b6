import { DateTime } from "luxon";
import { appointment } from "@/testing/world";
import { calendarFile } from "./calendar-file";

const NOW = DateTime.fromISO("2026-03-02T08:00:00Z");
const unfolded = (file: string) => file.replaceAll("\r\n ", "").split("\r\n");

test("the entry is the one of the clinic's mail, at the same instants, and names nobody in its title", () => {
  const words = { title: "Appointment at Linden", notes: "See you; soon, really\nBye" };
  const lines = unfolded(calendarFile(appointment({ sequence: 2 }), words, NOW));
  expect(lines).toEqual(
    expect.arrayContaining([
      "UID:visit-1@appointments.vet-clinic",
      "SEQUENCE:2",
      "DTSTAMP:20260302T080000Z",
      "DTSTART:20260303T133000Z",
      "DTEND:20260303T135000Z",
      "SUMMARY:Appointment at Linden",
      "DESCRIPTION:See you\\; soon\\, really\\nBye",
      "LOCATION:Linden Veterinary Practice",
      "STATUS:CONFIRMED",
      "CLASS:PRIVATE",
    ]),
  );
});

test("a visit the clinic has not confirmed is tentative", () => {
  const file = calendarFile(appointment({ status: "requested" }), { title: "A", notes: "B" }, NOW);
  expect(unfolded(file)).toContain("STATUS:TENTATIVE");
});

test("lines are at most 75 octets and never break a character", () => {
  const title = "Ünglaublich lang 🐕 ".repeat(12).trim();
  const file = calendarFile(appointment(), { title, notes: "" }, NOW);
  for (const line of file.split("\r\n"))
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(unfolded(file)).toContain(`SUMMARY:${title}`);
});

test("a visit at home is not at the clinic", () => {
  const file = calendarFile(appointment({ place: "home_visit" }), { title: "A", notes: "B" }, NOW);
  expect(unfolded(file).filter((line) => line.startsWith("LOCATION"))).toEqual([]);
});
