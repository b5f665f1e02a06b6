/** Visits at the pet's home: owners are asked where to come to, see it with the visit and can change it. */
import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import type { AppointmentIn, AppointmentOut, VisitAddressIn, WaitlistIn } from "@/api/generated.gen";
import { renderApp } from "@/testing/render";
import { at, page, server } from "@/testing/server";
import { APPOINTMENT, hold, ME, NOW, staff, TYPES, visit } from "@/testing/world";

const WANTED = "2026-03-03T13:30:00Z";
const DETAILS = `/clinics/clinic-1/book?type=type-1&vet=any&day=2026-03-03&at=${WANTED}&pet=pet-1`;
const AT_HOME: AppointmentOut = {
  ...APPOINTMENT,
  place: "home_visit",
  visit_address: "Rosenweg 4\n10117 Berlin",
};

/** A clinic that comes to the pet; the test sees what it was asked. */
function clinicThatComes(address: string | null = null) {
  const asked = {
    bookings: [] as AppointmentIn[],
    changes: [] as VisitAddressIn[],
    wishes: [] as WaitlistIn[],
  };
  let visit = AT_HOME;
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json({ ...ME, address })),
    http.get(at("/scheduling/appointment-types"), () =>
      page(TYPES.map((type) => ({ ...type, place: "home_visit" }))),
    ),
    http.post(at("/scheduling/holds"), () =>
      HttpResponse.json(hold(WANTED, "2026-03-02T09:05:00Z"), { status: 201 }),
    ),
    http.post(at("/scheduling/appointments"), async ({ request }) => {
      asked.bookings.push((await request.json()) as AppointmentIn);
      return HttpResponse.json(visit, { status: 201 });
    }),
    http.get(at("/scheduling/appointments/:id"), () => HttpResponse.json(visit)),
    http.post(at("/scheduling/appointments/:id/visit-address"), async ({ request }) => {
      const wish = (await request.json()) as VisitAddressIn;
      asked.changes.push(wish);
      visit = { ...visit, visit_address: wish.visit_address };
      return HttpResponse.json(visit);
    }),
    http.post(at("/scheduling/waitlist"), async ({ request }) => {
      asked.wishes.push((await request.json()) as WaitlistIn);
      return HttpResponse.json({}, { status: 422 });
    }),
  );
  return asked;
}

const open = (path: string) => renderApp(path, { hasFakeTimers: true });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), shouldAdvanceTime: true });
});

test("nobody books a visit at home without saying where that is", async () => {
  const asked = clinicThatComes();
  const { user } = open(DETAILS);
  await screen.findByRole("timer");
  await user.click(screen.getByRole("button", { name: "Book this visit" }));
  const field = screen.getByLabelText("Where should we come to?");
  expect(field).toBeInvalid();
  expect(screen.getByText("Please say where we should come to.")).toBeVisible();
  expect(asked.bookings).toEqual([]);

  await user.type(field, "Lindenhof 1");
  await user.click(screen.getByRole("button", { name: "Book this visit" }));
  expect(await screen.findByRole("heading", { name: "Pretzel’s visit is booked" })).toBeVisible();
  expect(asked.bookings).toEqual([{ hold_id: "hold-1", pet_id: "pet-1", visit_address: "Lindenhof 1" }]);
});

test("who has told where they live finds it written down", async () => {
  const asked = clinicThatComes("Rosenweg 4\n10117 Berlin");
  const { user } = open(DETAILS);
  await screen.findByRole("timer");
  expect(await screen.findByDisplayValue(/^Rosenweg 4/)).toBe(
    screen.getByLabelText("Where should we come to?"),
  );
  await user.click(screen.getByRole("button", { name: "Book this visit" }));
  await screen.findByRole("heading", { name: "Pretzel’s visit is booked" });
  expect(asked.bookings[0]?.visit_address).toBe("Rosenweg 4\n10117 Berlin");
});

test("the waiting list asks at once, so that an offer needs nothing more", async () => {
  const asked = clinicThatComes();
  const { user } = open("/clinics/clinic-1/waitlist?type=type-1&pet=pet-1");
  const field = await screen.findByLabelText("Where should we come to?");
  await user.click(screen.getByRole("button", { name: "Put me on the list" }));
  expect(field).toBeInvalid();
  await user.type(field, "Lindenhof 1");
  await user.click(screen.getByRole("button", { name: "Put me on the list" }));
  await vi.waitFor(() => expect(asked.wishes).toHaveLength(1));
  expect(asked.wishes[0]?.visit_address).toBe("Lindenhof 1");
});

test("the visit shows the address, and it can be changed", async () => {
  const asked = clinicThatComes();
  const { user } = open("/my/appointments/visit-1");
  expect(await screen.findByText(/^Rosenweg 4/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Change the address" }));
  const dialog = within(await screen.findByRole("dialog"));
  const field = dialog.getByLabelText("Where should we come to?");
  await user.clear(field);
  await user.type(field, "Lindenhof 1");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Lindenhof 1")).toBeVisible();
  expect(asked.changes).toEqual([{ visit_address: "Lindenhof 1" }]);
});

test("a visit at the clinic has no address and asks for none", async () => {
  server.use(http.get(at("/scheduling/appointments/:id"), () => HttpResponse.json(APPOINTMENT)));
  open("/my/appointments/visit-1");
  await screen.findByRole("heading", { name: "Pretzel" });
  expect(screen.queryByRole("button", { name: /address/ })).not.toBeInTheDocument();
  expect(screen.queryByText("We come to")).not.toBeInTheDocument();
});

test("services are called by their name in the reader's language", async () => {
  const named = { ...APPOINTMENT, appointment_type_translations: { en: "Full check-up", de: "Vorsorge" } };
  server.use(http.get(at("/scheduling/appointments/:id"), () => HttpResponse.json(named)));
  open("/my/appointments/visit-1");
  expect(await screen.findByText(/^Full check-up, /)).toBeVisible();
});

test("the desk sees where to go, and whoever keeps the calendar can change it", async () => {
  const asked = clinicThatComes();
  const atHome = visit("a", "2026-03-02T11:00", { place: "home_visit", visit_address: "Rosenweg 4" });
  const deskWith = (role: "receptionist" | "technician") =>
    server.use(
      http.get(at("/identity/me"), () => HttpResponse.json(staff(role))),
      http.get(at("/scheduling/appointments"), () => page([atHome])),
      http.get(at("/scheduling/appointments/:id"), () => HttpResponse.json(atHome)),
    );
  deskWith("technician");
  const { unmount } = open("/desk/clinic-1?visit=a");
  expect(await screen.findByText("Rosenweg 4")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Change the address" })).not.toBeInTheDocument();
  unmount();

  deskWith("receptionist");
  const { user } = open("/desk/clinic-1?visit=a");
  await user.click(await screen.findByRole("button", { name: "Change the address" }));
  const dialog = within(await screen.findByRole("dialog", { name: /^Where should we come to/ }));
  await user.clear(dialog.getByLabelText("Where should we come to?"));
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(dialog.getByText("Please say where we should come to.")).toBeVisible();
  expect(asked.changes).toEqual([]);
});
