import { act, fireEvent, screen, within } from "@testing-library/react-native";
import { createEventInCalendarAsync } from "expo-calendar/legacy";
import { page, problem } from "@/testing/fake-api";
import { setConnected } from "@/testing/fake-network";
import { FakeSocket } from "@/testing/fake-socket";
import { appointment, service, slot, slotDays } from "@/testing/world";
import { clinicApi, openApp } from "./app";

jest.mock("expo-calendar/legacy", () => ({
  createEventInCalendarAsync: jest.fn(async () => ({ action: "done" })),
}));

const CANCEL = /^\/v1\/scheduling\/appointments\/visit-1\/cancel$/;
const MOVE = /^\/v1\/scheduling\/appointments\/visit-1\/reschedule$/;
const LIST = /^\/v1\/scheduling\/appointments\?/;

const press = async (role: "button" | "link" | "radio", name: string | RegExp) => {
  await fireEvent.press(await screen.findByRole(role, { name }));
};

test("the next visit comes first, in the clinic's time", async () => {
  const api = clinicApi().on(
    "GET",
    LIST,
    page([
      appointment({
        id: "visit-0",
        status: "cancelled",
        starts_at: "2026-03-02T13:30:00Z",
        pet_name: "Hazel",
      }),
      appointment(),
      appointment({ id: "visit-3", pet_name: "Miso", starts_at: "2026-03-29T01:30:00Z" }),
    ]),
  );
  await openApp({ api });
  const next = await screen.findByRole("button", { name: /Pretzel/ });
  within(next).getByText("Tomorrow");
  within(next).getByText("Tue 3 Mar, 14:30 (Berlin time)");
  within(screen.getByRole("button", { name: /Miso/ })).getByText("Sun 29 Mar, 03:30");
  expect(screen.queryByRole("button", { name: /Hazel/ })).toBeNull();
});

test("what happens at the clinic appears without asking", async () => {
  const api = clinicApi();
  await openApp({ api });
  await screen.findByText("Tue 3 Mar, 14:30 (Berlin time)");
  await act(async () => FakeSocket.last.accept());
  expect(FakeSocket.last.url).toBe("ws://api.test/v1/realtime");
  expect(FakeSocket.last.sent[0]).toMatchObject({ type: "authenticate", after: null });
  api.on("GET", LIST, page([appointment({ starts_at: "2026-03-03T15:00:00Z" })]));
  await act(async () =>
    FakeSocket.last.say({
      type: "event",
      id: "170-0",
      event: "scheduling.appointment_rescheduled",
      at: "2026-03-02T08:00:00Z",
      clinic_id: "clinic-1",
      data: { appointment_id: "visit-1" },
    }),
  );
  await screen.findByText("Tue 3 Mar, 16:00 (Berlin time)");
});

test("a visit is cancelled with the reason given", async () => {
  const api = clinicApi().on("POST", CANCEL, () => {
    const cancelled = appointment({ status: "cancelled", cancelled_at: "2026-03-02T08:00:00Z" });
    api.on("GET", /\/appointments\/visit-1$/, { body: cancelled });
    return { body: cancelled };
  });
  await openApp({ api, url: "/visits/visit-1" });
  await press("button", "Cancel visit");
  await screen.findByText("Tue 3 Mar, 14:30 (Berlin time) becomes free for somebody else.");
  await fireEvent.changeText(screen.getByLabelText("Why, if you want to say"), "All better.");
  await press("button", "Cancel the visit");
  await screen.findByText("The visit is cancelled.");
  expect(api.asked("POST", CANCEL).map(({ body }) => body)).toEqual([{ reason: "All better." }]);
  expect(screen.queryByRole("button", { name: "Move" })).toBeNull();
});

