/** An administrator sets the clinic up: working hours, opening, holidays, rooms, services, the pause, the clinic's own page. */
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import type { RosterOut } from "@/api/generated.gen";
import { renderApp } from "@/testing/render";
import { at, page, problem, server } from "@/testing/server";
import { CLINIC, NOW, OPENING, ROOMS, slotsOf, staff, TYPES } from "@/testing/world";

type Sent = { method: string; path: string; body: unknown; match: string | null };

/** What the API was told, in order; every write is answered with `answer`. */
function clinicToSetUp(answer: (sent: Sent) => Response = () => HttpResponse.json({})) {
  const sent: Sent[] = [];
  const take = async ({ request }: { request: Request }) => {
    const text = await request.text();
    const told: Sent = {
      method: request.method,
      path: new URL(request.url).pathname.replace("/v1/", ""),
      body: text === "" ? null : (JSON.parse(text) as unknown),
      match: request.headers.get("If-Match"),
    };
    if (!told.path.endsWith("slots/preview")) sent.push(told);
    return answer(told);
  };
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json(staff("clinic_administrator"))),
    http.put(at("/scheduling/*"), take),
    http.post(at("/scheduling/*"), take),
    http.patch(at("/scheduling/*"), take),
    http.delete(at("/scheduling/*"), take),
    http.post(at("/clinics/*"), take),
    http.patch(at("/clinics/*"), take),
  );
  return sent;
}

const open = (path: string) => renderApp(`/desk/clinic-1/${path}`, { hasFakeTimers: true });

const ROSTER: RosterOut = {
  id: "roster-1",
  clinic_id: "clinic-1",
  veterinarian_id: "vet-1",
  weekday: 0,
  starts_local: "08:00:00",
  ends_local: "12:00",
  effective_from: "2026-01-05",
  effective_until: null,
  rotation_weeks: 1,
  rotation_week: 0,
};

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), shouldAdvanceTime: true });
});

test("a vet's week gets a second one that takes turns, and is sent as a whole", async () => {
  const sent = clinicToSetUp(() => page([ROSTER]));
  server.use(http.get(at("/scheduling/rosters"), () => page([ROSTER])));
  const { user } = open("rosters");
  const monday = await screen.findByLabelText("Monday");
  expect(monday).toHaveValue("08:00–12:00");
  await user.click(screen.getByRole("button", { name: /Rotation/ }));
  await user.click(await screen.findByRole("option", { name: "2 weeks take turns" }));
  await user.click(screen.getByRole("button", { name: "Week B" }));
  const mondayB = screen.getByLabelText("Monday");
  await user.clear(mondayB);
  await user.type(mondayB, "20-6");
  expect(screen.getByText("Ends at 06:00 the next day.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Save working hours" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  const common = { effective_from: "2026-01-05", effective_until: null, rotation_weeks: 2, weekday: 0 };
  expect(sent[0]).toMatchObject({
    method: "PUT",
    path: "scheduling/rosters/vet-1",
    body: {
      clinic_id: "clinic-1",
      windows: [
        { ...common, starts_local: "08:00", ends_local: "12:00", rotation_week: 0 },
        { ...common, starts_local: "20:00", ends_local: "06:00", rotation_week: 1 },
      ],
    },
  });
});

test("what is no hours is named, and nothing can be saved until it is", async () => {
  const sent = clinicToSetUp();
  server.use(http.get(at("/scheduling/rosters"), () => page([ROSTER])));
  const { user } = open("rosters");
  const monday = await screen.findByLabelText("Monday");
  await user.clear(monday);
  await user.type(monday, "morning");
  await user.tab();
  expect(screen.getByText("Please write hours like 8-12, 13:30-18.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Save working hours" })).toBeDisabled();
  await user.clear(monday);
  expect(screen.getByRole("button", { name: "Save working hours" })).toBeEnabled();
  expect(sent).toEqual([]);
});

test("one day gets other hours, and is as planned again", async () => {
  const sent = clinicToSetUp();
  let items: unknown[] = [];
  server.use(
    http.get(at("/scheduling/rosters"), () => page([ROSTER])),
    http.get(at("/scheduling/roster-overrides"), () => page(items)),
  );
  const { user } = open("rosters");
  await user.click(await screen.findByRole("button", { name: "Monday 9 March: 08:00–12:00" }));
  const dialog = await screen.findByRole("dialog");
  const hours = within(dialog).getByLabelText("Hours");
  await user.clear(hours);
  await user.type(hours, "18-24");
  const windows = [{ starts_local: "18:00", ends_local: "24:00" }];
  items = [{ clinic_id: "clinic-1", veterinarian_id: "vet-1", on_day: "2026-03-09", windows, note: null }];
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("button", { name: "Monday 9 March: 18:00–24:00, Changed" })).toBeVisible();
  expect(sent[0]).toMatchObject({
    path: "scheduling/roster-overrides/vet-1/2026-03-09",
    body: { clinic_id: "clinic-1", windows, note: null },
  });

  await user.click(screen.getByRole("button", { name: "Monday 9 March: 18:00–24:00, Changed" }));
  items = [];
  await user.click(await screen.findByRole("button", { name: "As planned again" }));
  expect(await screen.findByRole("button", { name: "Monday 9 March: 08:00–12:00" })).toBeVisible();
  expect(sent[1]).toMatchObject({ method: "DELETE", path: "scheduling/roster-overrides/vet-1/2026-03-09" });
});

