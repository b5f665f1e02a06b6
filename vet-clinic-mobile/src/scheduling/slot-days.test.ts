import { countedDays, partOfDay, slotTimes, todayAt, windowRange } from "./slot-days";
import { DateTime } from "luxon";

const BERLIN = "Europe/Berlin";
const slot = (starts_at: string, starts_local: string) => ({
  starts_at,
  ends_at: starts_at,
  starts_local,
  veterinarian_ids: ["v1"],
  seats_left: null,
});

test("every day has its count, the ones nobody named have none", () => {
  const counted = countedDays(
    [{ on: "2026-03-03", free_count: 4, first_starts_at: "2026-03-03T08:00:00Z" }],
    "2026-03-02",
    3,
  );
  expect(counted).toEqual([
    { date: "2026-03-02", freeCount: 0 },
    { date: "2026-03-03", freeCount: 4 },
    { date: "2026-03-04", freeCount: 0 },
  ]);
});

test("a start that vets offer with different lengths is one time to choose", () => {
  const start = slot("2026-03-03T09:00:00Z", "2026-03-03T10:00");
  const times = slotTimes([start, { ...start, ends_at: "2026-03-03T09:30:00Z" }], BERLIN);
  expect(times.map(({ label, ends_at }) => [label, ends_at])).toEqual([["10:00", start.ends_at]]);
});

test("an hour that happens twice is told apart by its offset", () => {
  const twice = [
    slot("2026-10-25T00:30:00Z", "2026-10-25T02:30"),
    slot("2026-10-25T01:30:00Z", "2026-10-25T02:30"),
    slot("2026-10-25T02:00:00Z", "2026-10-25T03:00"),
  ];
  expect(slotTimes(twice, BERLIN).map(({ label }) => label)).toEqual([
    "02:30 (UTC+2)",
    "02:30 (UTC+1)",
    "03:00",
  ]);
});

test("days run on over the change of clocks without a gap or a double", () => {
  expect(countedDays([], "2026-03-28", 3).map(({ date }) => date)).toEqual([
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
