import { DateTime } from "luxon";
import { ageOf } from "./age";

const today = DateTime.fromISO("2026-03-01", { zone: "utc" });

test.each([
  ["2021-03-01", { unit: "years", count: 5 }],
  ["2021-03-02", { unit: "years", count: 4 }],
  ["2025-12-01", { unit: "months", count: 3 }],
  ["2026-01-10", { unit: "weeks", count: 7 }],
  ["2026-03-01", { unit: "weeks", count: 0 }],
])("born on %s", (bornOn, age) => {
  expect(ageOf(bornOn, today)).toEqual(age);
});
