/** The clinic's desk: the calendar changes by itself, keys work, each role sees its own steps. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import type { AppointmentOut, MeOut } from "@/api/generated.gen";
import { FakeSocket } from "@/testing/fake-socket";
import { renderApp } from "@/testing/render";
import { at, page, problem, server } from "@/testing/server";
import { setWindowWidth } from "@/testing/setup";
import { NOW, staff, TYPES, visit } from "@/testing/world";

const FIRST = visit("a", "2026-03-02T09:00", { pet_name: "Pretzel", starts_at: "2026-03-02T08:00:00Z" });
const SECOND = visit("b", "2026-03-02T12:00", { pet_name: "Luna", owner_name: "Matthias Kroll" });
const BESIDE = visit("c", "2026-03-02T11:30", {
  pet_name: "Mopsi",
  veterinarian_id: "vet-2",
  veterinarian_name: "Dr. Tarek Brinkmann",
});

/** The visits the API knows; changing them is what somebody else does. */
function clinicWith(visits: AppointmentOut[], me: MeOut = staff("receptionist")) {
  const state = { visits, moves: [] as string[], ranges: [] as string[] };
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json(me)),
    http.get(at("/scheduling/appointments"), ({ request }) => {
      const { searchParams } = new URL(request.url);
      state.ranges.push(`${searchParams.get("from")}/${searchParams.get("to")}`);
      return page(state.visits);
    }),
    http.get(at("/scheduling/appointments/:id"), ({ params }) =>
      HttpResponse.json(state.visits.find(({ id }) => id === params["id"])),
    ),
    http.post(at("/scheduling/appointments/:id/:step"), ({ params }) => {
      state.moves.push(`${String(params["step"])} ${String(params["id"])}`);
      const status =
        { "check-in": "checked_in", start: "in_progress", finish: "completed" }[String(params["step"])] ??
        "cancelled";
      state.visits = state.visits.map((each) =>
        each.id === params["id"] ? { ...each, status: status as AppointmentOut["status"] } : each,
      );
      return HttpResponse.json(state.visits.find(({ id }) => id === params["id"]));
    }),
  );
  return state;
}

const open = (query = "") => renderApp(`/desk/clinic-1${query}`, { hasFakeTimers: true });
const block = (name: RegExp) => screen.findByRole("button", { name });

function tell(id: string, event = "scheduling.appointment_booked") {
  act(() => {
    if (FakeSocket.last.readyState === FakeSocket.CONNECTING) FakeSocket.last.serverOpens();
    FakeSocket.last.serverSays({ type: "ready", id: "1-0" });
    FakeSocket.last.serverSays({
      type: "event",
      id: "2-0",
      event,
      at: NOW,
      clinic_id: "clinic-1",
      data: { appointment_id: id },
    });
  });
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), shouldAdvanceTime: true });
});

test("today is asked for by the clinic's midnights", async () => {
  const state = clinicWith([FIRST]);
  open();
  await block(/^09:00, Pretzel/);
  expect(screen.getByRole("heading", { name: "Monday 2 March" })).toBeVisible();
  expect(state.ranges[0]).toBe("2026-03-01T23:00:00Z/2026-03-02T23:00:00Z");
});

test("a visit booked by somebody else appears without a reload, marked and announced", async () => {
  const state = clinicWith([FIRST]);
  open();
  const first = await block(/Pretzel/);
  await waitFor(() => expect(FakeSocket.all).toHaveLength(1));
  state.visits = [FIRST, SECOND];
  tell("b");
  const second = await block(/^12:00, Luna, General check-up, Dr. Amara Lindqvist, Confirmed/);
  expect(second).toHaveClass("animate-arrive");
  expect(first).not.toHaveClass("animate-arrive");
  expect(screen.getByText("Changed: 12:00, Luna, Confirmed")).toBeInTheDocument();
  expect(screen.getByText("Live")).toBeVisible();
});

test("a visit that changes elsewhere changes in place", async () => {
  const state = clinicWith([FIRST, SECOND]);
  open();
  await block(/Luna.*Confirmed/);
  await waitFor(() => expect(FakeSocket.all).toHaveLength(1));
  state.visits = [FIRST, { ...SECOND, status: "checked_in" }];
  tell("b", "scheduling.appointment_moved");
  expect(await block(/Luna.*Arrived/)).toBeVisible();
});

