import type { RosterOut } from "@/api/generated.gen";

import { merged, openingOn, workingOn } from "./hours";

const TUESDAY = "2026-03-03";
function roster(weekday: number, starts: string, ends: string, more: Partial<RosterOut> = {}): RosterOut {
  return {
    id: `${weekday}${starts}`,
    clinic_id: "clinic-1",
    veterinarian_id: "vet-1",
    weekday,
    starts_local: starts,
    ends_local: ends,
    effective_from: "2026-01-05",
    effective_until: null,
    rotation_weeks: 1,
    rotation_week: 0,
    ...more,
  };
}
const hours = (weekly: RosterOut[], date = TUESDAY) => workingOn(date, "vet-1", { weekly, overrides: [] });

test("windows that touch or overlap are one", () => {
  expect(
    merged([
      { from: 60, to: 90 },
      { from: 0, to: 30 },
      { from: 30, to: 50 },
      { from: 80, to: 85 },
    ]),
  ).toEqual([
    { from: 0, to: 50 },
    { from: 60, to: 90 },
  ]);
});

test("a vet works by the weekday, between the first and the last day", () => {
  const weekly = [roster(1, "08:00:00", "12:00:00"), roster(2, "08:00:00", "12:00:00")];
  expect(hours(weekly)).toEqual([{ from: 480, to: 720 }]);
  expect(hours([roster(1, "08:00:00", "12:00:00", { effective_from: "2026-03-04" })])).toEqual([]);
  expect(hours([roster(1, "08:00:00", "12:00:00", { effective_until: "2026-03-02" })])).toEqual([]);
  expect(hours([roster(1, "08:00:00", "12:00:00", { veterinarian_id: "vet-2" })])).toEqual([]);
});

test("a night duty reaches into the next morning, 24:00 ends the day, equal ends are nothing", () => {
  expect(hours([roster(0, "22:00:00", "06:00:00"), roster(1, "20:00:00", "24:00:00")])).toEqual([
    { from: 0, to: 360 },
    { from: 1200, to: 1440 },
  ]);
  expect(hours([roster(1, "08:00:00", "08:00:00")])).toEqual([]);
});

test("weeks take turns, counted from the Monday of the first day", () => {
  const odd = roster(1, "08:00:00", "12:00:00", { rotation_weeks: 2, rotation_week: 1 });
  expect(hours([odd], "2026-01-06")).toEqual([]);
  expect(hours([odd], "2026-01-13")).toHaveLength(1);
});

test("an override replaces the week of its day, also with nothing", () => {
  const weekly = [roster(1, "08:00:00", "12:00:00")];
  const override = { clinic_id: "clinic-1", veterinarian_id: "vet-1", on_day: TUESDAY, note: null };
  const windows = [{ starts_local: "14:00:00", ends_local: "16:00:00" }];
  expect(workingOn(TUESDAY, "vet-1", { weekly, overrides: [{ ...override, windows }] })).toEqual([
    { from: 840, to: 960 },
  ]);
  expect(workingOn(TUESDAY, "vet-1", { weekly, overrides: [{ ...override, windows: [] }] })).toEqual([]);
});

test("a holiday closes the clinic unless it opens anyway or says its own hours", () => {
  const weekly = [{ weekday: 1, opens_local: "08:00:00", closes_local: "18:00:00" }];
  const holiday = { on_day: TUESDAY, name: "Founders' Day", is_open: false };
  expect(openingOn(TUESDAY, { weekly, overrides: [], holidays: [holiday] })).toEqual({
    open: [],
    holiday: "Founders' Day",
  });
  const open = { open: [{ from: 480, to: 1080 }], holiday: null };
  expect(openingOn(TUESDAY, { weekly, overrides: [], holidays: [{ ...holiday, is_open: true }] })).toEqual(
    open,
  );
  const overrides = [
    { on_day: TUESDAY, windows: [{ starts_local: "10:00:00", ends_local: "12:00:00" }], note: "" },
  ];
  expect(openingOn(TUESDAY, { weekly, overrides, holidays: [holiday] })).toEqual({
    open: [{ from: 600, to: 720 }],
    holiday: null,
  });
});
