import { partOf, weekdayName, windowOf } from "./waitlist-wish";

test("plain choices become days and minutes of the clinic", () => {
  const wish = { weeks: 2, weekdays: [4, 1], part: "afternoon" } as const;
  expect(windowOf(wish, "2026-03-20")).toEqual({
    from_day: "2026-03-20",
    until_day: "2026-04-03",
    weekdays: [1, 4],
    starts_minute: 720,
    ends_minute: 1020,
  });
});

test("every day is no restriction, and any time the whole day", () => {
  const window = windowOf({ weeks: 8, weekdays: [0, 1, 2, 3, 4, 5, 6], part: "any" }, "2026-03-20");
  expect(window).toMatchObject({ weekdays: [], starts_minute: 0, ends_minute: 1440 });
});

test.each(["any", "morning", "afternoon", "evening"] as const)("%s is recognized again", (part) => {
  expect(partOf(windowOf({ weeks: 2, weekdays: [0], part }, "2026-03-20"))).toBe(part);
});

test("weekdays are named in the reader's language", () => {
  expect([weekdayName(0, "en"), weekdayName(6, "de")]).toEqual(["Mon", "So"]);
});
