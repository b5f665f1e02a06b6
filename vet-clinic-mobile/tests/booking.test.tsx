import { act, fireEvent, screen } from "@testing-library/react-native";
import { page, problem } from "@/testing/fake-api";
import { appointment, hold, service, slot, slotDays } from "@/testing/world";
import { clinicApi, openApp } from "./app";

const FREE = {
  clinic_id: "clinic-1",
  appointment_type_id: "type-1",
  time_zone: "Europe/Berlin",
  items: [
    slot("2026-03-04T09:00:00Z", "2026-03-04T10:00"),
    slot("2026-03-04T09:15:00Z", "2026-03-04T10:15"),
    slot("2026-03-04T16:30:00Z", "2026-03-04T17:30"),
  ],
};
const DAYS = /^\/v1\/scheduling\/slots\/days\?/;
const SLOTS = /^\/v1\/scheduling\/slots\?/;
const HOLDS = /^\/v1\/scheduling\/holds$/;
const BOOK = /^\/v1\/scheduling\/appointments$/;
/** The seconds are for the eye only. */
const SEEN = { includeHiddenElements: true };
const TIMES = "/book/clinic-1/type-1/times";

const press = async (role: "button" | "link" | "radio", name: string | RegExp) => {
  await fireEvent.press(await screen.findByRole(role, { name }));
};

function bookingApi() {
  return clinicApi()
    .on("GET", DAYS, { body: slotDays(FREE.items) })
    .on("GET", SLOTS, { body: FREE })
    .on("POST", HOLDS, { status: 201, body: hold() })
    .on("GET", /^\/v1\/scheduling\/holds\/hold-1$/, { body: hold() })
    .on("DELETE", /^\/v1\/scheduling\/holds\/hold-1$/, { status: 204 })
    .on("POST", BOOK, { status: 201, body: appointment({ id: "visit-2" }) })
    .on("GET", /^\/v1\/scheduling\/appointments\/visit-2$/, {
      body: appointment({ id: "visit-2", starts_at: "2026-03-04T09:15:00Z" }),
    });
}

test("an owner books from the first question to the confirmation", async () => {
  const api = bookingApi();
  await openApp({ api });
  await press("link", "Book a visit");
  await press("button", /Linden Veterinary Practice/);
  await press("button", /General check-up/);
  await press("button", /Any vet/);
  await press("button", "Hold 10:15");
  await press("radio", /Pretzel/);
  await fireEvent.changeText(
    await screen.findByLabelText(/Anything we should know/),
    "  Limps since Sunday. ",
  );
  await press("button", "Book this visit");

  await screen.findByRole("heading", { name: "See you soon, Pretzel" });
  screen.getByText("Wed 4 Mar, 10:15 (Berlin time)");
  expect(api.asked("POST", HOLDS).map(({ body }) => body)).toEqual([
    {
      clinic_id: "clinic-1",
      appointment_type_id: "type-1",
      starts_at: "2026-03-04T09:15:00Z",
      veterinarian_id: null,
      pet_id: null,
    },
  ]);
  expect(api.asked("POST", BOOK).map(({ body }) => body)).toEqual([
    { hold_id: "hold-1", pet_id: "pet-1", note: "Limps since Sunday.", answers: [] },
  ]);
  expect(api.asked("POST", BOOK)[0]?.headers.get("idempotency-key")).toMatch(/^[0-9a-f-]{36}$/);
});

test("when somebody was faster the times are asked for again and another one can be taken", async () => {
  let isTaken = true;
  const api = bookingApi().on("POST", HOLDS, () =>
    isTaken ? problem(409, "scheduling.slot_taken") : { status: 201, body: hold() },
  );
  await openApp({ api, url: TIMES });
  await screen.findByRole("button", { name: "Hold 10:00" });
  const askedBefore = api.asked("GET", SLOTS).length;
  await press("button", "Hold 10:00");
  await screen.findByText("Somebody was a moment faster. Choose another time.");
  expect(api.asked("GET", SLOTS).length).toBe(askedBefore + 1);

  isTaken = false;
  await press("button", "Hold 10:15");
  await screen.findByRole("heading", { name: "Almost done" });
});

