import { ALL_DAYS, partsIn, windowsFrom, wishProblem, type TimeWish } from "./wish";

const WISH: TimeWish = { from: "2026-03-02", until: "2026-03-20", weekdays: [2, 0], parts: ["morning"] };
const minutes = (wish: TimeWish) =>
  windowsFrom(wish).map(({ starts_minute, ends_minute }) => [starts_minute, ends_minute]);

test("a wish is one window of days, weekdays and minutes", () => {
  expect(windowsFrom(WISH)).toEqual([
    { from_day: "2026-03-02", until_day: "2026-03-20", weekdays: [0, 2], starts_minute: 0, ends_minute: 720 },
  ]);
});

test("parts that follow one another are one span, others are two", () => {
  expect(minutes({ ...WISH, parts: ["afternoon", "morning"] })).toEqual([[0, 1020]]);
  expect(minutes({ ...WISH, parts: ["morning", "evening"] })).toEqual([
    [0, 720],
    [1020, 1440],
  ]);
  expect(minutes({ ...WISH, parts: ["morning", "afternoon", "evening"] })).toEqual([[0, 1440]]);
});

test("a window says its parts again", () => {
  const window = windowsFrom({ ...WISH, parts: ["afternoon", "evening"] })[0]!;
  expect(partsIn(window)).toEqual(["afternoon", "evening"]);
  expect(partsIn({ ...window, starts_minute: 0 })).toBeNull();
  expect(partsIn({ ...window, starts_minute: 800 })).toBeNull();
});

test("a wish needs days in order, a weekday and a part of the day", () => {
  expect(wishProblem({ ...WISH, weekdays: ALL_DAYS })).toBeNull();
  expect(wishProblem({ ...WISH, until: "2026-03-01" })).toBe("order");
  expect(wishProblem({ ...WISH, weekdays: [] })).toBe("daysNeeded");
  expect(wishProblem({ ...WISH, parts: [] })).toBe("partsNeeded");
});
