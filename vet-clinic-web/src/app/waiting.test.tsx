/** What owners do besides booking: wait for a time, follow a mail's link, answer the clinic's questions, keep a calendar. */
import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import type { LinkOut, WaitlistEntryOut } from "@/api/generated.gen";
import { renderApp } from "@/testing/render";
import { at, page, problem, server } from "@/testing/server";
import { APPOINTMENT, CLINIC, hold, NOW, slotDaysOf, slotsOf, TYPES } from "@/testing/world";

const TOKEN = "a-token-of-a-mail-long-enough";
const WANTED = "2026-03-03T13:30:00Z";

const ENTRY: WaitlistEntryOut = {
  id: "entry-1",
  clinic_id: "clinic-1",
  clinic_name: CLINIC.name,
  appointment_type_id: "type-1",
  appointment_type_name: "General check-up",
  appointment_type_translations: {},
  visit_address: null,
  veterinarian_id: null,
  pet_id: "pet-1",
  pet_name: "Pretzel",
  owner_name: null,
  time_zone: "Europe/Berlin",
  windows: [
    {
      from_day: "2026-03-02",
      until_day: "2026-03-20",
      weekdays: [0, 2],
      starts_minute: 0,
      ends_minute: 720,
    },
  ],
  note: null,
  status: "waiting",
  offer: null,
  created_at: NOW,
  version: 1,
};

const LINK: LinkOut = {
  purpose: "confirm",
  clinic_id: "clinic-1",
  clinic_name: CLINIC.name,
  appointment_type_id: "type-1",
  appointment_type_name: "General check-up",
  appointment_type_translations: {},
  veterinarian_name: "Dr. Amara Lindqvist",
  status: "confirmed",
  starts_at: WANTED,
  ends_at: "2026-03-03T14:00:00Z",
  time_zone: "Europe/Berlin",
  starts_local: "2026-03-03T14:30",
  options: [],
};

const option = (starts_at: string) => ({
  starts_at,
  ends_at: starts_at,
  veterinarian_id: "vet-1",
  veterinarian_name: "Dr. Amara Lindqvist",
});
const open = (path: string, isSignedIn = true) => renderApp(path, { hasFakeTimers: true, isSignedIn });

/** Keeps what was sent to an address, and answers it. */
function take(method: "post" | "delete", path: string, answer: () => Response): unknown[] {
  const sent: unknown[] = [];
  server.use(
    http[method](at(path), async ({ request }) => {
      const text = await request.text();
      sent.push(text === "" ? null : (JSON.parse(text) as unknown));
      return answer();
    }),
  );
  return sent;
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), shouldAdvanceTime: true });
});

test("from no time that suits to the waiting list, with days and parts of the day", async () => {
  const sent = take("post", "/scheduling/waitlist", () => HttpResponse.json(ENTRY, { status: 201 }));
  server.use(http.get(at("/scheduling/slots/days"), () => HttpResponse.json(slotDaysOf())));
  const { user, path } = open("/clinics/clinic-1/book?type=type-1&vet=vet-1");
  await user.click(await screen.findByRole("link", { name: "Join the waiting list" }));
  await user.click(await screen.findByRole("button", { name: "Put me on the list" }));
  expect(screen.getByText("Please choose who is coming.")).toBeVisible();
  await user.click(await screen.findByRole("radio", { name: /Pretzel/ }));
  for (const day of ["Tue", "Thu", "Fri", "Sat", "Sun"]) {
    await user.click(screen.getByRole("button", { name: day }));
  }
  await user.click(screen.getByRole("button", { name: "Evening" }));
  await user.click(screen.getByRole("button", { name: "Put me on the list" }));
  await waitFor(() => expect(path()).toBe("/my/appointments"));
  expect(sent).toEqual([
    {
      clinic_id: "clinic-1",
      appointment_type_id: "type-1",
      veterinarian_id: "vet-1",
      pet_id: "pet-1",
      windows: [
        {
          from_day: "2026-03-02",
          until_day: "2026-03-30",
          weekdays: [0, 2],
          starts_minute: 0,
          ends_minute: 1020,
        },
      ],
    },
  ]);
});

