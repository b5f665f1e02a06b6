import { DateTime } from "luxon";
import { freeUntil, isLate } from "./lateness";

const RULE = { cancellation_notice_minutes: 24 * 60, late_fee: null };
const at = (iso: string) => DateTime.fromISO(iso);

test("a day before means twenty-four hours, also over the change of clocks", () => {
  expect(freeUntil("2026-03-29T08:00:00Z", RULE)).toBe("2026-03-28T08:00:00Z");
});

test("the last instant is still in time, the next one is late", () => {
  expect(isLate("2026-03-03T13:30:00Z", RULE, at("2026-03-02T13:30:00Z"))).toBe(false);
  expect(isLate("2026-03-03T13:30:00Z", RULE, at("2026-03-02T13:30:01Z"))).toBe(true);
});

test("without a rule nothing is ever late", () => {
  const none = { cancellation_notice_minutes: 0, late_fee: null };
  expect(freeUntil("2026-03-03T13:30:00Z", none)).toBeNull();
  expect(isLate("2026-03-03T13:30:00Z", none, at("2026-03-03T14:00:00Z"))).toBe(false);
});