test("a cancellation that fails keeps the words and says why", async () => {
  const api = clinicApi().on("POST", CANCEL, problem(409, "scheduling.wrong_move"));
  await openApp({ api, url: "/visits/visit-1" });
  await press("button", "Cancel visit");
  await fireEvent.changeText(screen.getByLabelText("Why, if you want to say"), "All better.");
  await press("button", "Cancel the visit");
  await screen.findByText("The visit has changed meanwhile. Look at it again.");
  expect(screen.getByLabelText("Why, if you want to say").props.value).toBe("All better.");
});

test("a visit is moved to a time that was asked about first", async () => {
  const api = clinicApi()
    .on("GET", /^\/v1\/scheduling\/slots\/days\?/, {
      body: slotDays([slot("2026-03-04T09:00:00Z", "2026-03-04T10:00")]),
    })
    .on("GET", /^\/v1\/scheduling\/slots\?/, {
      body: {
        clinic_id: "clinic-1",
        appointment_type_id: "type-1",
        time_zone: "Europe/Berlin",
        items: [slot("2026-03-05T08:00:00Z", "2026-03-05T09:00")],
      },
    })
    .on("POST", MOVE, { body: appointment({ starts_at: "2026-03-05T08:00:00Z" }) });
  await openApp({ api, url: "/visits/visit-1" });
  await press("button", "Move");
  await press("button", "Choose 09:00");
  await screen.findByRole("heading", { name: "Move to Thu 5 Mar, 09:00?" });
  expect(api.asked("POST", MOVE)).toEqual([]);
  await press("button", "Move the visit");
  await screen.findByText("Moved. A new confirmation is on its way.");
  expect(api.asked("POST", MOVE).map(({ body }) => body)).toEqual([{ starts_at: "2026-03-05T08:00:00Z" }]);
  const [asked] = api.asked("GET", /^\/v1\/scheduling\/slots\?/);
  expect(new URLSearchParams(asked?.path.split("?")[1]).get("veterinarian_id")).toBe("vet-1");
});

