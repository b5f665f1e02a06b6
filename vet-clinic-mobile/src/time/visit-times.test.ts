import { DateTime } from "luxon";
import { clockText, countdownText, dayText, daysAway, zoneCity } from "./visit-times";

const BERLIN = "Europe/Berlin";
const NEW_YORK = "America/New_York";
const now = DateTime.fromISO("2026-03-01T12:00:00Z");

test("a visit is told in the clinic's zone, whatever the device's", () => {
  expect(dayText("2026-03-03T13:30:00Z", BERLIN, "en", now)).toBe("Tue 3 Mar");
  expect(clockText("2026-03-03T13:30:00Z", BERLIN)).toBe("14:30");
  expect(clockText("2026-03-03T13:30:00Z", NEW_YORK)).toBe("08:30");
});

test("German days read as Germans write them", () => {
  expect(dayText("2026-12-01T13:30:00Z", BERLIN, "de", now)).toBe("Di., 1. Dez");
});

test("a visit in another year says which", () => {
  expect(dayText("2027-01-04T09:00:00Z", BERLIN, "en", now)).toBe("Mon 4 Jan 2027");
});

test("the hour after the clocks change is read with the new offset", () => {
  expect(clockText("2026-03-29T00:59:00Z", BERLIN)).toBe("01:59");
  expect(clockText("2026-03-29T01:00:00Z", BERLIN)).toBe("03:00");
  expect(clockText("2026-10-25T00:30:00Z", BERLIN)).toBe("02:30");
  expect(clockText("2026-10-25T01:30:00Z", BERLIN)).toBe("02:30");
});

test("days away are the clinic's calendar days, over a day of 23 hours too", () => {
  expect(daysAway("2026-03-29T22:30:00Z", BERLIN, DateTime.fromISO("2026-03-28T12:00:00Z"))).toBe(2);
  expect(daysAway("2026-03-02T04:30:00Z", NEW_YORK, DateTime.fromISO("2026-03-01T12:00:00Z"))).toBe(0);
});

test("the countdown rounds up and never goes below zero", () => {
  const until = "2026-03-01T12:05:00Z";
  expect(countdownText(until, now)).toBe("5:00");
  expect(countdownText(until, now.plus({ milliseconds: 100 }))).toBe("5:00");
  expect(countdownText(until, now.plus({ seconds: 51 }))).toBe("4:09");
  expect(countdownText(until, now.plus({ minutes: 9 }))).toBe("0:00");
});

test("a zone's city is written as people write it", () => {
  expect(zoneCity(NEW_YORK)).toBe("New York");
  expect(zoneCity("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
});
