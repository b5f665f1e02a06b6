import { TYPES, visit } from "@/testing/world";

import { byRoom, byVeterinarian, columnsOf } from "./columns";
import { classesOf, classIdOf, isClassId, leadOf, stateOf } from "./classes";

const DATE = "2026-03-03";
const VETS = [
  { id: "vet-1", name: "A" },
  { id: "vet-2", name: "B" },
];
const HOUR = [{ ...TYPES[0]!, capacity: 6 }];
const at = (id: string, more: Parameters<typeof visit>[2] = {}) => visit(id, `${DATE}T10:00`, more);

test("visits of one service, vet and time are one class; who called off takes no place", () => {
  const visits = [
    at("a", { pet_name: "Nele" }),
    at("b", { pet_name: "Luna" }),
    at("c", { pet_name: "Mopsi", status: "cancelled" }),
    at("d", { veterinarian_id: "vet-2" }),
    visit("e", `${DATE}T11:00`),
  ];
  const classes = classesOf(visits, HOUR);
  expect([...classes.values()].map((each) => each.visits.map(({ id }) => id))).toEqual([
    ["b", "c", "a"],
    ["d"],
    ["e"],
  ]);
  const first = classes.get(classIdOf(visits[0]!))!;
  expect([first.capacity, first.taken.map(({ pet_name: name }) => name)]).toEqual([6, ["Luna", "Nele"]]);
  expect([isClassId(first.id), isClassId("a")]).toEqual([true, false]);
  expect(classesOf(visits, TYPES).size).toBe(0);
});

test("a class is one block, as long as its longest visit, beside what else lies there", () => {
  const visits = [
    at("a"),
    at("b", { duration_minutes: 45 }),
    at("c", { status: "cancelled", duration_minutes: 90 }),
    visit("z", `${DATE}T10:40`, { appointment_type_id: "type-2" }),
  ];
  const classes = classesOf(visits, HOUR);
  const [column] = columnsOf(byVeterinarian(DATE, VETS, visits), () => false, classes);
  expect(column!.blocks.map(({ id, from, to, lane, lanes }) => [id, from, to, lane, lanes])).toEqual([
    [classIdOf(visits[0]!), 600, 645, 0, 2],
    ["z", 640, 670, 1, 2],
  ]);
  expect(column!.blocks.map(({ isConflict }) => isConflict)).toEqual([true, true]);
});

test("the members of a class are no conflict with one another", () => {
  const visits = [at("a", { room_id: "room-1" }), at("b", { room_id: "room-1" })];
  const classes = classesOf(visits, HOUR);
  const rooms = byRoom(DATE, [{ id: "room-1", name: "Room 1" }], visits, "No room");
  const columns = columnsOf(rooms, () => false, classes);
  expect(columns.map(({ blocks }) => blocks.map(({ isConflict }) => isConflict))).toEqual([[], [false]]);
});

test("whoever is still to come speaks for the class; without anybody it is cancelled", () => {
  const [off, done, ahead] = [
    at("a", { status: "cancelled" }),
    at("b", { status: "completed" }),
    at("c", { status: "confirmed" }),
  ];
  const lead = (...visits: ReturnType<typeof visit>[]) =>
    leadOf([...classesOf(visits, HOUR).values()][0]!).id;
  expect([lead(off, done, ahead), lead(off, done), lead(off)]).toEqual(["c", "b", "a"]);
  expect(stateOf(["confirmed", "checked_in", "confirmed"])).toBe("checked_in");
  expect(stateOf(["confirmed", "requested"])).toBe("requested");
  expect(stateOf([])).toBe("cancelled");
});