test("a booking refused because the time went to somebody else offers other times, not the same again", async () => {
  const api = bookingApi().on("POST", BOOK, problem(409, "scheduling.slot_taken"));
  await openApp({ api, url: "/book/details/hold-1?pet=pet-1" });
  await press("button", "Book this visit");
  await screen.findByText("Somebody was a moment faster. Choose another time.");
  await screen.findByRole("button", { name: "Choose another time" });
  expect(screen.queryByRole("button", { name: "Book this visit" })).toBeNull();
});

test("a held time counts down, and once it has run out nothing can be booked with it", async () => {
  const api = bookingApi();
  await openApp({ api, url: "/book/details/hold-1?pet=pet-1" });
  await screen.findByText(/We keep this time for you for (10:00|9:5\d)/, SEEN);
  screen.getByLabelText("About 10 minutes left to confirm this time.");
  await act(async () => jest.advanceTimersByTimeAsync(5 * 60_000));
  await screen.findByText(/We keep this time for you for (5:00|4:5\d)/, SEEN);
  await act(async () => jest.advanceTimersByTimeAsync(5 * 60_000));
  await screen.findByText("The time is no longer kept");
  expect(screen.queryByRole("button", { name: "Book this visit" })).toBeNull();
  expect(api.asked("POST", BOOK)).toEqual([]);
});

test("in the last minute a time can be kept longer, once", async () => {
  const api = bookingApi()
    .on("GET", /\/holds\/hold-1$/, { body: hold({ expires_at: "2026-03-02T08:00:50Z" }) })
    .on("POST", /\/holds\/hold-1\/renew$/, () => {
      const renewed = hold({ expires_at: "2026-03-02T08:00:58Z", is_renewed: true });
      api.on("GET", /\/holds\/hold-1$/, { body: renewed });
      return { body: renewed };
    });
  await openApp({ api, url: "/book/details/hold-1?pet=pet-1" });
  await press("button", "Keep it longer");
  await screen.findByText(/0:5[5-8]/, SEEN);
  expect(screen.queryByRole("button", { name: "Keep it longer" })).toBeNull();
});

test("going back lets the time go", async () => {
  const api = bookingApi();
  await openApp({ api, url: "/book/details/hold-1" });
  await screen.findByRole("radio", { name: /Pretzel/ });
  await press("button", "Back");
  expect(api.asked("DELETE", /\/holds\/hold-1$/)).toHaveLength(1);
});

test("a visit needs somebody to come, and an animal the service is for", async () => {
  const api = bookingApi();
  await openApp({ api, url: "/book/details/hold-1" });
  await press("button", "Book this visit");
  await screen.findByText("Choose who is coming.");
  const hazel = await screen.findByRole("radio", { name: "Hazel, Not offered for this kind of animal" });
  expect(hazel).toBeDisabled();
  expect(api.asked("POST", BOOK)).toEqual([]);
});

test("days without a free time say so and are not to be chosen", async () => {
  await openApp({ api: bookingApi(), url: TIMES });
  expect(await screen.findByRole("radio", { name: "Tuesday 3 March, no free time" })).toBeDisabled();
  const wednesday = screen.getByRole("radio", { name: "Wednesday 4 March, 3 free times" });
  expect(wednesday).toBeChecked();
});

test("a service that is gone is told, not waited for", async () => {
  const api = bookingApi().on("GET", /appointment-types/, page([]));
  await openApp({ api, url: TIMES });
  await screen.findByText("The clinic no longer offers this. Choose something else.");
});

const QUESTIONS = [
  { id: "since", text: "Since when?", translations: {}, kind: "text", choices: [], is_required: true },
  { id: "eats", text: "Does it eat?", translations: {}, kind: "yes_no", choices: [], is_required: false },
  {
    id: "how",
    text: "How do you come?",
    translations: {},
    kind: "choice",
    choices: ["Car", "Bus"],
    is_required: true,
  },
] as const;

