/** What is entered at the desk: visits, series, walk-ins, blocked time; and what is decided: requests, the waitlist, a whole day. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import type { AppointmentOut } from "@/api/generated.gen";
import { renderApp } from "@/testing/render";
import { at, page, problem, server } from "@/testing/server";
import { CLIENT, NOW, staff, TYPES, visit } from "@/testing/world";

const FIRST = visit("a", "2026-03-02T09:00", { pet_name: "Pretzel" });

/** The API remembers what was sent to it, by address. */
function clinicWith(visits: AppointmentOut[], answers: Record<string, unknown> = {}) {
  const sent: Record<string, unknown[]> = {};
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json(staff("receptionist"))),
    http.get(at("/scheduling/appointments"), ({ request }) => {
      const wanted = new URL(request.url).searchParams.getAll("status");
      return page(visits.filter(({ status }) => wanted.length === 0 || wanted.includes(status)));
    }),
    http.get(at("/clinics/clinic-1/clients"), () => page([CLIENT])),
    http.get(at("/scheduling/slots"), ({ request }) => {
      const { searchParams } = new URL(request.url);
      const asked = searchParams.get("at");
      const items = asked === "2026-03-02T13:30:00Z" || asked === null ? [SLOT] : [];
      return HttpResponse.json({
        clinic_id: "clinic-1",
        appointment_type_id: "type-1",
        time_zone: "Europe/Berlin",
        items,
        why_not: items.length > 0 ? [] : ["taken"],
      });
    }),
    http.post(at("/scheduling/*"), async ({ request }) => {
      const path = new URL(request.url).pathname.replace("/v1/scheduling/", "");
      sent[path] = [...(sent[path] ?? []), await request.json().catch(() => null)];
      return path in answers ? HttpResponse.json(answers[path] as object) : HttpResponse.json(FIRST);
    }),
  );
  return sent;
}

const SLOT = {
  starts_at: "2026-03-02T13:30:00Z",
  ends_at: "2026-03-02T14:00:00Z",
  starts_local: "2026-03-02T14:30",
  veterinarian_ids: ["vet-1"],
  seats_left: null,
};

async function openDialog() {
  const { user, query } = renderApp("/desk/clinic-1", { hasFakeTimers: true });
  await screen.findByRole("button", { name: /^09:00, Pretzel/ });
  await user.keyboard("n");
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(await dialog.findByRole("radio", { name: /Pretzel/ }));
  return { user, query, dialog };
}
async function chooseIn(
  { user, dialog }: Awaited<ReturnType<typeof openDialog>>,
  name: RegExp,
  option: string | RegExp,
) {
  await user.click(dialog.getByRole("button", { name }));
  await user.click(await screen.findByRole("option", { name: option }));
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), shouldAdvanceTime: true });
});

test("a visit is booked once its time is known to be free", async () => {
  const sent = clinicWith([FIRST]);
  const { user, query, dialog } = await openDialog();
  expect(dialog.getByRole("button", { name: "Book" })).toBeDisabled();
  await user.type(dialog.getByLabelText("Time"), "14:30");
  expect(await dialog.findByText("Free, with Dr. Amara Lindqvist")).toBeVisible();
  await user.click(dialog.getByRole("button", { name: "Book" }));
  await waitFor(() => expect(query().get("visit")).toBe("a"));
  expect(sent["appointments"]).toEqual([
    {
      pet_id: "pet-1",
      clinic_id: "clinic-1",
      appointment_type_id: "type-1",
      starts_at: "2026-03-02T13:30:00Z",
    },
  ]);
});

test("a time that is not free says why, offers the nearest, and is booked only with a reason", async () => {
  const sent = clinicWith([FIRST]);
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Time"), "10:00");
  expect(await dialog.findByText("Somebody else has this time.")).toBeVisible();
  expect(await dialog.findByRole("button", { name: "14:30" })).toBeVisible();
  const anyway = dialog.getByRole("button", { name: "Book anyway" });
  expect(anyway).toBeDisabled();
  await user.type(dialog.getByLabelText("Do it anyway, because …"), "Emergency");
  await user.click(anyway);
  await waitFor(() =>
    expect(sent["appointments"]).toEqual([
      expect.objectContaining({ starts_at: "2026-03-02T09:00:00Z", override_reason: "Emergency" }),
    ]),
  );
});