test("my wishes say when, and leaving the list can be taken back", async () => {
  const left = take("delete", "/scheduling/waitlist/entry-1", () => new HttpResponse(null, { status: 204 }));
  server.use(http.get(at("/scheduling/waitlist"), () => page([ENTRY])));
  const { user } = open("/my/appointments");
  expect(await screen.findByText("Mon 2 Mar to Fri 20 Mar · Mon, Wed · Morning")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Leave the list" }));
  expect(screen.queryByText(/Mon, Wed/)).not.toBeInTheDocument();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText(/Mon, Wed/)).toBeVisible();
  expect(left).toEqual([]);
});

test("an offer stands first while its clock runs; taking it leads to the visit", async () => {
  const offer = { ...option(WANTED), expires_at: "2026-03-02T10:30:00Z", hold_id: "hold-1" };
  const accepted = take("post", "/scheduling/waitlist/entry-1/accept", () => HttpResponse.json(APPOINTMENT));
  server.use(http.get(at("/scheduling/waitlist"), () => page([{ ...ENTRY, status: "offered", offer }])));
  const { user, path } = open("/my");
  expect(await screen.findByRole("heading", { name: "A time is free for Pretzel" })).toBeVisible();
  expect(screen.getByRole("timer")).toHaveTextContent(/^1:(30:00|29:\d\d)$/);
  await user.click(screen.getByRole("button", { name: "Take this time" }));
  await waitFor(() => expect(path()).toBe("/my/appointments/visit-1"));
  expect(accepted).toHaveLength(1);
});

test("opening a mail's link changes nothing; the button does, without signing in", async () => {
  const looked = take("post", "/scheduling/links/look-up", () => HttpResponse.json(LINK));
  const used = take("post", "/scheduling/links/use", () => HttpResponse.json(LINK));
  const { user, router } = open(`/l#token=${TOKEN}`, false);
  expect(await screen.findByRole("heading", { name: "Will you come?" })).toBeVisible();
  expect(looked).toEqual([{ token: TOKEN }]);
  expect(used).toEqual([]);
  await waitFor(() => expect(router.state.location.hash).toBe(""));
  await user.click(screen.getByRole("button", { name: "Yes, we are coming" }));
  expect(await screen.findByRole("heading", { name: "Thank you, see you then." })).toBeVisible();
  expect(used).toEqual([{ token: TOKEN }]);
});

test("of the times a clinic proposes one is chosen; when it was taken meanwhile, fresh ones stand there", async () => {
  const first = "2026-03-04T08:00:00Z";
  const fresh = "2026-03-05T08:00:00Z";
  const link = { ...LINK, purpose: "choose" as const, options: [option(first)] };
  take("post", "/scheduling/links/look-up", () => HttpResponse.json(link));
  const used = take("post", "/scheduling/links/use", () =>
    used.length === 1
      ? problem(409, "scheduling.option_taken", { options: [option(fresh)] })
      : HttpResponse.json(link),
  );
  const { user } = open(`/l#token=${TOKEN}`, false);
  await user.click(await screen.findByRole("button", { name: "Take this time" }));
  expect(screen.getByText("Please choose a time.")).toBeVisible();
  expect(used).toEqual([]);
  await user.click(screen.getByRole("radio", { name: "Wed 4 Mar, 09:00 (Berlin time) Dr. Amara Lindqvist" }));
  await user.click(screen.getByRole("button", { name: "Take this time" }));
  expect(await screen.findByText("This time has just been taken; these are still free.")).toBeVisible();
  await user.click(screen.getByRole("radio", { name: "Thu 5 Mar, 09:00 (Berlin time) Dr. Amara Lindqvist" }));
  await user.click(screen.getByRole("button", { name: "Take this time" }));
  expect(await screen.findByText("Thu 5 Mar, 09:00 (Berlin time)")).toBeVisible();
  expect(used).toEqual([
    { token: TOKEN, starts_at: first, veterinarian_id: "vet-1" },
    { token: TOKEN, starts_at: fresh, veterinarian_id: "vet-1" },
  ]);
});

const KEPT: LinkOut = {
  ...LINK,
  purpose: "waitlist",
  status: "offered",
  appointment_type_translations: { de: "Vorsorge" },
  options: [option(WANTED)],
};

