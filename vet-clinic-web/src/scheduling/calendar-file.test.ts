import { APPOINTMENT, NOW } from "@/testing/world";

import { calendarFile } from "./calendar-file";

const WORDS = {
  summary: "Check-up; claws, ears",
  location: "Linden\nBack yard",
  description: "With Dr. Lindqvist",
};

test("an entry has its stable id, its sequence and its instants", () => {
  const lines = calendarFile({ ...APPOINTMENT, sequence: 2 }, WORDS, NOW).split("\r\n");
  expect(lines).toContain("UID:visit-1@appointments.vet-clinic");
  expect(lines).toContain("SEQUENCE:2");
  expect(lines).toContain("DTSTAMP:20260302T090000Z");
  expect(lines).toContain("DTSTART:20260303T133000Z");
  expect(lines).toContain("DTEND:20260303T140000Z");
  expect(lines.at(-2)).toBe("END:VCALENDAR");
  expect(lines.at(-1)).toBe("");
});

test("marks with a meaning of their own are escaped", () => {
  const lines = calendarFile(APPOINTMENT, WORDS, NOW).split("\r\n");
  expect(lines).toContain("SUMMARY:Check-up\\; claws\\, ears");
  expect(lines).toContain("LOCATION:Linden\\nBack yard");
});

test("long lines are folded at 75 octets, never inside a character", () => {
  const summary = "Kätzchen ".repeat(20).trim();
  const file = calendarFile(APPOINTMENT, { ...WORDS, summary }, NOW);
  const encoder = new TextEncoder();
  expect(file.split("\r\n").every((line) => encoder.encode(line).length <= 75)).toBe(true);
  expect(file.replaceAll("\r\n ", "")).toContain(`SUMMARY:${summary}\r\n`);
});

test("a visit the clinic has not confirmed is tentative, and no visit is anybody else's business", () => {
  const lines = (status: "requested" | "confirmed") =>
    calendarFile({ ...APPOINTMENT, status }, WORDS, NOW).split("\r\n");
  expect(lines("requested")).toContain("STATUS:TENTATIVE");
  expect(lines("confirmed")).toEqual(expect.arrayContaining(["STATUS:CONFIRMED", "CLASS:PRIVATE"]));
});