test("a reason does not put a pet in two places: the form says what stands in the way", async () => {
  clinicWith([FIRST]);
  server.use(http.post(at("/scheduling/appointments"), () => problem(409, "scheduling.slot_taken")));
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Time"), "10:00");
  await user.type(await dialog.findByLabelText("Do it anyway, because …"), "Emergency");
  await user.click(dialog.getByRole("button", { name: "Book anyway" }));
  expect(await dialog.findByText(/^The patient has another visit at that time/)).toBeVisible();
  expect(dialog.queryByText("Somebody was faster")).not.toBeInTheDocument();
});

test("a series is looked at before it is written, and what is not free is left out", async () => {
  const occurrence = (day: string, conflict: string | null) => ({
    starts_at: `${day}T13:30:00Z`,
    starts_local: `${day}T14:30`,
    conflict,
  });
  const items = [
    occurrence("2026-03-02", null),
    occurrence("2026-03-09", "off_duty"),
    occurrence("2026-03-16", null),
  ];
  const sent = clinicWith([FIRST], {
    "series/preview": { time_zone: "Europe/Berlin", items },
    series: { id: "s", appointments: [FIRST] },
  });
  const opened = await openDialog();
  const { user, dialog } = opened;
  await user.type(dialog.getByLabelText("Time"), "14:30");
  await chooseIn(opened, /^Repeat/, "Every week");
  await chooseIn(opened, /^Vet/, /Lindqvist/);
  await user.clear(dialog.getByLabelText("How many times"));
  await user.type(dialog.getByLabelText("How many times"), "3");
  await user.click(dialog.getByRole("button", { name: "Look at the dates" }));
  expect(await dialog.findByText("1 of them is not free. It is left out.")).toBeVisible();
  expect(dialog.getByText(/The vet does not work then/)).toBeVisible();
  expect(sent["series"]).toBeUndefined();
  await user.click(dialog.getByRole("button", { name: "Book 2 visits" }));
  const rule = {
    clinic_id: "clinic-1",
    appointment_type_id: "type-1",
    veterinarian_id: "vet-1",
    pet_id: "pet-1",
    starts_local: "2026-03-02T14:30",
    rrule: "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;COUNT=3",
  };
  await waitFor(() =>
    expect(sent["series"]).toEqual([{ ...rule, occurrences: ["2026-03-02T14:30", "2026-03-16T14:30"] }]),
  );
  expect(sent["series/preview"]).toEqual([rule]);
});

test("whoever walks in is entered with one press", async () => {
  const sent = clinicWith([FIRST], { "walk-ins": { ...FIRST, pet_name: "Pretzel" } });
  const opened = await openDialog();
  await opened.user.click(opened.dialog.getByRole("button", { name: "Walk-in" }));
  await opened.user.click(await opened.dialog.findByRole("radio", { name: /Pretzel/ }));
  await opened.user.click(opened.dialog.getByRole("button", { name: "Check in now" }));
  expect(await screen.findByText(/Pretzel is in the waiting room, 09:00/)).toBeVisible();
  expect(sent["walk-ins"]).toEqual([
    { clinic_id: "clinic-1", pet_id: "pet-1", appointment_type_id: "type-1" },
  ]);
});

const QUESTIONS = [
  { id: "since", text: "Since when?", is_required: true },
  { id: "eats", text: "Does it eat?", kind: "yes_no" as const },
  { id: "how", text: "How do you come?", kind: "choice" as const, choices: ["Car", "Foot"] },
];
const asks = (more: object) =>
  server.use(
    http.get(at("/scheduling/appointment-types"), () =>
      page([{ ...TYPES[0]!, questions: QUESTIONS, ...more }]),
    ),
  );

test("the service's questions are asked at the desk too, and none has to be answered", async () => {
  const sent = clinicWith([FIRST]);
  asks({});
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Time"), "14:30");
  expect(dialog.getByLabelText("Since when? (optional)")).toBeVisible();
  await user.click(
    within(dialog.getByRole("group", { name: /Does it eat/ })).getByRole("radio", { name: "No" }),
  );
  await user.click(dialog.getByRole("radio", { name: "Foot" }));
  await user.click(await dialog.findByRole("button", { name: "Book" }));
  const answers = [
    { question_id: "eats", text: "no" },
    { question_id: "how", text: "Foot" },
  ];
  await waitFor(() => expect(sent["appointments"]).toEqual([expect.objectContaining({ answers })]));
});

