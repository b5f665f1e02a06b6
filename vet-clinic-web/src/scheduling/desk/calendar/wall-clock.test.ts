import { clock, instantOf, localOf, minuteOn } from "./wall-clock";

const BERLIN = "Europe/Berlin";

test("an ordinary minute is its instant and back", () => {
  expect(instantOf("2026-03-03", 870, BERLIN)).toBe("2026-03-03T13:30:00Z");
  expect(minuteOn("2026-03-03", "2026-03-03T13:30:00Z", BERLIN)).toBe(870);
  expect(clock(870)).toBe("14:30");
  expect(localOf("2026-03-03", 870)).toBe("2026-03-03T14:30");
});

test("the minute that ends the day is the midnight after", () => {
  expect(instantOf("2026-03-03", 1440, BERLIN)).toBe("2026-03-03T23:00:00Z");
  expect(localOf("2026-03-31", 1440)).toBe("2026-04-01T00:00");
  expect(clock(1440)).toBe("24:00");
});

test("a local time that does not exist moves forward by the gap", () => {
  expect(instantOf("2026-03-29", 150, BERLIN)).toBe("2026-03-29T01:30:00Z"); // 02:30 becomes 03:30
  expect(instantOf("2026-10-04", 135, "Australia/Lord_Howe")).toBe("2026-10-03T15:45:00Z"); // half an hour
});

test("a local time that comes twice is the earlier one", () => {
  expect(instantOf("2026-10-25", 150, BERLIN)).toBe("2026-10-25T00:30:00Z");
  expect(instantOf("2026-11-01", 90, "America/New_York")).toBe("2026-11-01T05:30:00Z");
});

test("what begins or ends on another day stands before or behind this one", () => {
  expect(minuteOn("2026-03-03", "2026-03-02T22:00:00Z", BERLIN)).toBe(-60);
  expect(minuteOn("2026-03-03", "2026-03-04T01:00:00Z", BERLIN)).toBe(1560);
});
