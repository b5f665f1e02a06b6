import { DateTime } from "luxon";
import { todaysHours } from "./hours";

const clinic = {
  time_zone: "Australia/Sydney",
  opening_hours: [
    { weekday: 1, opens: "14:00:00", closes: "18:00:00" },
    { weekday: 1, opens: "08:00:00", closes: "12:00:00" },
  ],
};

test("today is the clinic's weekday, not the device's", () => {
  // Monday evening in UTC is Tuesday morning in Sydney.
  expect(todaysHours(clinic, DateTime.fromISO("2026-03-02T22:00:00Z"))).toBe("08:00–12:00, 14:00–18:00");
  expect(todaysHours(clinic, DateTime.fromISO("2026-03-02T10:00:00Z"))).toBeNull();
});