test("a kept time is let go by the mail's link, without signing in, and the wish stays", async () => {
  take("post", "/scheduling/links/look-up", () => HttpResponse.json(KEPT));
  const used = take("post", "/scheduling/links/use", () =>
    HttpResponse.json({ ...KEPT, status: "waiting", options: [] }),
  );
  const { user } = open(`/l#token=${TOKEN}`, false);
  expect(await screen.findByRole("heading", { name: "A time has become free" })).toBeVisible();
  expect(screen.getByText("Dr. Amara Lindqvist")).toBeVisible();
  expect(used).toEqual([]);
  await user.click(screen.getByRole("button", { name: "No, thank you" }));
  expect(await screen.findByRole("heading", { name: "Thank you, the time goes to the next." })).toBeVisible();
  expect(screen.getByText(/You stay on the waiting list/)).toBeVisible();
  expect(used).toEqual([{ token: TOKEN, action: "decline" }]);
  expect(sessionStorage.getItem("vet.link.visit")).toBeNull();
});

test("a kept time is taken by the same page, and an offer that is over says so", async () => {
  take("post", "/scheduling/links/look-up", () => HttpResponse.json(KEPT));
  const used = take("post", "/scheduling/links/use", () =>
    used.length === 1
      ? problem(409, "scheduling.slot_taken")
      : HttpResponse.json({ ...KEPT, status: "booked", options: [] }),
  );
  const { user } = open(`/l#token=${TOKEN}`, false);
  await user.click(await screen.findByRole("button", { name: "Take this time" }));
  await user.click(await screen.findByRole("button", { name: "Take this time" }));
  expect(await screen.findByRole("heading", { name: "The visit is booked." })).toBeVisible();
  expect(used).toEqual([{ token: TOKEN }, { token: TOKEN }]);
});

test("a link that is used up, forged or too old says so alike", async () => {
  take("post", "/scheduling/links/look-up", () => problem(410, "scheduling.link_invalid"));
  open(`/l#token=${TOKEN}`, false);
  expect(await screen.findByRole("heading", { name: "This link no longer works" })).toBeVisible();
});

test("a calendar's address is shown once, and stopped after a pause", async () => {
  const created = take("post", "/scheduling/feeds", () =>
    HttpResponse.json({ id: "feed-2", url: "https://api.test/v1/scheduling/feeds/s.ics" }, { status: 201 }),
  );
  const revoked = take("delete", "/scheduling/feeds/feed-1", () => new HttpResponse(null, { status: 204 }));
  server.use(
    http.get(at("/scheduling/feeds"), () =>
      page([{ id: "feed-1", kind: "owner", shows_details: false, created_at: NOW, last_read_at: null }]),
    ),
  );
  const { user } = open("/you/calendar");
  expect(await screen.findByText(/Not read yet/)).toBeVisible();
  await user.click(screen.getByRole("checkbox", { name: /With the pet’s name/ }));
  await user.click(screen.getByRole("button", { name: "New calendar address" }));
  expect(await screen.findByLabelText("Your calendar’s address")).toHaveValue(
    "https://api.test/v1/scheduling/feeds/s.ics",
  );
  expect(screen.getByRole("link", { name: "Open in my calendar" })).toHaveAttribute(
    "href",
    "webcal://api.test/v1/scheduling/feeds/s.ics",
  );
  expect(created).toEqual([{ kind: "owner", shows_details: true }]);
  await user.click(screen.getByRole("button", { name: "Stop" }));
  expect(revoked).toEqual([]);
  await vi.advanceTimersByTimeAsync(7000);
  await waitFor(() => expect(revoked).toHaveLength(1));
});

const ASKING = {
  ...TYPES[0]!,
  is_confirmation_needed: true,
  cancellation_notice_minutes: 1440,
  late_fee: { amount_minor: 2000, currency: "EUR" },
  deposit: { amount_minor: 1500, currency: "EUR" },
  questions: [
    { id: "q-1", text: "Is it the first visit?", kind: "yes_no" as const, is_required: true },
    { id: "q-2", text: "Which food?", kind: "choice" as const, choices: ["Dry", "Wet"] },
  ],
};

