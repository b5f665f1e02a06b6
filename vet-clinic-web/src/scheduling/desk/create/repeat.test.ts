import { ruleOf } from "./repeat";

test("a rhythm becomes a rule of the calendar standard", () => {
  const rule = (rhythm: Parameters<typeof ruleOf>[0]["rhythm"], count = 6) =>
    ruleOf({ rhythm, count }, "2026-03-03");
  expect(rule("none")).toBeNull();
  expect(rule("daily")).toBe("FREQ=DAILY;INTERVAL=1;COUNT=6");
  expect(rule("weekly")).toBe("FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=6");
  expect(rule("fortnightly")).toBe("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=6");
  expect(rule("monthly")).toBe("FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=3;COUNT=6");
});

test("a number nobody meant is brought into bounds", () => {
  expect(ruleOf({ rhythm: "daily", count: 0 }, "2026-03-03")).toContain("COUNT=1");
  expect(ruleOf({ rhythm: "daily", count: 900 }, "2026-03-03")).toContain("COUNT=104");
  expect(ruleOf({ rhythm: "daily", count: Number.NaN }, "2026-03-03")).toContain("COUNT=1");
});
