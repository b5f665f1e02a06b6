import { staleTags } from "./stale-tags";

const event = (name: string, data = {}) => ({ id: "1-0", event: name, at: "", clinic_id: null, data });

test("an event of a visit makes that visit, the lists and the free times old", () => {
  expect(staleTags(event("scheduling.appointment_booked", { appointment_id: "a1" }))).toEqual([
    "Slot",
    "Hold",
    "Waitlist",
    { type: "Appointment", id: "a1" },
    { type: "Appointment", id: "LIST" },
  ]);
});

test("an event of a domain we do not show changes nothing", () => {
  expect(staleTags(event("payments.invoice_paid"))).toEqual([]);
});