test("the clinic's questions are asked, the needed ones first answered, and sent with the booking", async () => {
  const questions = QUESTIONS.map((question) => ({ ...question, choices: [...question.choices] }));
  const api = bookingApi().on("GET", /appointment-types\?/, page([service({ questions })]));
  await openApp({ api, url: "/book/details/hold-1?pet=pet-1" });
  await press("button", "Book this visit");
  await screen.findByText("Answer what the clinic needs to know.");
  expect(screen.getAllByText("The clinic needs to know this.")).toHaveLength(2);
  expect(api.asked("POST", BOOK)).toEqual([]);

  await fireEvent.changeText(screen.getByLabelText("Since when?"), " Sunday ");
  await press("radio", "Yes");
  await press("radio", "Bus");
  await press("button", "Book this visit");
  await screen.findByRole("heading", { name: "See you soon, Pretzel" });
  expect(api.asked("POST", BOOK).map(({ body }) => body)).toEqual([
    {
      hold_id: "hold-1",
      pet_id: "pet-1",
      note: null,
      answers: [
        { question_id: "since", text: "Sunday" },
        { question_id: "eats", text: "yes" },
        { question_id: "how", text: "Bus" },
      ],
    },
  ]);
});

test("what a visit comes with is said before it is booked, and a request is called one", async () => {
  const terms = service({
    is_confirmation_needed: true,
    deposit: { amount_minor: 1000, currency: "EUR" },
    cancellation_notice_minutes: 24 * 60,
    late_fee: { amount_minor: 2500, currency: "EUR" },
    place: "home_visit",
  });
  const requested = appointment({ id: "visit-2", status: "requested" });
  const api = bookingApi()
    .on("GET", /appointment-types\?/, page([terms]))
    .on("POST", BOOK, { status: 201, body: requested })
    .on("GET", /^\/v1\/scheduling\/appointments\/visit-2$/, { body: requested });
  await openApp({ api, url: "/book/details/hold-1?pet=pet-1" });
  await screen.findByText("The clinic confirms this visit");
  screen.getByText("The vet comes to your home");
  await fireEvent.changeText(screen.getByLabelText("Where should we come to?"), "Lindenhof 1");
  screen.getByText("A deposit of €10.00 is part of it.");
  screen.getByText(
    "You can move or cancel it for nothing until Tue 3 Mar, 10:15; after that it costs €25.00.",
  );
  await press("button", "Ask for this visit");
  await screen.findByRole("heading", { name: "Asked for, Pretzel" });
});

test("each day says how many times are free, and only the chosen day's times are asked for", async () => {
  const later = slot("2026-03-06T09:00:00Z", "2026-03-06T10:00");
  const api = bookingApi()
    .on("GET", DAYS, { body: slotDays([...FREE.items, later]) })
    .on("GET", SLOTS, ({ path }) => ({
      body: { ...FREE, items: path.includes("from=2026-03-05") ? [later] : FREE.items },
    }));
  await openApp({ api, url: TIMES });
  await screen.findByRole("radio", { name: "Wednesday 4 March, 3 free times" });
  expect(screen.getByRole("radio", { name: "Thursday 5 March, no free time" })).toBeDisabled();
  await screen.findByRole("button", { name: "Hold 17:30" });
  await press("radio", "Friday 6 March, 1 free time");
  await screen.findByRole("button", { name: "Hold 10:00" });
  expect(screen.queryByRole("button", { name: "Hold 17:30" })).toBeNull();
  const asked = api.asked("GET", SLOTS).map(({ path }) => new URL(path, "http://api.test").searchParams);
  expect(asked.map((query) => [query.get("from"), query.get("to")])).toEqual([
    ["2026-03-03T23:00:00Z", "2026-03-04T23:00:00Z"],
    ["2026-03-05T23:00:00Z", "2026-03-06T23:00:00Z"],
  ]);
});
