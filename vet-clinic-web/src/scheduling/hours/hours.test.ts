import { clockOf, hoursFrom, hoursOf, isOvernight, minutesIn, textOf, windowsOf } from "./hours";

test.each([
  ["8-12", [[480, 720]]],
  [
    "8–12, 13:30–18",
    [
      [480, 720],
      [810, 1080],
    ],
  ],
  [
    "13:30 - 18:00; 08:00 - 12:00",
    [
      [480, 720],
      [810, 1080],
    ],
  ],
  ["830-1215", [[510, 735]]],
  ["8.15 bis 12", [[495, 720]]],
  ["0-24", [[0, 1440]]],
  ["20-6", [[1200, 360]]],
  ["18-24:00", [[1080, 1440]]],
  ["", []],
  ["  ,", []],
])("%j is read", (typed, expected) => {
  expect(hoursFrom(typed)?.map(({ starts, ends }) => [starts, ends])).toEqual(expected);
});

test.each(["8", "8-8", "25-26", "8:75-9", "24-6", "morning", "8-24:30"])(
  "%j is not taken for hours",
  (typed) => {
    expect(hoursFrom(typed)).toBeNull();
  },
);

test("what was read is written the same way every time", () => {
  expect(textOf(hoursFrom("8-12,1330-18") ?? [])).toBe("08:00–12:00, 13:30–18:00");
  expect(clockOf(1440)).toBe("24:00");
});

test("the wire's times come and go unchanged", () => {
  const windows = [
    { starts_local: "08:00", ends_local: "12:00" },
    { starts_local: "22:00", ends_local: "24:00" },
  ];
  expect(windowsOf(hoursOf([{ starts_local: "22:00:00", ends_local: "24:00" }, windows[0]!]))).toEqual(
    windows,
  );
});

test("a night counts its hours after midnight, overlapping windows count once", () => {
  expect(isOvernight({ starts: 1200, ends: 360 })).toBe(true);
  expect(minutesIn([{ starts: 1200, ends: 360 }])).toBe(600);
  expect(
    minutesIn([
      { starts: 480, ends: 720 },
      { starts: 660, ends: 780 },
    ]),
  ).toBe(300);
});
