/** The hand on the calendar: visits are carried, refused, brought back and insisted upon; free time is drawn on. */
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import type { AppointmentOut, RescheduleIn } from "@/api/generated.gen";
import { FakeSocket } from "@/testing/fake-socket";
import { drag, layOut, y } from "@/testing/hand";
import { renderApp } from "@/testing/render";
import { at, page, problem, server } from "@/testing/server";
import { CLIENT, NOW, staff, visit } from "@/testing/world";

const FIRST = visit("a", "2026-03-02T09:00", { pet_name: "Pretzel" });
const SECOND = visit("b", "2026-03-02T12:00", { pet_name: "Luna" });

function clinicWith(visits: AppointmentOut[], role: "receptionist" | "technician" = "receptionist") {
  const state = { visits, wishes: [] as [RescheduleIn, string | null][] };
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json(staff(role))),
    http.get(at("/scheduling/appointments"), () => page(state.visits)),
    http.get(at("/clinics/clinic-1/clients"), () => page([CLIENT])),
    http.post(at("/scheduling/appointments/:id/reschedule"), async ({ request, params }) => {
      const wish = (await request.json()) as RescheduleIn;
      state.wishes.push([wish, request.headers.get("If-Match")]);
      const before = state.visits.find(({ id }) => id === params["id"])!;
      const local = new Date(Date.parse(wish.starts_at) + 3_600_000).toISOString().slice(0, 16);
      const after = {
        ...before,
        starts_at: wish.starts_at,
        starts_local: local,
        duration_minutes: wish.duration_minutes ?? before.duration_minutes,
        veterinarian_id: wish.veterinarian_id ?? before.veterinarian_id,
        version: before.version + 1,
      };
      state.visits = state.visits.map((each) => (each.id === after.id ? after : each));
      return HttpResponse.json(after);
    }),
  );
  return state;
}

const open = (query = "") => renderApp(`/desk/clinic-1${query}`, { hasFakeTimers: true });
const block = (name: RegExp) => screen.findByRole("button", { name });
const column = (key: string) => document.querySelector(`[data-column="${key}"]`)!;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), shouldAdvanceTime: true });
  layOut();
});

test("a visit is carried to another time and another vet, and taken back with one press", async () => {
  const state = clinicWith([FIRST]);
  const { user } = open();
  drag(await block(/^09:00, Pretzel/), [50, y("09:10")], [250, y("11:16")]);
  await block(/^11:00, Pretzel.*Dr. Tarek Brinkmann/);
  await waitFor(() =>
    expect(state.wishes).toEqual([[{ starts_at: "2026-03-02T10:00:00Z", veterinarian_id: "vet-2" }, '"1"']]),
  );
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await block(/^09:00, Pretzel.*Dr. Amara Lindqvist/);
  await waitFor(() =>
    expect(state.wishes[1]).toEqual([{ starts_at: "2026-03-02T08:00:00Z", veterinarian_id: "vet-1" }, '"2"']),
  );
});

test("its lower edge makes a visit longer", async () => {
  const state = clinicWith([FIRST]);
  open();
  const edge = (await block(/^09:00, Pretzel/)).querySelector("[data-edge]")!;
  drag(edge, [50, y("09:30")], [50, y("09:51")]);
  await waitFor(() =>
    expect(state.wishes).toEqual([[{ starts_at: "2026-03-02T08:00:00Z", duration_minutes: 50 }, '"1"']]),
  );
});

test("a refused move brings the visit back, says why, and can be insisted upon with a reason", async () => {
  const state = clinicWith([FIRST]);
  server.use(
    http.post(
      at("/scheduling/appointments/a/reschedule"),
      () => problem(409, "scheduling.not_offered", { reason: "off_duty" }),
      { once: true },
    ),
  );
  const { user } = open();
  drag(await block(/^09:00, Pretzel/), [50, y("09:10")], [50, y("17:10")]);
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText("Pretzel stays where it was")).toBeVisible();
  expect(within(dialog).getByText(/The vet does not work then/)).toBeVisible();
  expect(document.querySelector("[data-visit='a']")).toHaveTextContent("09:00");
  await user.type(within(dialog).getByLabelText(/Do it anyway/), "Bleeding");
  await user.click(within(dialog).getByRole("button", { name: "Do it anyway" }));
  await waitFor(() =>
    expect(state.wishes).toEqual([
      [{ starts_at: "2026-03-02T16:00:00Z", override_reason: "Bleeding" }, '"1"'],
    ]),
  );
  await block(/^17:00, Pretzel/);
});

test("who insists and is refused again learns that the pet itself is elsewhere, and is not asked once more", async () => {
  clinicWith([FIRST]);
  server.use(
    http.post(at("/scheduling/appointments/a/reschedule"), () => problem(409, "scheduling.slot_taken")),
  );
  const { user } = open();
  drag(await block(/^09:00, Pretzel/), [50, y("09:10")], [50, y("17:10")]);
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText("Somebody else has this time.")).toBeVisible();
  await user.type(dialog.getByLabelText(/Do it anyway/), "Bleeding");
  await user.click(dialog.getByRole("button", { name: "Do it anyway" }));
  expect(await screen.findByText(/^The patient has another visit at that time/)).toBeVisible();
  expect(screen.queryByLabelText(/Do it anyway/)).not.toBeInTheDocument();
});

