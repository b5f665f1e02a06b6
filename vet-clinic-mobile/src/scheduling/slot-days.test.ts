import { slotDays, partOfDay, todayAt, windowRange } from "./slot-days";
import { DateTime } from "luxon";

const BERLIN = "Europe/Berlin";
const slot = (starts_at: string, starts_local: string) => ({
  starts_at,
  ends_at: starts_at,
  starts_local,
  veterinarian_ids: ["v1"],
});

test("times fall on the clinic's day, even where the instant lies on another", () => {
  const days = slotDays([slot("2026-03-02T23:30:00Z", "2026-03-03T00:30")], BERLIN, "2026-03-02", 2);
  expect(days.map(({ date, times }) => [date, times.map(({ label }) => label)])).toEqual([
    ["2026-03-02", []],
    ["2026-03-03", ["00:30"]],
  ]);
});

test("an hour that happens twice is told apart by its offset", () => {
  const twice = [
    slot("2026-10-25T00:30:00Z", "2026-10-25T02:30"),
    slot("2026-10-25T01:30:00Z", "2026-10-25T02:30"),
    slot("2026-10-25T02:00:00Z", "2026-10-25T03:00"),
  ];
  const [day] = slotDays(twice, BERLIN, "2026-10-25", 1);
  expect(day?.times.map(({ label }) => label)).toEqual(["02:30 (UTC+2)", "02:30 (UTC+1)", "03:00"]);
});

test("days run on over the change of clocks without a gap or a double", () => {
  expect(slotDays([], BERLIN, "2026-03-28", 3).map(({ date }) => date)).toEqual([
    "2026-03-28",
    "2026-03-29",
    "2026-03-30",
  ]);
});

test("a window is asked for in instants and is an hour shorter over the spring change", () => {
  expect(windowRange(BERLIN, "2026-03-28", 2)).toEqual({
    from: "2026-03-27T23:00:00Z",
    to: "2026-03-29T22:00:00Z",
  });
});

test("today is the clinic's today", () => {
  const now = DateTime.fromISO("2026-03-01T23:30:00Z");
  expect(todayAt(BERLIN, now)).toBe("2026-03-02");
  expect(todayAt("America/New_York", now)).toBe("2026-03-01");
});

test.each([
  ["2026-03-03T11:59", "morning"],
  ["2026-03-03T12:00", "afternoon"],
  ["2026-03-03T17:00", "evening"],
])("%s is in the %s", (starts_local, part) => {
  expect(partOfDay({ starts_local })).toBe(part);
});