test("time off is whole days on the clinic's clock, and says what is booked in it", async () => {
  const sent = clinicToSetUp(({ body }) =>
    HttpResponse.json({ ...(body as object), id: "block-1", conflicts: ["visit-1", "visit-2"] }),
  );
  const { user } = open("rosters");
  await user.click(await screen.findByRole("button", { name: "Add time off" }));
  const dialog = await screen.findByRole("dialog");
  fireEvent.change(within(dialog).getByLabelText("First day"), { target: { value: "2026-03-28" } });
  fireEvent.change(within(dialog).getByLabelText("Last day"), { target: { value: "2026-03-29" } });
  await user.click(within(dialog).getByRole("button", { name: "Enter time off" }));
  expect(await screen.findByText("2 visits are booked in this time")).toBeVisible();
  expect(sent[0]?.body).toEqual({
    clinic_id: "clinic-1",
    resource_id: "vet-1",
    kind: "time_off",
    starts_at: "2026-03-27T23:00:00Z",
    ends_at: "2026-03-29T22:00:00Z",
    reason: null,
  });
});

test("the usual week is saved as windows, a holiday is opened anyway, a special day removed and put back", async () => {
  const sent = clinicToSetUp();
  const day = {
    on_day: "2026-03-08",
    windows: [{ starts_local: "10:00", ends_local: "14:00" }],
    note: "Fair",
  };
  const holidays = [{ on_day: "2026-04-03", name: "Good Friday", is_open: false }];
  server.use(
    http.get(at("/scheduling/opening"), () => HttpResponse.json({ ...OPENING, overrides: [day], holidays })),
  );
  const { user } = open("opening");
  const saturday = await screen.findByLabelText("Saturday");
  await user.type(saturday, "9-13");
  await user.click(screen.getByRole("button", { name: "Save opening hours" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).toMatchObject({ clinic_id: "clinic-1" });
  const windows = (sent[0]?.body as { windows: unknown[] }).windows;
  expect(windows.at(-1)).toEqual({ weekday: 5, opens_local: "09:00", closes_local: "13:00" });
  expect(windows).toHaveLength(6);

  await user.click(screen.getByRole("switch", { name: "Fri 3 Apr: Good Friday" }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({
    path: "scheduling/opening/holidays/2026-04-03",
    body: { clinic_id: "clinic-1", is_open: true },
  });

  await user.click(screen.getByRole("button", { name: "Remove Sun 8 Mar" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(sent).toHaveLength(4));
  expect(sent[2]?.method).toBe("DELETE");
  expect(sent[3]?.body).toEqual({ clinic_id: "clinic-1", windows: day.windows, note: "Fair" });
});

test("a part of the country goes by its name, and an offer from the waiting list lasts as long as chosen", async () => {
  const sent = clinicToSetUp();
  const opening = { ...OPENING, holiday_country: "AT", holiday_subdivision: "9", waitlist_offer_minutes: 45 };
  const parts = [
    { subdivision: "7", name: "Tirol" },
    { subdivision: "9", name: "Wien" },
  ];
  server.use(
    http.get(at("/scheduling/opening"), () => HttpResponse.json(opening)),
    http.get(at("/scheduling/holiday-regions"), () => page([{ country: "AT", name: "Austria" }])),
    http.get(at("/scheduling/holiday-regions/AT/parts"), () => page(parts)),
  );
  const { user } = open("opening");
  const region = await screen.findByRole("button", { name: /^Region/ });
  expect(region).toHaveTextContent("Wien");
  await user.click(region);
  await user.click(screen.getByRole("option", { name: "Tirol" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).toEqual({ clinic_id: "clinic-1", country: "AT", subdivision: "7" });

  const length = screen.getByRole("button", { name: /^How long an offer lasts/ });
  expect(length).toHaveTextContent("45 minutes");
  await user.click(length);
  await user.click(screen.getByRole("option", { name: "1 day" }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({
    method: "PUT",
    path: "scheduling/opening/waitlist-offers",
    body: { clinic_id: "clinic-1", minutes: 1440 },
  });
});

test("a room is added, and another taken out of use on the version that was read", async () => {
  const sent = clinicToSetUp(() => HttpResponse.json(ROOMS[0]));
  const { user } = open("resources");
  await user.click(await screen.findByRole("button", { name: "Add a room or equipment" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  expect(within(dialog).getByText("Please fill this in.")).toBeVisible();
  await user.click(within(dialog).getByRole("button", { name: "Equipment" }));
  await user.type(within(dialog).getByLabelText("Name"), "Ultrasound");
  await user.clear(within(dialog).getByLabelText("Category"));
  await user.type(within(dialog).getByLabelText("Category"), "ultrasound");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).toEqual({
    clinic_id: "clinic-1",
    kind: "equipment",
    name: "Ultrasound",
    category: "ultrasound",
  });
  await user.click((await screen.findAllByRole("button", { name: "Take out of use" }))[0] as HTMLElement);
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({
    path: "scheduling/resources/room-1",
    match: '"1"',
    body: { is_active: false },
  });
});

test("one press pauses online booking, everybody at the desk sees it, one press resumes", async () => {
  let isPaused = false;
  const sent = clinicToSetUp(({ path }) => {
    isPaused = path.endsWith("pause-booking");
    return HttpResponse.json({ ...CLINIC, is_booking_paused: isPaused });
  });
  server.use(
    http.get(at("/clinics/:id"), () => HttpResponse.json({ ...CLINIC, is_booking_paused: isPaused })),
  );
  const { user } = open("opening");
  await user.click(await screen.findByRole("button", { name: "Pause online booking" }));
  const bar = await screen.findByRole("region", { name: "Online booking" });
  expect(bar).toHaveTextContent("Online booking is paused. Owners cannot book; the desk can.");
  expect(screen.queryByRole("button", { name: "Pause online booking" })).not.toBeInTheDocument();
  await user.click(within(bar).getByRole("button", { name: "Resume online booking" }));
  await waitFor(() => expect(bar).not.toBeInTheDocument());
  expect(sent.map(({ path, body }) => [path, body])).toEqual([
    ["clinics/clinic-1/pause-booking", { reason: null }],
    ["clinics/clinic-1/resume-booking", null],
  ]);
});

test("technicians see the pause and cannot end it", async () => {
  clinicToSetUp();
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json(staff("technician"))),
    http.get(at("/clinics/:id"), () =>
      HttpResponse.json({ ...CLINIC, is_booking_paused: true, pause_reason: "Power cut." }),
    ),
    http.get(at("/clinics/clinic-1/clients"), () => page([])),
  );
  open("clients");
  const bar = await screen.findByRole("region", { name: "Online booking" });
  expect(bar).toHaveTextContent("Power cut.");
  expect(within(bar).queryByRole("button")).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Pause online booking" })).not.toBeInTheDocument();
});

test("of the clinic's details only what changed is sent, on the version that was read", async () => {
  const sent = clinicToSetUp(() => HttpResponse.json(CLINIC));
  const { user } = open("settings");
  const phone = await screen.findByLabelText("Phone");
  await user.clear(phone);
  await user.type(phone, "call us");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Please give a phone number, for example +49 30 1234567.")).toBeVisible();
  await user.clear(phone);
  await user.type(phone, "+49 30 998877");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    path: "clinics/clinic-1",
    match: '"1"',
    body: { phone: "+49 30 998877" },
  });
});

test("a service asks for a room, a vet's own length and a question; the times it gives stand beside it", async () => {
  const previews: unknown[] = [];
  const sent = clinicToSetUp(({ path, body }) => {
    if (!path.endsWith("slots/preview")) return HttpResponse.json(TYPES[0]);
    previews.push(body);
    return HttpResponse.json(slotsOf("2026-03-03T08:00:00Z", "2026-03-03T08:30:00Z"));
  });
  const { user } = open("appointment-types/type-1");
  expect(await screen.findByText("2 free times in these days")).toBeVisible();
  expect(previews[0]).toMatchObject({ clinic_id: "clinic-1", from: "2026-03-01T23:00:00Z" });
  const own = screen.getByRole("textbox", { name: "Minutes that Dr. Amara Lindqvist takes" });
  await user.clear(own);
  await user.type(own, "45");
  await user.click(screen.getByRole("checkbox", { name: "Room: General" }));
  await waitFor(() =>
    expect(previews.at(-1)).toMatchObject({
      type: { requirements: [{ kind: "room", category: "general" }] },
    }),
  );
  await user.type(screen.getByLabelText(/Fee for a late cancellation/), "20");
  await user.click(screen.getByRole("button", { name: "Add a question" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Please write the question.")).toBeVisible();
  await user.type(screen.getByLabelText("Question"), "Is it the first visit?");
  await user.click(screen.getByRole("button", { name: /Answer/ }));
  await user.click(await screen.findByRole("option", { name: "Yes or no" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    path: "scheduling/appointment-types/type-1",
    match: '"3"',
    body: {
      performers: [
        { veterinarian_id: "vet-1", duration_minutes: 45 },
        { veterinarian_id: "vet-2", duration_minutes: null },
      ],
      requirements: [{ kind: "room", category: "general" }],
      late_fee: { amount_minor: 2000, currency: "EUR" },
      questions: [{ text: "Is it the first visit?", kind: "yes_no", choices: [], is_required: false }],
    },
  });
});

test("what the API refuses stands beside the form", async () => {
  clinicToSetUp(() =>
    problem(403, "edge.forbidden", { title: "Not yours", detail: "Ask an administrator." }),
  );
  const { user } = open("opening");
  await user.type(await screen.findByLabelText("Sunday"), "10-12");
  await user.click(screen.getByRole("button", { name: "Save opening hours" }));
  expect(await screen.findByRole("alert")).toBeVisible();
});