test("a series keeps what was answered once, also after its dates were looked at", async () => {
  const items = [{ starts_at: "2026-03-02T13:30:00Z", starts_local: "2026-03-02T14:30", conflict: null }];
  const sent = clinicWith([FIRST], {
    "series/preview": { time_zone: "Europe/Berlin", items },
    series: { id: "s", appointments: [FIRST] },
  });
  asks({});
  const opened = await openDialog();
  const { user, dialog } = opened;
  await user.type(dialog.getByLabelText("Time"), "14:30");
  await chooseIn(opened, /^Repeat/, "Every week");
  await chooseIn(opened, /^Vet/, /Lindqvist/);
  await user.click(dialog.getByRole("button", { name: "Look at the dates" }));
  await user.type(await dialog.findByLabelText(/Since when/), "Sunday");
  await user.click(dialog.getByRole("button", { name: "Book 1 visit" }));
  await waitFor(() =>
    expect(sent["series"]).toEqual([
      expect.objectContaining({ answers: [{ question_id: "since", text: "Sunday" }] }),
    ]),
  );
});

test("whoever walks in is asked the same; a visit at home is nothing to walk into", async () => {
  const sent = clinicWith([FIRST], { "walk-ins": FIRST });
  server.use(
    http.get(at("/scheduling/appointment-types"), () =>
      page([
        { ...TYPES[0]!, id: "home", name: "Visit at home", place: "home_visit", species: [] },
        { ...TYPES[0]!, questions: QUESTIONS },
      ]),
    ),
  );
  const opened = await openDialog();
  const { user, dialog } = opened;
  await user.click(dialog.getByRole("button", { name: "Walk-in" }));
  await user.click(await screen.findByRole("radio", { name: /Pretzel/ }));
  await user.click(dialog.getByRole("button", { name: /^Service/ }));
  expect((await screen.findAllByRole("option")).map((each) => each.textContent)).toEqual([
    "General check-up",
  ]);
  await user.keyboard("{Escape}");
  await user.type(dialog.getByLabelText(/Since when/), "Today");
  await user.click(dialog.getByRole("button", { name: "Check in now" }));
  await waitFor(() =>
    expect(sent["walk-ins"]).toEqual([
      expect.objectContaining({ answers: [{ question_id: "since", text: "Today" }] }),
    ]),
  );
});

test("a visit at home is not booked without saying where", async () => {
  const sent = clinicWith([FIRST]);
  asks({ questions: [], place: "home_visit" });
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Time"), "14:30");
  expect(await dialog.findByText("Still needed: where to come to.")).toBeVisible();
  expect(dialog.getByRole("button", { name: "Book" })).toBeDisabled();
  await user.type(dialog.getByRole("textbox", { name: /come to|Where/ }), " Rosenweg 4 ");
  await user.click(dialog.getByRole("button", { name: "Book" }));
  await waitFor(() =>
    expect(sent["appointments"]).toEqual([expect.objectContaining({ visit_address: "Rosenweg 4" })]),
  );
});

test("blocked time says which visits lie in it", async () => {
  const block = { id: "b", resource_id: "room-2", kind: "block", conflicts: ["a"], reason: null };
  const sent = clinicWith([FIRST], { blocks: block });
  const opened = await openDialog();
  const { user, dialog } = opened;
  await user.click(dialog.getByRole("button", { name: "Block time" }));
  await chooseIn(opened, /Whose time/, "Room 2");
  await user.type(dialog.getByLabelText("From time"), "09:00");
  await user.type(dialog.getByLabelText("Until time"), "08:00");
  expect(dialog.getByText("The end lies before the beginning.")).toBeVisible();
  expect(dialog.getByRole("button", { name: "Block it" })).toBeDisabled();
  await user.clear(dialog.getByLabelText("Until time"));
  await user.type(dialog.getByLabelText("Until time"), "12:00");
  await user.click(dialog.getByRole("button", { name: "Block it" }));
  expect(
    await screen.findByText("Room 2 is blocked. 1 visit lies in that time; it is marked."),
  ).toBeVisible();
  expect(sent["blocks"]).toEqual([
    {
      clinic_id: "clinic-1",
      resource_id: "room-2",
      kind: "block",
      starts_at: "2026-03-02T08:00:00Z",
      ends_at: "2026-03-02T11:00:00Z",
    },
  ]);
});