test("questions are answered, terms are said, and a visit that waits for the clinic is not called booked", async () => {
  const sent = take("post", "/scheduling/appointments", () =>
    HttpResponse.json({ ...APPOINTMENT, status: "requested" }, { status: 201 }),
  );
  server.use(
    http.get(at("/scheduling/appointment-types"), () => page([ASKING])),
    http.get(at("/scheduling/appointments/visit-1"), () =>
      HttpResponse.json({ ...APPOINTMENT, status: "requested" }),
    ),
    http.post(at("/scheduling/holds"), () => HttpResponse.json(hold(WANTED, "2026-03-02T09:09:00Z"))),
  );
  const { user } = open(`/clinics/clinic-1/book?type=type-1&vet=any&at=${WANTED}&pet=pet-1`);
  await screen.findByRole("timer");
  expect(screen.getByText("€15.00, paid to the clinic before the visit")).toBeVisible();
  expect(
    screen.getByText(
      "You can cancel or move it at no cost until Mon 2 Mar, 14:30 (Berlin time). After that the clinic may charge €20.00.",
    ),
  ).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Ask for this visit" }));
  expect(screen.getByText("Please answer this question.")).toBeVisible();
  expect(sent).toEqual([]);
  await user.click(within(screen.getByRole("group", { name: /first visit/ })).getByLabelText("Yes"));
  await user.click(screen.getByRole("button", { name: "Ask for this visit" }));
  expect(
    await screen.findByRole("heading", { name: "Pretzel’s visit waits for the clinic’s word" }),
  ).toBeVisible();
  expect(sent).toEqual([
    { hold_id: "hold-1", pet_id: "pet-1", answers: [{ question_id: "q-1", text: "yes" }] },
  ]);
});

test("cancelling late says what it costs first", async () => {
  const sent = take("post", "/scheduling/appointments/visit-1/cancel", () => HttpResponse.json(APPOINTMENT));
  server.use(http.get(at("/scheduling/appointment-types"), () => page([ASKING])));
  vi.setSystemTime(new Date("2026-03-02T13:31:00Z"));
  const { user } = open("/my/appointments/visit-1");
  const words =
    "It is later than Mon 2 Mar, 14:30 (Berlin time): for cancelling or moving now the clinic may charge €20.00.";
  expect(await screen.findByText(words)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Cancel visit" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(words)).toBeVisible();
  await user.click(within(dialog).getByRole("button", { name: "Keep the visit" }));
  await vi.advanceTimersByTimeAsync(7000);
  expect(sent).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Cancel visit" }));
  await user.click(await screen.findByRole("button", { name: "Cancel it anyway" }));
  await vi.advanceTimersByTimeAsync(7000);
  await waitFor(() => expect(sent).toHaveLength(1));
});

test("a time that is not offered says why, and not who is there", async () => {
  server.use(
    http.get(at("/scheduling/slots/days"), () => HttpResponse.json(slotDaysOf(WANTED))),
    http.get(at("/scheduling/slots"), ({ request }) => {
      const wish = new URL(request.url).searchParams.get("at");
      return HttpResponse.json(
        wish === null ? slotsOf(WANTED) : { ...slotsOf(), why_not: ["off_duty", "taken"] },
      );
    }),
  );
  const { user } = open("/clinics/clinic-1/book?type=type-1&vet=any");
  await user.click(await screen.findByText("Why is a certain time not here?"));
  await user.type(screen.getByLabelText("Time"), "08:15");
  await user.click(screen.getByRole("button", { name: "Look it up" }));
  expect(await screen.findByText("Tue 3 Mar, 08:15 (Berlin time) cannot be booked")).toBeVisible();
  expect(screen.getByText("No vet for this service works then.")).toBeVisible();
  expect(screen.getByText("This time is taken.")).toBeVisible();
});

test("a clinic that has paused online booking says so in the booking, with its reason", async () => {
  server.use(
    http.get(at("/clinics/:id"), () =>
      HttpResponse.json({ ...CLINIC, is_booking_paused: true, pause_reason: "The power is out." }),
    ),
  );
  open("/clinics/clinic-1/book?type=type-1&vet=any");
  expect(await screen.findByText("The power is out.")).toBeVisible();
});
