import { slot } from "@/testing/world";

import { groupByDate, neighbours, partOf, sheetOf, sheetRange, weeksOf } from "./slots";

const starts = (slots: { starts_at: string }[]) => slots.map(({ starts_at }) => starts_at);

test("times are grouped by the clinic's calendar, not the reader's", () => {
  const late = slot("2026-03-03T22:30:00Z");
  const next = slot("2026-03-03T23:30:00Z");
  expect([...groupByDate([late, next]).keys()]).toEqual(["2026-03-03", "2026-03-04"]);
});

test("noon begins the afternoon, five the evening, by the clinic's clock", () => {
  expect(["10:59", "11:00", "15:59", "16:00"].map((utc) => partOf(slot(`2026-03-03T${utc}:00Z`)))).toEqual([
    "morning",
    "afternoon",
    "afternoon",
    "evening",
  ]);
});

test("neighbours are the nearest times on both sides, without the one that was taken", () => {
  const slots = ["08", "09", "10", "11", "16"].map((hour) => slot(`2026-03-03T${hour}:00:00Z`));
  expect(starts(neighbours(slots, "2026-03-03T10:00:00Z"))).toEqual([
    "2026-03-03T08:00:00Z",
    "2026-03-03T09:00:00Z",
    "2026-03-03T11:00:00Z",
  ]);
});

test("the first sheet begins with this week's Monday, the next one five weeks later", () => {
  expect(sheetOf("2026-03-05", "2026-03-04")).toBe("2026-03-02");
  expect(sheetOf("2026-04-05", "2026-03-04")).toBe("2026-03-02");
  expect(sheetOf("2026-04-06", "2026-03-04")).toBe("2026-04-06");
  expect(sheetOf("2026-02-01", "2026-03-04")).toBe("2026-03-02");
});

test("a sheet asks from today on, and ends at local midnight across the change of clocks", () => {
  expect(sheetRange("2026-03-02", "Europe/Berlin", "2026-03-04")).toEqual({
    from: "2026-03-03T23:00:00Z",
    to: "2026-04-05T22:00:00Z",
  });
});

test("a sheet has five whole weeks", () => {
  const weeks = weeksOf("2026-03-02");
  expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7]);
  expect([weeks[0]?.[0], weeks[4]?.[6]]).toEqual(["2026-03-02", "2026-04-05"]);
});