test("in the list a visit in between waits, so that nothing moves while reading", async () => {
  const late = visit("late", "2026-03-02T16:00", { pet_name: "Nele" });
  const state = clinicWith([FIRST, late]);
  const { user } = open("?view=list");
  await block(/Nele/);
  await waitFor(() => expect(FakeSocket.all).toHaveLength(1));
  state.visits = [FIRST, SECOND, late];
  tell("b");
  const show = await screen.findByRole("button", { name: "1 new visit – show it" });
  expect(screen.queryByText("Luna")).not.toBeInTheDocument();
  await user.click(show);
  expect(await screen.findByText("Luna")).toBeVisible();
});

test("a lost line is said, and the calendar asks by itself meanwhile", async () => {
  const state = clinicWith([FIRST]);
  open();
  await block(/Pretzel/);
  await waitFor(() => expect(FakeSocket.all).toHaveLength(1));
  tell("a");
  act(() => FakeSocket.last.serverCloses(1006));
  expect(await screen.findByText("Reconnecting …")).toBeVisible();
  state.visits = [FIRST, SECOND];
  await act(() => vi.advanceTimersByTimeAsync(20_000));
  expect(await block(/Luna/)).toBeVisible();
});

test("the front desk checks in at once", async () => {
  const state = clinicWith([FIRST]);
  const { user } = open();
  await user.click(await block(/Pretzel/));
  const panel = await screen.findByRole("complementary", { name: "Visit" });
  await user.click(await within(panel).findByRole("button", { name: "Check in" }));
  await waitFor(() => expect(state.moves).toEqual(["check-in a"]));
  expect(await block(/Pretzel.*Arrived/)).toBeVisible();
  expect(within(panel).queryByRole("button", { name: "Start visit" })).not.toBeInTheDocument();
});

