/** A class at the desk: one block, a panel of its participants, and a move that takes everybody along or says who stayed. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import type { AppointmentOut, RescheduleIn } from "@/api/generated.gen";
import { drag, layOut, y } from "@/testing/hand";
import { renderApp } from "@/testing/render";
import { at, page, problem, server } from "@/testing/server";
import { NOW, slotsOf, staff, TYPES, VETS, visit } from "@/testing/world";

const CLASS = { appointment_type_id: "type-3", appointment_type_name: "Puppy hour", room_id: "room-1" };
const member = (id: string, pet: string, more: Partial<AppointmentOut> = {}) =>
  visit(id, "2026-03-02T10:00", {
    ...CLASS,
    pet_name: pet,
    owner_name: `Owner of ${pet}`,
    duration_minutes: 60,
    ...more,
  });
const FOUR = [
  member("a", "Pretzel"),
  member("b", "Luna"),
  member("c", "Mopsi"),
  member("d", "Nele", { status: "cancelled" }),
];

/** Whoever is named in `stays` cannot come along; every move is kept, by the visit's id. */
function clinicWith(visits: AppointmentOut[], stays: readonly string[] = []) {
  const state = { visits, wishes: [] as [string, RescheduleIn][] };
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json(staff("receptionist"))),
    http.get(at("/scheduling/appointment-types"), () =>
      page([...TYPES, { ...TYPES[0]!, id: "type-3", name: "Puppy hour", capacity: 6, duration_minutes: 60 }]),
    ),
    http.get(at("/scheduling/appointments"), () => page(state.visits)),
    http.get(at("/scheduling/appointments/:id"), ({ params }) =>
      HttpResponse.json(state.visits.find(({ id }) => id === params["id"])),
    ),
    http.get(at("/clinics/clinic-1/clients"), () => page([])),
    http.get(at("/scheduling/slots"), () => HttpResponse.json(slotsOf("2026-03-02T09:00:00Z"))),
    http.post(at("/scheduling/appointments/:id/reschedule"), async ({ request, params }) => {
      const id = params["id"] as string;
      const wish = (await request.json()) as RescheduleIn;
      if (stays.includes(id)) return problem(409, "scheduling.slot_taken");
      state.wishes.push([id, wish]);
      const before = state.visits.find((each) => each.id === id)!;
      const after = {
        ...before,
        starts_at: wish.starts_at,
        starts_local: new Date(Date.parse(wish.starts_at) + 3_600_000).toISOString().slice(0, 16),
        duration_minutes: wish.duration_minutes ?? before.duration_minutes,
        veterinarian_id: wish.veterinarian_id ?? before.veterinarian_id,
        veterinarian_name: VETS.find(({ id }) => id === (wish.veterinarian_id ?? before.veterinarian_id))!
          .display_name,
        // With another vet the class gets another room.
        room_id: wish.room_id ?? (wish.veterinarian_id === "vet-2" ? "room-2" : before.room_id),
        version: before.version + 1,
      };
      state.visits = state.visits.map((each) => (each.id === id ? after : each));
      return HttpResponse.json(after);
    }),
  );
  return state;
}

const open = (query = "") => renderApp(`/desk/clinic-1${query}`, { hasFakeTimers: true });
const block = (name: RegExp) => screen.findByRole("button", { name });
const WHOLE = /^10:00, Puppy hour, 3 of 6 places taken, Dr. Amara Lindqvist, Confirmed/;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), shouldAdvanceTime: true });
  layOut();
});

test.each(["", "?by=room", "?view=week"])("a class is one block, its places counted (%s)", async (query) => {
  clinicWith(FOUR);
  open(query);
  const whole = await block(WHOLE);
  expect(document.querySelectorAll("[data-visit]")).toHaveLength(1);
  expect(whole).toHaveTextContent("Puppy hour · 3 of 6");
  expect(whole).toHaveTextContent("Luna, Mopsi, Pretzel");
  expect(screen.getByText(/^4 visits/)).toBeVisible();
});

test("its panel names everybody; each opens its own visit, and from there the way leads back", async () => {
  clinicWith(FOUR);
  const { user, query } = open();
  await user.click(await block(WHOLE));
  const panel = await screen.findByRole("complementary", { name: "Class" });
  expect(within(panel).getByRole("heading", { name: "3 of 6 places taken" })).toBeVisible();
  const off = within(panel).getByRole("region", { name: "Called off" });
  expect(within(off).getByText("Nele")).toBeVisible();
  await user.click(within(panel).getByRole("button", { name: /^Luna/ }));
  expect(query().get("visit")).toBe("b");
  const one = await screen.findByRole("complementary", { name: "Visit" });
  expect(await within(one).findByRole("heading", { name: "Luna" })).toBeVisible();
  expect(await block(WHOLE)).toHaveAttribute("aria-expanded", "true");
  await user.click(within(one).getByRole("button", { name: "Puppy hour · 3 of 6" }));
  expect(await screen.findByRole("heading", { name: "Puppy hour" })).toBeVisible();
});

