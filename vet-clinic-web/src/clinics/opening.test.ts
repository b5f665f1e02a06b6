import { DateTime } from "luxon";

import { hoursOf, openingState } from "./opening";

const ZONE = "Europe/Berlin";
const WEEK = [
  { weekday: 0, opens: "08:00:00", closes: "12:00:00" },
  { weekday: 0, opens: "14:00:00", closes: "18:00:00" },
  { weekday: 4, opens: "20:00:00", closes: "02:00:00" },
];
const stateAt = (local: string) => {
  const state = openingState(WEEK, ZONE, DateTime.fromISO(local, { zone: ZONE }));
  return state.isOpen
    ? `until ${state.closesAt.toFormat("ccc HH:mm")}`
    : `from ${state.opensAt?.toFormat("ccc HH:mm")}`;
};

test("opening counts, closing does not", () => {
  expect(stateAt("2026-03-02T08:00")).toBe("until Mon 12:00");
  expect(stateAt("2026-03-02T12:00")).toBe("from Mon 14:00");
  expect(stateAt("2026-03-02T18:00")).toBe("from Fri 20:00");
});

test("a night's opening lasts into the next day", () => {
  expect(stateAt("2026-03-06T23:00")).toBe("until Sat 02:00");
  expect(stateAt("2026-03-07T01:59")).toBe("until Sat 02:00");
  expect(stateAt("2026-03-07T02:00")).toBe("from Mon 08:00");
});

test("local hours keep their meaning when the clocks change", () => {
  const sunday = [{ weekday: 6, opens: "01:00:00", closes: "04:00:00" }];
  const state = openingState(sunday, ZONE, DateTime.fromISO("2026-03-29T00:30:00Z"));
  expect(state.isOpen && state.closesAt.toUTC().toISO()).toBe("2026-03-29T02:00:00.000Z");
});

test("a clinic without hours never opens", () => {
  expect(openingState([], ZONE, DateTime.now())).toEqual({ isOpen: false, opensAt: null });
});

test("a day's hours are listed in order", () => {
  expect(hoursOf(WEEK.toReversed(), 0)).toEqual(["08:00–12:00", "14:00–18:00"]);
  expect(hoursOf(WEEK, 1)).toEqual([]);
});