test("a vet starts and finishes, and can take the finishing back", async () => {
  const state = clinicWith([{ ...FIRST, status: "in_progress" }], staff("veterinarian"));
  const { user } = open("?visit=a");
  await user.click(await screen.findByRole("button", { name: "Finish" }));
  expect(await block(/Pretzel.*Finished/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(await block(/Pretzel.*With the vet/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Finish" }));
  await act(() => vi.advanceTimersByTimeAsync(6000));
  expect(state.moves).toEqual(["finish a"]);
});

test("cancelling carries the reason, after the pause", async () => {
  const state = clinicWith([FIRST]);
  const reasons: unknown[] = [];
  server.use(
    http.post(at("/scheduling/appointments/a/cancel"), async ({ request }) => {
      reasons.push(await request.json());
      state.visits = [{ ...FIRST, status: "cancelled" }];
      return HttpResponse.json(state.visits[0]);
    }),
  );
  const { user } = open("?visit=a");
  await user.click(await screen.findByRole("button", { name: "Cancel visit" }));
  await user.type(screen.getByLabelText(/Reason/), "The owner called.");
  await user.click(screen.getByRole("button", { name: "Cancel visit" }));
  expect(reasons).toEqual([]);
  await act(() => vi.advanceTimersByTimeAsync(6000));
  await waitFor(() => expect(reasons).toEqual([{ reason: "The owner called." }]));
});

test("a refused step is explained and the calendar shows what is true", async () => {
  clinicWith([FIRST]);
  server.use(
    http.post(at("/scheduling/appointments/a/check-in"), () => problem(409, "scheduling.wrong_move")),
  );
  const { user } = open("?visit=a");
  await user.click(await screen.findByRole("button", { name: "Check in" }));
  expect(await screen.findByText(/This visit has moved on/)).toBeVisible();
});

test("arrow keys walk through the day, Enter opens", async () => {
  clinicWith([FIRST, SECOND, BESIDE]);
  const { user, query } = open();
  const first = await block(/Pretzel/);
  act(() => first.focus());
  await user.keyboard("{ArrowDown}");
  expect(await block(/Luna/)).toHaveFocus();
  await user.keyboard("{ArrowRight}");
  expect(await block(/Mopsi/)).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(query().get("visit")).toBe("c");
});

test("single keys find, go to other days and help, but not while typing", async () => {
  clinicWith([FIRST, SECOND]);
  const { user, query } = open();
  const first = await block(/Pretzel/);
  await user.keyboard("/");
  const search = screen.getByRole("searchbox", { name: "Search in this day" });
  expect(search).toHaveFocus();
  await user.keyboard("kroll]n?");
  expect(search).toHaveValue("kroll]n?");
  expect(query().get("on")).toBeNull();
  await user.clear(search);
  await user.type(search, "kroll");
  expect(first).toHaveClass("opacity-35");
  await user.keyboard("{Escape}");
  expect(first).not.toHaveClass("opacity-35");
  await user.keyboard("]");
  expect(query().get("on")).toBe("2026-03-03");
  await user.keyboard("t");
  expect(query().get("on")).toBeNull();
  await user.keyboard("?");
  expect(await screen.findByRole("heading", { name: "Keyboard" })).toBeVisible();
});

test("the palette finds a visit by its owner", async () => {
  clinicWith([FIRST, SECOND]);
  const { user, query } = open();
  await block(/Luna/);
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: "Command palette" }), "kroll");
  await user.click(await screen.findByRole("option", { name: /12:00 Luna/ }));
  await waitFor(() => expect(query().get("visit")).toBe("b"));
});

test("n opens what is new at the desk for who keeps the calendar, and nothing for a technician", async () => {
  clinicWith([FIRST], staff("technician"));
  const first = open();
  await block(/Pretzel/);
  await first.user.keyboard("n");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  first.unmount();
  clinicWith([FIRST]);
  server.use(http.get(at("/clinics/clinic-1/clients"), () => page([])));
  const second = open();
  await block(/Pretzel/);
  await second.user.keyboard("n");
  expect(await screen.findByRole("heading", { name: "New at the desk" })).toBeVisible();
});

test("on a phone the day is a list and a visit opens over it", async () => {
  setWindowWidth(390);
  clinicWith([FIRST]);
  const { user } = open();
  await user.click(await block(/Pretzel/));
  expect(await screen.findByRole("heading", { name: "Visit" })).toBeInTheDocument();
  expect(screen.queryByRole("table")).not.toBeInTheDocument();
});

test("who does not work here sees no calendar, only where to go", async () => {
  clinicWith([FIRST], staff());
  open();
  expect(await screen.findByRole("heading", { name: "You do not work at this clinic" })).toBeVisible();
});

test("people and types are for the administrator", async () => {
  clinicWith([FIRST], staff("receptionist"));
  renderApp("/desk/clinic-1/people");
  expect(await screen.findByRole("heading", { name: "This page is for administrators" })).toBeVisible();
  expect(screen.queryByRole("link", { name: "People" })).not.toBeInTheDocument();
});

test("a visit's facts are one list without gaps, the answers in the clinic's own words", async () => {
  const questions = [
    { id: "since", text: "Since when?", translations: { en: "How long already?" } },
    { id: "eats", text: "Does it eat?", kind: "yes_no" as const },
  ];
  server.use(http.get(at("/scheduling/appointment-types"), () => page([{ ...TYPES[0]!, questions }])));
  clinicWith([
    {
      ...FIRST,
      room_id: "room-1",
      room_name: "Room 1",
      note: null,
      answers: [
        { question_id: "since", text: "Sunday" },
        { question_id: "eats", text: "no" },
        { question_id: "gone", text: "By car" },
      ],
    },
  ]);
  open("?visit=a");
  const panel = await screen.findByRole("complementary", { name: "Visit" });
  await within(panel).findByText("How long already?");
  expect(panel.querySelectorAll("dl")).toHaveLength(1);
  const rows = [...panel.querySelectorAll("dl > div")].map(
    (row) => `${row.querySelector("dt")?.textContent}: ${row.querySelector("dd")?.textContent}`,
  );
  expect(rows.slice(3)).toEqual([
    "Owner: Olivia Hartmann",
    "Price: €49.00",
    "Room: Room 1",
    "How long already?: Sunday",
    "Does it eat?: No",
    "Answer to a former question: By car",
  ]);
});