test("requests are confirmed at once; a no can be taken back for a moment", async () => {
  const asked = visit("r", "2026-03-02T15:00", { pet_name: "Minka", status: "requested" });
  const other = visit("q", "2026-03-02T16:00", { pet_name: "Nele", status: "requested" });
  const sent = clinicWith([FIRST, asked, other]);
  const { user } = renderApp("/desk/clinic-1", { hasFakeTimers: true });
  await user.click(await screen.findByRole("button", { name: "2 requests" }));
  const sheet = within(await screen.findByRole("dialog"));
  await user.click(sheet.getByRole("button", { name: "Confirm: Minka" }));
  await waitFor(() => expect(sent["appointments/r/confirm"]).toHaveLength(1));
  await user.click(sheet.getByRole("button", { name: "Decline: Nele" }));
  await user.type(sheet.getByLabelText(/Why not/), "We do not treat birds.");
  await user.click(sheet.getByRole("button", { name: "Decline" }));
  expect(sent["appointments/q/decline"]).toBeUndefined();
  await act(() => vi.advanceTimersByTimeAsync(6000));
  await waitFor(() => expect(sent["appointments/q/decline"]).toEqual([{ reason: "We do not treat birds." }]));
});

test("moving a day shows the proposals before anybody is written to", async () => {
  const option = {
    starts_at: "2026-03-03T08:00:00Z",
    ends_at: "2026-03-03T08:30:00Z",
    veterinarian_id: "vet-2",
  };
  const proposal = { proposal_id: null, state: null, chosen_starts_at: null, expires_at: null };
  const items = [
    { ...proposal, appointment: FIRST, options: [option] },
    { ...proposal, appointment: visit("z", "2026-03-02T10:00", { pet_name: "Luna" }), options: [] },
  ];
  const sent = clinicWith([FIRST], {
    "day-moves/preview": { items },
    "day-moves": { id: "m", items: [items[0]] },
  });
  const { user } = renderApp("/desk/clinic-1?vet=vet-1", { hasFakeTimers: true });
  await user.click(await screen.findByRole("button", { name: "Move a day" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("button", { name: "Look for new times" }));
  expect(await dialog.findByText(/Tue 3 Mar, 09:00.*Dr. Tarek Brinkmann/)).toBeVisible();
  expect(dialog.getByText("No other time found: please call.")).toBeVisible();
  expect(sent["day-moves"]).toBeUndefined();
  await user.click(dialog.getByRole("button", { name: "Send 1 letter" }));
  await waitFor(() =>
    expect(sent["day-moves"]).toEqual([
      {
        clinic_id: "clinic-1",
        veterinarian_id: "vet-1",
        on_day: "2026-03-02",
        is_blocked: true,
        appointment_ids: ["a"],
      },
    ]),
  );
  expect(await screen.findByText("1 owner can choose a new time now.")).toBeVisible();
});

test("a visit of a series is called off with those after it", async () => {
  const ofSeries = { ...FIRST, series_id: "s-1" };
  const sent = clinicWith([ofSeries]);
  server.use(http.get(at("/scheduling/appointments/a"), () => HttpResponse.json(ofSeries)));
  const { user } = renderApp("/desk/clinic-1?visit=a", { hasFakeTimers: true });
  await user.click(await screen.findByRole("button", { name: "Cancel visit" }));
  await user.click(screen.getByRole("radio", { name: "This one and all after it" }));
  await user.click(screen.getByRole("button", { name: "Cancel visit" }));
  await act(() => vi.advanceTimersByTimeAsync(6000));
  await waitFor(() =>
    expect(sent["series/s-1/cancel"]).toEqual([{ scope: "following", appointment_id: "a" }]),
  );
});

test("a refusal stays in the dialog, in words", async () => {
  clinicWith([FIRST]);
  server.use(http.post(at("/scheduling/appointments"), () => problem(409, "scheduling.slot_taken")));
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Time"), "14:30");
  await dialog.findByText(/^Free/);
  await user.click(dialog.getByRole("button", { name: "Book" }));
  expect(await dialog.findByText("Somebody was faster")).toBeVisible();
});
