import i18next from "i18next";
import { DateTime } from "luxon";

import { chooseLanguage } from "@/i18n/i18n";

import { timeWords } from "./words";
import { dateIn, dayBounds, differs, momentOf, shiftDate } from "./zones";

const words = () => timeWords(i18next.t);

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-03-02T09:00:00Z") });
});

test("a moment reads like a line in a diary", () => {
  expect(momentOf("2026-03-03T13:30:00Z", "Europe/Berlin", words(), "Europe/Berlin")).toBe(
    "Tue 3 Mar, 14:30",
  );
});

test("the zone is named only when the reader's clock shows something else", () => {
  expect(momentOf("2026-03-03T13:30:00Z", "Europe/Berlin", words(), "Europe/London")).toBe(
    "Tue 3 Mar, 14:30 (Berlin time)",
  );
  expect(momentOf("2026-03-03T13:30:00Z", "Europe/Berlin", words(), "Europe/Paris")).toBe("Tue 3 Mar, 14:30");
});

test("German readers get German words", async () => {
  await chooseLanguage("de", { remember: false });
  expect(momentOf("2026-03-03T13:30:00Z", "Europe/Vienna", words(), "UTC")).toBe(
    "Di 3. Mär, 14:30 (Zeit in Wien)",
  );
  await chooseLanguage("en", { remember: false });
});

test("another year is said", () => {
  expect(momentOf("2027-01-05T13:30:00Z", "Europe/Berlin", words(), "Europe/Berlin")).toBe(
    "Tue 5 Jan 2027, 14:30",
  );
});

test("New York changes its clocks before Berlin does", () => {
  expect(momentOf("2026-03-07T15:00:00Z", "America/New_York", words(), "America/New_York")).toBe(
    "Sat 7 Mar, 10:00",
  );
  expect(momentOf("2026-03-08T15:00:00Z", "America/New_York", words(), "America/New_York")).toBe(
    "Sun 8 Mar, 11:00",
  );
});

test("two zones may differ in winter and agree in summer", () => {
  expect(differs("2026-01-15T12:00:00Z", "Europe/London", "Africa/Lagos")).toBe(true);
  expect(differs("2026-07-15T12:00:00Z", "Europe/London", "Africa/Lagos")).toBe(false);
});

test("the day the clocks go forward has 23 hours, the day they go back 25", () => {
  expect(dayBounds("2026-03-29", "Europe/Berlin")).toEqual({
    from: "2026-03-28T23:00:00Z",
    to: "2026-03-29T22:00:00Z",
  });
  expect(dayBounds("2026-10-25", "Europe/Berlin")).toEqual({
    from: "2026-10-24T22:00:00Z",
    to: "2026-10-25T23:00:00Z",
  });
});

test("it is already tomorrow in Bengaluru", () => {
  expect(dateIn("Asia/Kolkata", DateTime.fromISO("2026-03-02T19:00:00Z"))).toBe("2026-03-03");
  expect(dateIn("America/New_York", DateTime.fromISO("2026-03-02T19:00:00Z"))).toBe("2026-03-02");
});

test("days are counted on the calendar, not in hours", () => {
  expect(shiftDate("2026-03-28", 1)).toBe("2026-03-29");
  expect(shiftDate("2026-03-29", 1)).toBe("2026-03-30");
  expect(shiftDate("2026-03-01", -1)).toBe("2026-02-28");
});
