/** An owner books: every step, and everything that can come between. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import type { AppointmentIn, HoldIn } from "@/api/generated.gen";
import { renderApp, type RenderOptions } from "@/testing/render";
import { at, page, problem, server } from "@/testing/server";
import { APPOINTMENT, CLINIC, hold, NOW, slotDaysOf, slotsOf, TYPES } from "@/testing/world";

const WANTED = "2026-03-03T13:30:00Z";
const OTHERS = [
  "2026-03-03T08:00:00Z",
  "2026-03-03T13:00:00Z",
  "2026-03-03T14:00:00Z",
  "2026-03-04T13:30:00Z",
];
const TIMES = "/clinics/clinic-1/book?type=type-1&vet=any";
const DETAILS = `${TIMES}&day=2026-03-03&at=${WANTED}`;

/** An API that offers slots, keeps them and books them; the test sees what it was asked. */
function clinicThatBooks({ expiresAt = "2026-03-02T09:05:00Z", free = [...OTHERS, WANTED].sort() } = {}) {
  const asked = {
    holds: [] as HoldIn[],
    bookings: [] as AppointmentIn[],
    released: [] as string[],
    days: [] as URLSearchParams[],
  };
  server.use(
    http.get(at("/scheduling/slots/days"), ({ request }) => {
      asked.days.push(new URL(request.url).searchParams);
      return HttpResponse.json(slotDaysOf(...free));
    }),
    http.get(at("/scheduling/slots"), ({ request }) => {
      const query = new URL(request.url).searchParams;
      const [from, to] = [query.get("from") ?? "", query.get("to") ?? ""];
      return HttpResponse.json(slotsOf(...free.filter((start) => from <= start && start < to)));
    }),
    http.post(at("/scheduling/holds"), async ({ request }) => {
      const wish = (await request.json()) as HoldIn;
      asked.holds.push(wish);
      return HttpResponse.json(hold(wish.starts_at, expiresAt), { status: 201 });
    }),
    http.delete(at("/scheduling/holds/:id"), ({ params }) => {
      asked.released.push(String(params["id"]));
      return new HttpResponse(null, { status: 204 });
    }),
    http.post(at("/scheduling/appointments"), async ({ request }) => {
      asked.bookings.push((await request.json()) as AppointmentIn);
      return HttpResponse.json(APPOINTMENT, { status: 201 });
    }),
  );
  return asked;
}

const open = (path: string, options: RenderOptions = {}) =>
  renderApp(path, { hasFakeTimers: true, ...options });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), shouldAdvanceTime: true });
});

test("from the service to the confirmation", async () => {
  const asked = clinicThatBooks();
  const { user, query } = open("/clinics/clinic-1/book");
  await user.click(await screen.findByRole("link", { name: /General check-up/ }));
  expect(screen.queryByText("Staff training")).not.toBeInTheDocument();
  await user.click(await screen.findByRole("link", { name: /Dr. Amara Lindqvist/ }));
  await user.click(await screen.findByRole("button", { name: "14:30" }));
  expect(await screen.findByRole("heading", { name: "Almost done" })).toBeVisible();
  await waitFor(() => expect(screen.getByRole("heading", { name: "Almost done" })).toHaveFocus());
  expect(await screen.findByRole("timer")).toHaveTextContent(/^[45]:\d\d$/);
  expect(asked.holds).toEqual([
    { clinic_id: "clinic-1", appointment_type_id: "type-1", starts_at: WANTED, veterinarian_id: "vet-1" },
  ]);

  await user.click(await screen.findByRole("radio", { name: /Pretzel/ }));
  await user.type(screen.getByLabelText(/Anything the vet should know/), "Limps since Sunday.");
  await user.click(screen.getByRole("button", { name: "Book this visit" }));
  expect(await screen.findByRole("heading", { name: "Pretzel’s visit is booked" })).toBeVisible();
  expect(screen.getByText("Tue 3 Mar, 14:30 (Berlin time)")).toBeVisible();
  expect(asked.bookings).toEqual([{ hold_id: "hold-1", pet_id: "pet-1", note: "Limps since Sunday." }]);
  expect(query().get("booked")).toBe("visit-1");
});

test("what is about to be booked is said once more", async () => {
  clinicThatBooks();
  open(DETAILS);
  const fact = async (name: string) => (await screen.findByText(name, { selector: "dt" })).nextSibling;
  expect(await fact("When")).toHaveTextContent("Tue 3 Mar, 14:30 (Berlin time)");
  expect(await fact("Service")).toHaveTextContent("General check-up");
  expect(await fact("Vet")).toHaveTextContent("Any vet");
});

test("services for none of one's own animals come last, under words that say so", async () => {
  const types = [{ ...TYPES[0], id: "type-9", name: "Beak trim", species: ["bird"] }, ...TYPES];
  server.use(http.get(at("/scheduling/appointment-types"), () => page(types)));
  open("/clinics/clinic-1/book");
  const others = await screen.findByRole("list", { name: "For other animals" });
  expect(within(others).getAllByRole("link")).toHaveLength(1);
  expect(within(others).getByRole("link", { name: /Beak trim/ })).toBeVisible();
  expect(screen.getAllByRole("link", { name: /General check-up|Beak trim/ }).at(-1)).toHaveTextContent(
    "Beak",
  );
});