test("one more patient is entered with the class's service, time and vet", async () => {
  clinicWith(FOUR);
  const { user } = open();
  await user.click(await block(WHOLE));
  await user.click(await screen.findByRole("button", { name: "Add a patient (3 places left)" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByLabelText("Day")).toHaveValue("2026-03-02");
  expect(dialog.getByLabelText("Time")).toHaveValue("10:00");
  expect(dialog.getByRole("button", { name: /^Service/ })).toHaveTextContent("Puppy hour");
  expect(dialog.getByRole("button", { name: /^Vet/ })).toHaveTextContent("Dr. Amara Lindqvist");
});

test("carried as a whole it asks once, moves everybody who still comes, and is taken back with one press", async () => {
  const state = clinicWith(FOUR);
  const { user } = open();
  drag(await block(WHOLE), [50, y("10:10")], [50, y("11:40")]);
  const dialog = within(await screen.findByRole("dialog", { name: "Move Puppy hour with everybody in it?" }));
  expect(dialog.getByText(/11:30.*60 min, with Dr. Amara Lindqvist/)).toBeVisible();
  expect(dialog.getByText("Luna, Mopsi, Pretzel")).toBeVisible();
  expect(state.wishes).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Move all 3" }));
  await block(/^11:30, Puppy hour, 3 of 6 places taken/);
  const there = { starts_at: "2026-03-02T10:30:00Z" };
  await waitFor(() =>
    expect(state.wishes).toEqual([
      ["b", there],
      ["c", there],
      ["a", there],
    ]),
  );
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await block(WHOLE);
  await waitFor(() =>
    expect(state.wishes.slice(3).map(([id, wish]) => [id, wish.starts_at])).toEqual([
      ["b", "2026-03-02T09:00:00Z"],
      ["c", "2026-03-02T09:00:00Z"],
      ["a", "2026-03-02T09:00:00Z"],
    ]),
  );
});

test("left alone, nothing is moved", async () => {
  const state = clinicWith(FOUR);
  const { user } = open();
  drag(await block(WHOLE), [50, y("10:10")], [50, y("11:40")]);
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Leave it" }));
  expect(await block(WHOLE)).toBeVisible();
  expect(state.wishes).toEqual([]);
});

test("who cannot come along is named with the reason, and the others can be brought back", async () => {
  const state = clinicWith(FOUR, ["c"]);
  const { user } = open();
  drag(await block(WHOLE), [50, y("10:10")], [50, y("11:40")]);
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Move all 3" }));
  const told = within(await screen.findByRole("dialog", { name: "Puppy hour: not everybody is moved" }));
  expect(told.getByText("2 of 3 are moved")).toBeVisible();
  expect(told.getByRole("listitem")).toHaveTextContent("MopsiSomebody else has this time.");
  expect(document.querySelectorAll("[data-visit]")).toHaveLength(2);
  await user.click(told.getByRole("button", { name: "Bring the others back" }));
  await block(WHOLE);
  expect(state.wishes.map(([id]) => id)).toEqual(["b", "a", "b", "a"]);
  expect(await screen.findByText("Puppy hour is back at its old time.")).toBeVisible();
});

test("with another vet the class stays together in the room where its first has come", async () => {
  const state = clinicWith(FOUR);
  const { user } = open();
  drag(await block(WHOLE), [50, y("10:10")], [250, y("10:10")]);
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Move all 3" }));
  await block(/^10:00, Puppy hour, 3 of 6 places taken, Dr. Tarek Brinkmann/);
  const wish = { starts_at: "2026-03-02T09:00:00Z", veterinarian_id: "vet-2" };
  await waitFor(() =>
    expect(state.wishes).toEqual([
      ["b", wish],
      ["c", { ...wish, room_id: "room-2" }],
      ["a", { ...wish, room_id: "room-2" }],
    ]),
  );
});

test("the keyboard carries a class too, and says its name", async () => {
  clinicWith(FOUR);
  const { user } = open();
  const whole = await block(WHOLE);
  act(() => whole.focus());
  await user.keyboard(" ");
  expect(screen.getByText(/^Puppy hour picked up, 10:00 to 11:00/)).toBeInTheDocument();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(await screen.findByRole("dialog", { name: "Move Puppy hour with everybody in it?" })).toBeVisible();
});

test("once somebody has begun the class keeps its time, and the panel says so", async () => {
  const state = clinicWith([FOUR[0]!, member("b", "Luna", { status: "checked_in" })]);
  const { user } = open();
  const begun = await block(/^10:00, Puppy hour, 2 of 6 places taken, Dr. Amara Lindqvist, Arrived/);
  drag(begun, [50, y("10:10")], [50, y("11:40")]);
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(state.wishes).toEqual([]);
  await user.click(begun);
  expect(await screen.findByText("The class has begun: it keeps its time.")).toBeVisible();
});