test("a visit that has begun can no longer be moved or cancelled", async () => {
  const begun = appointment({ starts_at: "2026-03-02T07:59:00Z" });
  const api = clinicApi().on("GET", /\/appointments\/visit-1$/, { body: begun });
  await openApp({ api, url: "/visits/visit-1" });
  await screen.findByRole("heading", { name: "Pretzel's visit" });
  expect(screen.queryByRole("button", { name: "Move" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Cancel visit" })).toBeNull();
});

test("somebody else's visit is a sentence, not a blank page", async () => {
  const api = clinicApi().on(
    "GET",
    /\/appointments\/visit-1$/,
    problem(404, "scheduling.appointment_not_found"),
  );
  await openApp({ api, url: "/visits/visit-1" });
  await screen.findByText("This visit does not exist, or it belongs to somebody else.");
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});

test("when the server fails the owner can ask again, and then it is there", async () => {
  const api = clinicApi().on(
    "GET",
    /\/appointments\/visit-1$/,
    problem(503, "platform.database_unavailable"),
  );
  await openApp({ api, url: "/visits/visit-1" });
  await screen.findByText(/The clinic's server is taking a break/);
  api.on("GET", /\/appointments\/visit-1$/, { body: appointment() });
  await press("button", "Try again");
  await screen.findByRole("heading", { name: "Pretzel's visit" });
});

test("past visits are looked up a year at a time, the latest first", async () => {
  const api = clinicApi().on("GET", LIST, ({ path }) => {
    const from = new URLSearchParams(path.split("?")[1]).get("from");
    if (from === "2025-03-02T08:00:00Z") {
      return page([
        appointment({
          id: "old-1",
          pet_name: "Hazel",
          status: "completed",
          starts_at: "2025-05-02T08:00:00Z",
        }),
        appointment({ id: "old-2", pet_name: "Miso", status: "missed", starts_at: "2025-11-02T08:00:00Z" }),
      ]);
    }
    return page([]);
  });
  await openApp({ api, url: "/visits" });
  await press("radio", "Past");
  await screen.findByRole("button", { name: /Hazel/ });
  const rows = screen.getAllByRole("button", { name: /General check-up/ });
  expect(rows.map((row) => within(row).getByText(/Hazel|Miso/).props.children)).toEqual(["Miso", "Hazel"]);
  await press("button", "Earlier visits");
  await act(async () => jest.advanceTimersByTimeAsync(100));
  expect(screen.queryByRole("button", { name: "Earlier visits" })).toBeNull();
});

test("without a network the app says so, and refreshes when it is back", async () => {
  const api = clinicApi();
  await openApp({ api });
  await screen.findByText("Tue 3 Mar, 14:30 (Berlin time)");
  await act(async () => setConnected(false));
  await screen.findByText("You are offline");
  api.on("GET", LIST, page([]));
  await act(async () => setConnected(true));
  await screen.findByText("No visit planned");
  expect(screen.queryByText("You are offline")).toBeNull();
});

const DAY_BEFORE = {
  cancellation_notice_minutes: 2 * 24 * 60,
  late_fee: { amount_minor: 2500, currency: "EUR" },
};

test("whoever cancels at short notice reads what it costs before", async () => {
  const api = clinicApi().on("GET", /appointment-types\?/, page([service(DAY_BEFORE)]));
  await openApp({ api, url: "/visits/visit-1" });
  await press("button", "Cancel visit");
  await screen.findByText("This is at short notice");
  screen.getByText("The clinic charges €25.00 when it is told this late.");
});

test("in time nothing is said about fees", async () => {
  const rule = { ...DAY_BEFORE, cancellation_notice_minutes: 24 * 60 };
  const api = clinicApi().on("GET", /appointment-types\?/, page([service(rule)]));
  await openApp({ api, url: "/visits/visit-1" });
  await press("button", "Cancel visit");
  await screen.findByText(/becomes free for somebody else/);
  expect(screen.queryByText("This is at short notice")).toBeNull();
});

test("a visit the clinic still has to confirm says so, and one it declined says why", async () => {
  const VISIT = /^\/v1\/scheduling\/appointments\/visit-1$/;
  const requested = appointment({ status: "requested", place: "video" });
  await openApp({ api: clinicApi().on("GET", VISIT, { body: requested }), url: "/visits/visit-1" });
  await screen.findByText("Waiting for the clinic");
  screen.getByText("By video: you meet on the screen");

  const declined = appointment({ status: "declined", cancellation_reason: "Full of operations." });
  await openApp({ api: clinicApi().on("GET", VISIT, { body: declined }), url: "/visits/visit-1" });
  await screen.findByText("The clinic could not take this visit");
  screen.getByText("Full of operations.");
});

test("a visit goes into the phone's own calendar under a title that names nobody", async () => {
  await openApp({ api: clinicApi(), url: "/visits/visit-1" });
  await press("button", "Add to calendar");
  expect(createEventInCalendarAsync).toHaveBeenCalledWith(
    expect.objectContaining({
      title: "Appointment at Linden Veterinary Practice",
      startDate: new Date("2026-03-03T13:30:00Z"),
      endDate: new Date("2026-03-03T13:50:00Z"),
    }),
  );
});

test("answers stand under what was asked", async () => {
  const questions = [
    { id: "since", text: "Since when?", kind: "text" as const },
    { id: "eats", text: "Does it eat?", kind: "yes_no" as const },
  ].map((each) => ({ ...each, translations: {}, choices: [], is_required: false }));
  const answers = [
    { question_id: "since", text: "Sunday" },
    { question_id: "eats", text: "no" },
    { question_id: "gone", text: "Asked once" },
  ];
  const api = clinicApi()
    .on("GET", /appointment-types\?/, page([service({ questions })]))
    .on("GET", /^\/v1\/scheduling\/appointments\/visit-1$/, { body: appointment({ answers }) });
  await openApp({ api, url: "/visits/visit-1" });
  await screen.findByText("Does it eat?");
  for (const said of ["Since when?", "Sunday", "No", "Asked once"]) screen.getByText(said);
});
