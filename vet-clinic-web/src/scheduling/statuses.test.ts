import { mayChange, stepsFor } from "./statuses";

test("the front desk receives, clinical staff treats", () => {
  expect(stepsFor("confirmed", ["receptionist"], true)).toEqual(["checkIn", "markMissed", "cancel"]);
  expect(stepsFor("confirmed", ["veterinarian"], true)).toEqual([]);
  expect(stepsFor("checked_in", ["veterinarian"], true)).toEqual(["start"]);
  expect(stepsFor("checked_in", ["receptionist"], true)).toEqual(["cancel"]);
  expect(stepsFor("in_progress", ["technician"], true)).toEqual(["finish"]);
  expect(stepsFor("checked_in", ["veterinarian", "clinic_administrator"], true)).toEqual(["start", "cancel"]);
});

test("nobody has missed a visit that is still to come", () => {
  expect(stepsFor("confirmed", ["receptionist"], false)).toEqual(["checkIn", "cancel"]);
});

test("who comes late after all is checked in; what is over stays over", () => {
  expect(stepsFor("missed", ["receptionist"], true)).toEqual(["checkIn"]);
  expect(stepsFor("completed", ["receptionist", "veterinarian"], true)).toEqual([]);
  expect(stepsFor("cancelled", ["receptionist", "veterinarian"], true)).toEqual([]);
});

test("owners change a visit until it begins", () => {
  const visit = { status: "confirmed", starts_at: "2026-03-03T13:30:00Z" } as const;
  expect(mayChange(visit, Date.parse("2026-03-03T13:29:59Z"))).toBe(true);
  expect(mayChange(visit, Date.parse("2026-03-03T13:30:00Z"))).toBe(false);
  expect(mayChange({ ...visit, status: "checked_in" }, 0)).toBe(false);
});
