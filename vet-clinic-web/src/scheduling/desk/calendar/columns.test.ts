import { visit } from "@/testing/world";

import { byDay, byRoom, byVeterinarian, columnsOf, outside, windowOf } from "./columns";
import { neighbourOf } from "./neighbours";

const DATE = "2026-03-03";
const VETS = [
  { id: "vet-1", name: "A" },
  { id: "vet-2", name: "B" },
  { id: "vet-3", name: "C" },
];
type Visits = ReturnType<typeof visit>[];
const day = (visits: Visits) => columnsOf(byVeterinarian(DATE, VETS, visits));
const lanes = (visits: Visits) =>
  day(visits)[0]?.blocks.map(({ appointment, lane, lanes: of }) => [appointment.id, lane, of]);
const conflicts = (columns: ReturnType<typeof columnsOf>) =>
  columns.flatMap(({ blocks }) =>
    blocks.filter(({ isConflict }) => isConflict).map(({ appointment }) => appointment.id),
  );

test("every vet has a column, also one without visits and one who left", () => {
  const columns = day([visit("a", "2026-03-03T09:00", { veterinarian_id: "gone", veterinarian_name: "D" })]);
  expect(columns.map(({ name, blocks }) => [name, blocks.length])).toEqual([
    ["A", 0],
    ["B", 0],
    ["C", 0],
    ["D", 1],
  ]);
});

test("every room has a column, and visits without one have theirs", () => {
  const visits = [
    visit("a", "2026-03-03T09:00", { room_id: "room-1" }),
    visit("b", "2026-03-03T09:00"),
    visit("c", "2026-03-03T10:00", { room_id: "room-that-closed" }),
  ];
  const columns = columnsOf(byRoom(DATE, [{ id: "room-1", name: "Room 1" }], visits, "No room"));
  expect(columns.map(({ name, blocks }) => [name, blocks.map(({ appointment }) => appointment.id)])).toEqual([
    ["No room", ["b", "c"]],
    ["Room 1", ["a"]],
  ]);
});

test("a week has a column a day", () => {
  const columns = columnsOf(
    byDay([DATE, "2026-03-04"], [visit("a", "2026-03-04T09:00")], (date) => date.slice(8)),
  );
  expect(columns.map(({ name, blocks }) => [name, blocks.length])).toEqual([
    ["03", 0],
    ["04", 1],
  ]);
});

test("visits that touch do not share their width, visits that overlap do", () => {
  expect(lanes([visit("a", "2026-03-03T09:00"), visit("b", "2026-03-03T09:30")])).toEqual([
    ["a", 0, 1],
    ["b", 0, 1],
  ]);
  expect(
    lanes([visit("a", "2026-03-03T09:00"), visit("b", "2026-03-03T09:15"), visit("c", "2026-03-03T09:30")]),
  ).toEqual([
    ["a", 0, 2],
    ["b", 1, 2],
    ["c", 0, 2],
  ]);
});

test("two live visits of one vet at once are marked; a cancelled one beside them is not", () => {
  const visits = [
    visit("a", "2026-03-03T09:00"),
    visit("b", "2026-03-03T09:15"),
    visit("c", "2026-03-03T09:00", { status: "cancelled" }),
    visit("d", "2026-03-03T12:00"),
    visit("e", "2026-03-03T12:30"),
  ];
  expect(conflicts(day(visits))).toEqual(["a", "b"]);
});

test("in a week two vets at once are no conflict, one room at once is", () => {
  const two = { veterinarian_id: "vet-2" };
  const week = (...visits: Visits) => conflicts(columnsOf(byDay([DATE], visits, String)));
  expect(week(visit("a", "2026-03-03T09:00"), visit("b", "2026-03-03T09:00", two))).toEqual([]);
  expect(
    week(
      visit("a", "2026-03-03T09:00", { room_id: "room-1" }),
      visit("b", "2026-03-03T09:00", { ...two, room_id: "room-1" }),
    ),
  ).toEqual(["a", "b"]);
});

test("a class of several patients is no conflict", () => {
  const visits = [visit("a", "2026-03-03T09:00"), visit("b", "2026-03-03T09:00")];
  expect(conflicts(columnsOf(byVeterinarian(DATE, VETS, visits), () => true))).toEqual([]);
});

test("a visit under blocked time is marked, one that touches it is not", () => {
  const [seed] = byVeterinarian(DATE, VETS, [visit("a", "2026-03-03T09:00"), visit("b", "2026-03-03T09:30")]);
  const mark = { id: "m", kind: "time_off", reason: null, isWhole: true, from: 570, to: 700 } as const;
  expect(conflicts(columnsOf([{ ...seed!, marks: [mark] }]))).toEqual(["b"]);
});

test("the window holds working hours and every visit, in whole hours", () => {
  expect(windowOf([], day([]))).toEqual({ from: 540, to: 1020 });
  const early = day([visit("a", "2026-03-03T06:45"), visit("b", "2026-03-03T18:45")]);
  expect(windowOf([{ from: 480, to: 1080 }], early)).toEqual({ from: 360, to: 1200 });
});

test("lunch and the hours around the day are outside", () => {
  const open = [
    { from: 840, to: 1080 },
    { from: 540, to: 720 },
  ];
  expect(outside({ from: 480, to: 1140 }, open)).toEqual([
    { from: 480, to: 540 },
    { from: 720, to: 840 },
    { from: 1080, to: 1140 },
  ]);
});

test("arrows go along the column and to the nearest time beside, past empty columns", () => {
  const columns = day([
    visit("a", "2026-03-03T09:00"),
    visit("b", "2026-03-03T12:00"),
    visit("c", "2026-03-03T08:00", { veterinarian_id: "vet-3" }),
    visit("d", "2026-03-03T11:30", { veterinarian_id: "vet-3" }),
  ]);
  expect(neighbourOf(columns, "a", "ArrowDown")).toBe("b");
  expect(neighbourOf(columns, "b", "ArrowDown")).toBeUndefined();
  expect(neighbourOf(columns, "b", "ArrowRight")).toBe("d");
  expect(neighbourOf(columns, "c", "ArrowLeft")).toBe("a");
  expect(neighbourOf(columns, "a", "ArrowLeft")).toBeUndefined();
});
