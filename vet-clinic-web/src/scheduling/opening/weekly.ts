/** The clinic's week between the wire and the form: windows with a weekday, and seven days with their hours. */
import type { OpeningOut } from "@/api/generated.gen";

import { clockOf, minutesFrom, type Hours } from "../hours/hours";

type Weekly = OpeningOut["weekly"];

export function weekFrom(weekly: Weekly): Hours[][] {
  return Array.from({ length: 7 }, (_, weekday) =>
    weekly
      .filter((window) => window.weekday === weekday)
      .map((window) => ({ starts: minutesFrom(window.opens_local), ends: minutesFrom(window.closes_local) }))
      .sort((a, b) => a.starts - b.starts),
  );
}

export function weeklyFrom(week: readonly (readonly Hours[])[]): Weekly {
  return week.flatMap((hours, weekday) =>
    hours.map(({ starts, ends }) => ({ weekday, opens_local: clockOf(starts), closes_local: clockOf(ends) })),
  );
}
