import { lateRule } from "./late-rule";

const RULES = { cancellation_notice_minutes: 1440, late_fee: { amount_minor: 2000, currency: "EUR" } };
const STARTS = "2026-03-03T13:30:00Z";
const LAST = Date.parse("2026-03-02T13:30:00Z");

test("a day before is in time, a moment later is late", () => {
  expect(lateRule(RULES, STARTS, LAST)).toEqual({ until: LAST, isLate: false, fee: RULES.late_fee });
  expect(lateRule(RULES, STARTS, LAST + 1)?.isLate).toBe(true);
});

test("without notice there is no rule, without a fee it costs nothing", () => {
  expect(lateRule({ ...RULES, cancellation_notice_minutes: 0 }, STARTS, LAST + 1)).toBeNull();
  expect(lateRule(undefined, STARTS, LAST)).toBeNull();
  expect(
    lateRule({ ...RULES, late_fee: { amount_minor: 0, currency: "EUR" } }, STARTS, LAST)?.fee,
  ).toBeNull();
  expect(lateRule({ ...RULES, late_fee: null }, STARTS, LAST)?.fee).toBeNull();
});