test("a service that is not for everyone says for whom it is", async () => {
  const types = [
    { ...TYPES[0], clients: "new" },
    { ...TYPES[0], id: "type-9", name: "Old friends", clients: "existing" },
  ];
  server.use(http.get(at("/scheduling/appointment-types"), () => page(types)));
  open("/clinics/clinic-1/book");
  expect(await screen.findByRole("link", { name: /General check-up.*For new clients/ })).toBeVisible();
  expect(screen.getByRole("link", { name: /Old friends.*For the clinic’s own clients/ })).toBeVisible();
});

test("times are the clinic's, and the page says so to a reader whose clock differs", async () => {
  clinicThatBooks({ free: [WANTED] });
  open(TIMES);
  expect(await screen.findByRole("button", { name: "14:30" })).toBeVisible();
  expect(screen.getByText("Times are Berlin time.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "13:30" })).not.toBeInTheDocument();
});

test("days count their free times and choosing one shows its times", async () => {
  const asked = clinicThatBooks();
  const { user } = open(TIMES);
  expect(await screen.findByRole("button", { name: "Tue 3 Mar, 4 times free" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  expect(screen.getByRole("button", { name: "Thu 5 Mar, nothing free" })).toBeDisabled();
  const wednesday = screen.getByRole("button", { name: "Wed 4 Mar, 1 time free" });
  await user.click(wednesday);
  expect(screen.getByRole("region", { name: "Free times on Wed 4 Mar" })).toBeVisible();
  expect(asked.days[0]?.get("from")).toBe("2026-03-01T23:00:00Z");
  expect(asked.days[0]?.has("veterinarian_id")).toBe(false);
});

test("arrow keys go from free day to free day", async () => {
  clinicThatBooks();
  const { user } = open(TIMES);
  const tuesday = await screen.findByRole("button", { name: /^Tue 3 Mar, 4 times/ });
  act(() => tuesday.focus());
  await user.keyboard("{ArrowRight}");
  expect(screen.getByRole("button", { name: /^Wed 4 Mar/ })).toHaveFocus();
  await user.keyboard("{ArrowLeft}");
  expect(tuesday).toHaveFocus();
});

test("a time taken while one signs in leads back to the times, its neighbours first", async () => {
  clinicThatBooks({ free: OTHERS });
  server.use(http.post(at("/scheduling/holds"), () => problem(409, "scheduling.slot_taken")));
  const { user, query } = open(DETAILS);
  await screen.findByText(/^Somebody was faster/);
  const notice = screen.getByRole("alert");
  expect(notice).toHaveTextContent("Somebody was faster: Tue 3 Mar, 14:30 (Berlin time) has just been taken");
  const near = (await within(notice).findAllByRole("button")).map((button) => button.textContent);
  expect(near).toEqual(["Tue 3 Mar, 09:00", "Tue 3 Mar, 14:00", "Tue 3 Mar, 15:00"]);
  expect(query().get("at")).toBeNull();

  const asked = clinicThatBooks({ free: OTHERS });
  await user.click(within(notice).getByRole("button", { name: "Tue 3 Mar, 15:00" }));
  await screen.findByRole("timer");
  expect(asked.holds[0]?.starts_at).toBe("2026-03-03T14:00:00Z");
  expect(screen.queryByText(/Somebody was faster/)).not.toBeInTheDocument();
});

test("a clinic that pauses online booking while somebody chooses says so at their next press", async () => {
  clinicThatBooks();
  let paused = {};
  server.use(
    http.get(at("/clinics/:id"), () => HttpResponse.json({ ...CLINIC, ...paused })),
    http.post(at("/scheduling/holds"), () => {
      paused = { is_booking_paused: true, pause_reason: "The power is out." };
      return problem(409, "scheduling.not_offered", { reason: "paused" });
    }),
  );
  const { user } = open(`${TIMES}&day=2026-03-03`);
  await user.click(await screen.findByRole("button", { name: "14:30" }));
  expect(await screen.findByText("The power is out.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "14:30" })).toBeNull();
});

test("and says so within a minute to whoever presses nothing", async () => {
  clinicThatBooks();
  open(`${TIMES}&day=2026-03-03`);
  expect(await screen.findByRole("button", { name: "14:30" })).toBeVisible();
  server.use(
    http.get(at("/clinics/:id"), () =>
      HttpResponse.json({ ...CLINIC, is_booking_paused: true, pause_reason: "The power is out." }),
    ),
  );
  await act(() => vi.advanceTimersByTimeAsync(61_000));
  expect(await screen.findByText("The power is out.")).toBeVisible();
});

test("a time taken at the last moment does the same, and nothing is said to be booked", async () => {
  clinicThatBooks({ free: OTHERS });
  server.use(http.post(at("/scheduling/appointments"), () => problem(409, "scheduling.slot_taken")));
  const { user } = open(`${DETAILS}&pet=pet-1`);
  await screen.findByRole("timer");
  await user.click(screen.getByRole("button", { name: "Book this visit" }));
  expect(await screen.findByText(/Somebody was faster/)).toBeVisible();
  expect(screen.queryByText(/is booked/)).not.toBeInTheDocument();
});

test("the kept time counts down, speaks up, can be kept longer once, and ends", async () => {
  clinicThatBooks();
  server.use(
    http.post(at("/scheduling/holds/hold-1/renew"), () =>
      HttpResponse.json({ ...hold(WANTED, "2026-03-02T09:08:00Z"), is_renewed: true }),
    ),
  );
  const { user } = open(DETAILS);
  const timer = await screen.findByRole("timer");
  vi.setSystemTime(new Date("2026-03-02T09:03:30Z"));
  await waitFor(() => expect(timer).toHaveTextContent(/^1:[12]\d$/));
  expect(screen.queryByRole("button", { name: "Keep it longer" })).not.toBeInTheDocument();

  vi.setSystemTime(new Date("2026-03-02T09:04:30Z"));
  expect(await screen.findByText("One minute left to confirm.")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Keep it longer" }));
  await waitFor(() => expect(screen.getByRole("timer")).toHaveTextContent(/^3:\d\d$/));

  vi.setSystemTime(new Date("2026-03-02T09:07:30Z"));
  await waitFor(() => expect(screen.getByRole("timer")).toHaveTextContent(/^0:[123]\d$/));
  expect(screen.queryByRole("button", { name: "Keep it longer" })).not.toBeInTheDocument();

  vi.setSystemTime(new Date("2026-03-02T09:08:00Z"));
  expect(await screen.findByRole("alert", { name: "" })).toBeInTheDocument();
  expect(await screen.findByText("The time we kept for you has run out")).toBeVisible();
  const asked = clinicThatBooks({ expiresAt: "2026-03-02T09:15:00Z" });
  await user.click(screen.getByRole("button", { name: "Keep it again" }));
  await screen.findByRole("timer");
  expect(asked.holds).toHaveLength(1);
});

test("choosing another time gives the kept one back", async () => {
  const asked = clinicThatBooks();
  const { user, query } = open(DETAILS);
  await screen.findByRole("timer");
  await user.click(screen.getByRole("button", { name: "Choose another time" }));
  await waitFor(() => expect(asked.released).toEqual(["hold-1"]));
  expect(query().get("at")).toBeNull();
});

test("without a pet chosen nothing is sent, and the page says what is missing", async () => {
  const asked = clinicThatBooks();
  const { user } = open(DETAILS);
  await screen.findByRole("timer");
  await user.click(screen.getByRole("button", { name: "Book this visit" }));
  expect(screen.getByText("Please choose who is coming.")).toBeVisible();
  expect(asked.bookings).toEqual([]);
});

test("a pet that the service is not for cannot be chosen", async () => {
  clinicThatBooks();
  const { user, query } = open(DETAILS);
  const cat = await screen.findByRole("radio", { name: /Minka/ });
  expect(cat).toHaveTextContent("This service is not for this animal.");
  await user.click(cat);
  expect(query().get("pet")).toBeNull();
});

test("who is not signed in keeps every answer, and no time is held for nobody", async () => {
  const asked = clinicThatBooks();
  const assign = vi.fn();
  vi.stubGlobal("location", { ...window.location, origin: "http://localhost:3000", assign });
  const { user } = open(DETAILS, { isSignedIn: false });
  await user.click(await screen.findByRole("button", { name: "Sign in and go on" }));
  const target = new URL(String(assign.mock.calls[0]?.[0]));
  expect(target.searchParams.get("redirect_url")).toBe(`http://localhost:3000${DETAILS}`);
  expect(asked.holds).toEqual([]);
  vi.unstubAllGlobals();
});

test("a pet added on the way is chosen on coming back", async () => {
  clinicThatBooks();
  server.use(
    http.post(at("/pets"), () => HttpResponse.json({ id: "pet-1", name: "Pretzel" }, { status: 201 })),
  );
  const { user, path, query } = open(DETAILS);
  await user.click(await screen.findByRole("link", { name: "Add a pet" }));
  await user.type(await screen.findByLabelText("Name"), "Pretzel");
  await user.click(screen.getByRole("button", { name: "Add this pet" }));
  await waitFor(() => expect(path()).toBe("/clinics/clinic-1/book"));
  expect(query().get("pet")).toBe("pet-1");
  expect(query().get("at")).toBe(WANTED);
});

test("when nothing is free the page says so and looks further", async () => {
  clinicThatBooks({ free: [] });
  server.use(http.get(at("/clinics/clinic-1/veterinarians"), () => page([])));
  const { user } = open(TIMES);
  expect(await screen.findByText("Nothing is free in these weeks")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Look in the weeks after" }));
  expect(await screen.findByText("April – May 2026")).toBeVisible();
});