test("Escape lets go without a change", async () => {
  const state = clinicWith([FIRST]);
  open();
  const visitBlock = await block(/^09:00, Pretzel/);
  fireEvent.pointerDown(visitBlock, { clientX: 50, clientY: y("09:10"), button: 0 });
  fireEvent.pointerMove(window, { clientX: 50, clientY: y("12:10") });
  expect(document.querySelector("[data-ghost]")).toHaveTextContent("12:00–12:30 Pretzel");
  fireEvent.keyDown(window, { key: "Escape" });
  fireEvent.pointerUp(window, { clientX: 50, clientY: y("12:10") });
  expect(document.querySelector("[data-ghost]")).toBeNull();
  expect(state.wishes).toEqual([]);
});

test("the keyboard picks up, carries, puts down and puts back", async () => {
  const state = clinicWith([FIRST]);
  const { user } = open();
  const visitBlock = await block(/^09:00, Pretzel/);
  act(() => visitBlock.focus());
  await user.keyboard(" {ArrowDown}{ArrowDown}{Escape}");
  expect(screen.getByText("Pretzel is back where it was.")).toBeInTheDocument();
  expect(state.wishes).toEqual([]);
  await user.keyboard(" {ArrowDown}{ArrowRight}");
  expect(screen.getByText("09:15 to 09:45, Dr. Tarek Brinkmann")).toBeInTheDocument();
  await user.keyboard("{Enter}");
  await waitFor(() =>
    expect(state.wishes).toEqual([[{ starts_at: "2026-03-02T08:15:00Z", veterinarian_id: "vet-2" }, '"1"']]),
  );
  expect(screen.queryByRole("complementary")).not.toBeInTheDocument();
});

test("while a visit is held nothing changes under the pointer; afterwards everything is there", async () => {
  const state = clinicWith([FIRST]);
  open();
  const visitBlock = await block(/^09:00, Pretzel/);
  await waitFor(() => expect(FakeSocket.all).toHaveLength(1));
  fireEvent.pointerDown(visitBlock, { clientX: 50, clientY: y("09:10"), button: 0 });
  fireEvent.pointerMove(window, { clientX: 50, clientY: y("10:10") });
  state.visits = [FIRST, SECOND];
  act(() => {
    FakeSocket.last.serverOpens();
    FakeSocket.last.serverSays({ type: "ready", id: "1-0" });
    FakeSocket.last.serverSays({
      type: "event",
      id: "2-0",
      event: "scheduling.appointment_booked",
      at: NOW,
      clinic_id: "clinic-1",
      data: { appointment_id: "b" },
    });
  });
  await screen.findByText(/Changed: 12:00, Luna/);
  expect(screen.queryByRole("button", { name: /Luna/ })).not.toBeInTheDocument();
  fireEvent.keyDown(window, { key: "Escape" });
  expect(await block(/Luna/)).toBeVisible();
});

test("who does not keep the calendar can look and not move", async () => {
  const state = clinicWith([FIRST], "technician");
  open();
  drag(await block(/^09:00, Pretzel/), [50, y("09:10")], [50, y("11:10")]);
  fireEvent.click(column("vet-2"), { clientX: 250, clientY: y("10:00") });
  expect(state.wishes).toEqual([]);
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("overlapping visits are marked, in words too", async () => {
  clinicWith([FIRST, visit("c", "2026-03-02T09:15", { pet_name: "Mopsi" })]);
  open();
  expect(await block(/^09:00, Pretzel, General check-up, overlaps/)).toBeVisible();
  expect(await block(/^09:15, Mopsi, General check-up, overlaps/)).toBeVisible();
  expect(screen.getByText(/2 overlaps/)).toBeVisible();
});

test("a press on free time opens the dialog with that vet and that time", async () => {
  clinicWith([FIRST]);
  server.use(
    http.get(at("/scheduling/slots"), () =>
      HttpResponse.json({
        clinic_id: "clinic-1",
        appointment_type_id: "type-1",
        time_zone: "Europe/Berlin",
        items: [],
        why_not: ["off_duty"],
      }),
    ),
  );
  open();
  await block(/^09:00, Pretzel/);
  fireEvent.click(column("vet-2"), { clientX: 250, clientY: y("14:38") });
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByLabelText("Day")).toHaveValue("2026-03-02");
  expect(within(dialog).getByLabelText("Time")).toHaveValue("14:30");
  expect(within(dialog).getByRole("button", { name: /Vet/ })).toHaveTextContent("Dr. Tarek Brinkmann");
  expect(await within(dialog).findByText(/The vet does not work then/)).toBeVisible();
});

test("a week has a column a day; w and d go between them", async () => {
  clinicWith([FIRST]);
  const { user, query } = open();
  await block(/Pretzel/);
  await user.keyboard("w");
  expect(query().get("view")).toBe("week");
  expect(await screen.findByRole("heading", { name: "2 Mar – 8 Mar" })).toBeVisible();
  expect(document.querySelectorAll("[data-column]")).toHaveLength(7);
  await user.keyboard("{ArrowRight}");
  expect(query().get("on")).toBe("2026-03-09");
  await user.keyboard("d");
  expect(query().get("view")).toBe("day");
});

test("by room, a visit carried sideways gets that room", async () => {
  const state = clinicWith([FIRST]);
  open("?by=room");
  drag(await block(/^09:00, Pretzel/), [50, y("09:10")], [250, y("09:12")]);
  await waitFor(() =>
    expect(state.wishes).toEqual([[{ starts_at: "2026-03-02T08:00:00Z", room_id: "room-1" }, '"1"']]),
  );
});
