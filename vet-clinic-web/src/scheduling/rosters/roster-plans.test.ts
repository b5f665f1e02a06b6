import {
  EMPTY_WEEK,
  holdsOn,
  letterOf,
  minutesOfWeek,
  mondayOnWorkdays,
  planProblem,
  plansOf,
  turnOf,
  weeklyHoursOn,
  windowsOf,
  withDay,
  withWeeks,
  type Plan,
  type RosterWindow,
} from "./roster-plans";

const MORNING = { starts: 480, ends: 720 };
const EVENING = { starts: 840, ends: 1320 };
const PLAN: Plan = { from: "2026-03-04", until: null, weeks: [EMPTY_WEEK, EMPTY_WEEK] };
const turns = withDay(withDay(PLAN, 0, 0, [MORNING]), 1, 0, [EVENING]);

test("windows become plans and plans the same windows", () => {
  const windows: RosterWindow[] = windowsOf([turns]);
  expect(windows).toEqual([
    {
      weekday: 0,
      starts_local: "08:00",
      ends_local: "12:00",
      effective_from: "2026-03-04",
      effective_until: null,
      rotation_weeks: 2,
      rotation_week: 0,
    },
    {
      weekday: 0,
      starts_local: "14:00",
      ends_local: "22:00",
      effective_from: "2026-03-04",
      effective_until: null,
      rotation_weeks: 2,
      rotation_week: 1,
    },
  ]);
  expect(plansOf(windows)).toEqual([turns]);
});

test("windows with other days of validity are another plan, earliest first", () => {
  const winter = { ...turns, from: "2025-11-01", until: "2026-03-03" };
  expect(plansOf(windowsOf([turns, winter])).map(({ from }) => from)).toEqual(["2025-11-01", "2026-03-04"]);
});

test("weeks take turns from the Monday of the first day", () => {
  expect(
    ["2026-03-04", "2026-03-08", "2026-03-09", "2026-03-15", "2026-03-16"].map((on) => turnOf(turns, on)),
  ).toEqual([0, 0, 1, 1, 0]);
  expect(weeklyHoursOn([turns], "2026-03-09")).toEqual([EVENING]);
  expect(weeklyHoursOn([turns], "2026-03-16")).toEqual([MORNING]);
});

test("weeks keep their turns when the clocks change", () => {
  expect(turnOf(turns, "2026-03-30")).toBe(0);
  expect(turnOf(turns, "2026-10-26")).toBe(0);
  expect(turnOf(turns, "2026-11-02")).toBe(1);
});

test("a plan counts on its first and last day, not around them", () => {
  const spring = { ...turns, until: "2026-05-31" };
  expect(holdsOn(spring, "2026-03-03")).toBe(false);
  expect(holdsOn(spring, "2026-03-04")).toBe(true);
  expect(holdsOn(spring, "2026-05-31")).toBe(true);
  expect(holdsOn(spring, "2026-06-01")).toBe(false);
  expect(weeklyHoursOn([spring], "2026-03-02")).toEqual([]);
});

test("a week that is added begins as a copy of the last", () => {
  expect(withWeeks(turns, 3).weeks[2]).toEqual(turns.weeks[1]);
  expect(withWeeks(turns, 1).weeks).toEqual([turns.weeks[0]]);
  expect(letterOf(2)).toBe("C");
});

test("Monday's hours go to the other working days, not to the weekend", () => {
  const week = mondayOnWorkdays(turns, 0).weeks[0] ?? [];
  expect(week.map((hours) => hours.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
  expect(minutesOfWeek(week)).toBe(5 * 240);
});

test("a plan has a first day, and its last day is not before it", () => {
  expect(planProblem({ ...PLAN, from: "" })).toBe("from");
  expect(planProblem({ ...PLAN, until: "2026-03-03" })).toBe("order");
  expect(planProblem({ ...PLAN, until: "2026-03-04" })).toBeNull();
});
