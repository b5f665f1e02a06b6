import { visit } from "@/testing/world";

import { closedWithin, columnsOf, neighbourOf, windowOf } from "./day-grid";

const VETS = [
  { id: "vet-1", name: "A" },
  { id: "vet-2", name: "B" },
  { id: "vet-3", name: "C" },
];
const lanes = (visits: ReturnType<typeof visit>[]) =>
  columnsOf(VETS, visits)[0]?.blocks.map(({ appointment, lane, lanes: of }) => [appointment.id, lane, of]);

test("every vet has a column, also one without visits and one who left", () => {
  const columns = columnsOf(VETS, [
    visit("a", "2026-03-03T09:00", { veterinarian_id: "gone", veterinarian_name: "D" }),
  ]);
  expect(columns.map(({ name, blocks }) => [name, blocks.length])).toEqual([
    ["A", 0],
    ["B", 0],
    ["C", 0],
    ["D", 1],
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

test("the window holds opening hours and every visit, in whole hours", () => {
  expect(windowOf([], columnsOf(VETS, []))).toEqual({ from: 540, to: 1020 });
  const early = columnsOf(VETS, [visit("a", "2026-03-03T06:45"), visit("b", "2026-03-03T18:45")]);
  expect(windowOf([{ from: 480, to: 1080 }], early)).toEqual({ from: 360, to: 1200 });
});

test("lunch and the hours around the day are closed", () => {
  const open = [
    { from: 840, to: 1080 },
    { from: 540, to: 720 },
  ];
  expect(closedWithin({ from: 480, to: 1140 }, open)).toEqual([
    { from: 480, to: 540 },
    { from: 720, to: 840 },
    { from: 1080, to: 1140 },
  ]);
});

test("arrows go along the column and to the nearest time beside, past empty columns", () => {
  const columns = columnsOf(VETS, [
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
