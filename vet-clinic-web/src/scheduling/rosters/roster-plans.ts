/**
 * A vet's weekly hours the way a practice thinks of them: plans with a first and a last day, each one week or several that take
 * turns (week A, week B). The API keeps plain windows; this turns one into the other.
 */
import { DateTime } from "luxon";

import { clockOf, hoursOf, minutesIn, type Hours } from "../hours/hours";

export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;
export const MOST_WEEKS = 8;

export type RosterWindow = {
  weekday: number;
  starts_local: string;
  ends_local: string;
  effective_from: string;
  effective_until: string | null;
  rotation_weeks: number;
  rotation_week: number;
};

/** The hours of seven days, Monday first. */
export type Week = readonly (readonly Hours[])[];
export type Plan = { from: string; until: string | null; weeks: readonly Week[] };

export const EMPTY_WEEK: Week = WEEKDAYS.map(() => []);

function keyOf({ effective_from, effective_until, rotation_weeks }: RosterWindow): string {
  return `${effective_from}|${effective_until ?? ""}|${rotation_weeks}`;
}

function weekOf(windows: readonly RosterWindow[]): Week {
  return WEEKDAYS.map((day) => hoursOf(windows.filter(({ weekday }) => weekday === day)));
}

/** The plans behind stored windows, earliest first. */
export function plansOf(windows: readonly RosterWindow[]): Plan[] {
  const groups = new Map<string, RosterWindow[]>();
  for (const window of windows) groups.set(keyOf(window), [...(groups.get(keyOf(window)) ?? []), window]);
  return [...groups.values()]
    .map((group) => {
      const [first] = group as [RosterWindow];
      return {
        from: first.effective_from,
        until: first.effective_until,
        weeks: Array.from({ length: first.rotation_weeks }, (_, week) =>
          weekOf(group.filter(({ rotation_week }) => rotation_week === week)),
        ),
      };
    })
    .sort((a, b) => a.from.localeCompare(b.from));
}

export function windowsOf(plans: readonly Plan[]): RosterWindow[] {
  return plans.flatMap(({ from, until, weeks }) =>
    weeks.flatMap((week, rotationWeek) =>
      week.flatMap((day, weekday) =>
        day.map(({ starts, ends }) => ({
          weekday,
          starts_local: clockOf(starts),
          ends_local: clockOf(ends),
          effective_from: from,
          effective_until: until,
          rotation_weeks: weeks.length,
          rotation_week: rotationWeek,
        })),
      ),
    ),
  );
}

const day = (date: string) => DateTime.fromISO(date, { zone: "utc" });

/** Which of its weeks a plan is in on a day; counted in whole weeks from the Monday of its first day. */
export function turnOf(plan: Plan, date: string): number {
  const weeks = day(date).startOf("week").diff(day(plan.from).startOf("week"), "weeks").weeks;
  const length = plan.weeks.length;
  return ((Math.round(weeks) % length) + length) % length;
}

export function holdsOn({ from, until }: Plan, date: string): boolean {
  return from <= date && (until === null || date <= until);
}

/** The weekly hours that begin on a calendar day, of every plan that holds then. */
export function weeklyHoursOn(plans: readonly Plan[], date: string): Hours[] {
  return plans
    .filter((plan) => holdsOn(plan, date))
    .flatMap((plan) => plan.weeks[turnOf(plan, date)]?.[day(date).weekday - 1] ?? [])
    .sort((a, b) => a.starts - b.starts);
}

/** 0 is "A", 1 is "B". */
export function letterOf(week: number): string {
  return String.fromCharCode(65 + week);
}

/** One week more or less; a new week begins as a copy of the last one. */
export function withWeeks(plan: Plan, count: number): Plan {
  const last = plan.weeks.at(-1) ?? EMPTY_WEEK;
  return { ...plan, weeks: Array.from({ length: count }, (_, week) => plan.weeks[week] ?? last) };
}

export function withDay(plan: Plan, week: number, weekday: number, hours: readonly Hours[]): Plan {
  return {
    ...plan,
    weeks: plan.weeks.map((each, index) =>
      index === week ? each.map((old, position) => (position === weekday ? hours : old)) : each,
    ),
  };
}

/** Monday's hours on Tuesday to Friday too. */
export function mondayOnWorkdays(plan: Plan, week: number): Plan {
  const monday = plan.weeks[week]?.[0] ?? [];
  return [1, 2, 3, 4].reduce((changed, weekday) => withDay(changed, week, weekday, monday), plan);
}

export function minutesOfWeek(week: Week): number {
  return week.reduce((sum, hours) => sum + minutesIn(hours), 0);
}

/** Why a plan cannot be kept as it stands. */
export function planProblem({ from, until }: Plan): "from" | "order" | null {
  if (from === "") return "from";
  return until !== null && until < from ? "order" : null;
}
