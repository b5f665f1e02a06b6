import type { BoardItemOut } from "@/api/generated.gen";
import { NOW, ROOMS } from "@/testing/world";

import { freeRooms, lateMinutes, nextStep, waitingMinutes } from "./stages";

const item = (stage: BoardItemOut["stage"], more: Partial<BoardItemOut> = {}) =>
  ({
    stage,
    status: "confirmed",
    arrived_at: null,
    finished_at: null,
    room_id: null,
    ...more,
  }) as BoardItemOut;
const now = Date.parse(NOW);

test("each stage has one step on, for those who may take it", () => {
  const steps = (role: "receptionist" | "veterinarian") =>
    (["expected", "arrived", "roomed", "with_vet", "to_pay", "gone"] as const).map((stage) =>
      nextStep(item(stage), [role], true),
    );
  expect(steps("receptionist")).toEqual(["checkIn", "room", null, null, "depart", null]);
  expect(steps("veterinarian")).toEqual(["checkIn", "room", "start", "finish", "depart", null]);
  expect(nextStep(item("expected"), [], true)).toBeNull();
});

test("a request is answered first, and without rooms a visit starts from the waiting room", () => {
  expect(nextStep(item("expected", { status: "requested" }), ["receptionist"], true)).toBeNull();
  expect(nextStep(item("arrived"), ["veterinarian"], false)).toBe("start");
  expect(nextStep(item("arrived"), ["receptionist"], false)).toBeNull();
});

test("waiting counts whole minutes since the arrival, at the till since the end", () => {
  expect(waitingMinutes(item("arrived", { arrived_at: "2026-03-02T08:47:10Z" }), now)).toBe(12);
  expect(waitingMinutes(item("to_pay", { finished_at: "2026-03-02T08:55:00Z" }), now)).toBe(5);
  expect(waitingMinutes(item("with_vet", { arrived_at: "2026-03-02T08:00:00Z" }), now)).toBeNull();
  expect(waitingMinutes(item("arrived", { arrived_at: "2026-03-02T09:00:30Z" }), now)).toBe(0);
});

test("late is who should be here and is not", () => {
  expect(lateMinutes(item("expected", { starts_at: "2026-03-02T08:50:00Z" }), now)).toBe(10);
  expect(lateMinutes(item("expected", { starts_at: NOW }), now)).toBeNull();
  expect(lateMinutes(item("arrived", { starts_at: "2026-03-02T08:50:00Z" }), now)).toBeNull();
});

test("a room is free when nobody is in it", () => {
  const free = (...items: BoardItemOut[]) => freeRooms(ROOMS, items).map(({ id }) => id);
  expect(free(item("roomed", { room_id: "room-1" }))).toEqual(["room-2"]);
  expect(free(item("with_vet", { room_id: "room-2" }), item("to_pay", { room_id: "room-1" }))).toEqual([
    "room-1",
  ]);
});
