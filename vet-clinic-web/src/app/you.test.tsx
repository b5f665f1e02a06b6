/** The pages about oneself: details, devices, consents, the copy of one's data, and being forgotten. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import type { ConsentOut, ErasureOut, ExportOut, SessionOut } from "@/api/generated.gen";
import { renderApp } from "@/testing/render";
import { at, page, problem, server } from "@/testing/server";
import { ME, NOW } from "@/testing/world";

const open = (path: string, isSignedIn = true) => renderApp(path, { hasFakeTimers: true, isSignedIn });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), shouldAdvanceTime: true });
});

test("the profile sends address and birth date, and nothing for what was left empty", async () => {
  const sent: unknown[] = [];
  server.use(
    http.patch(at("/identity/me"), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(ME);
    }),
  );
  const { user } = open("/you");
  await user.type(await screen.findByLabelText(/Address/), "Rosenweg 4{Enter}10117 Berlin");
  await user.type(screen.getByLabelText(/Date of birth/), "1988-04-12");
  await user.clear(screen.getByLabelText(/Time zone/));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        given_name: "Olivia",
        family_name: "Hartmann",
        phone: null,
        address: "Rosenweg 4\n10117 Berlin",
        born_on: "1988-04-12",
        locale: "en",
        time_zone: null,
      },
    ]),
  );
});

test("a birth date that is still to come and an unknown zone are named at their questions", async () => {
  const { user } = open("/you");
  await user.type(await screen.findByLabelText(/Date of birth/), "2030-01-01");
  await user.clear(screen.getByLabelText(/Time zone/));
  await user.type(screen.getByLabelText(/Time zone/), "Europe/Atlantis");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("This day is still to come.")).toBeVisible();
  expect(screen.getByLabelText(/Time zone/)).toHaveAccessibleDescription(/Please choose a time zone/);
});

const DEVICE: SessionOut = {
  id: "sess_a",
  device: "Macintosh",
  browser: "Safari 19",
  address: "203.0.113.7",
  place: "Berlin, DE",
  created_at: "2026-03-01T08:00:00Z",
  last_seen_at: "2026-03-02T08:55:00Z",
  is_current: true,
};
const PHONE = { ...DEVICE, id: "sess_b", device: "iPhone", browser: "Firefox 150", is_current: false };
const OLD = {
  ...PHONE,
  id: "sess_c",
  device: null,
  browser: null,
  place: null,
  last_seen_at: "2026-02-01T08:00:00Z",
};

function signedInAt(...sessions: SessionOut[]) {
  const ended: string[] = [];
  server.use(
    http.get(at("/identity/sessions"), () => page(sessions.filter(({ id }) => !ended.includes(id)))),
    http.delete(at("/identity/sessions/:id"), ({ params }) => {
      ended.push(String(params["id"]));
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return ended;
}

test("devices say browser, place and when they were used; the one at hand is marked and stays", async () => {
  signedInAt(OLD, PHONE, DEVICE);
  open("/you/devices");
  const items = (await screen.findAllByRole("listitem")).filter((item) =>
    item.textContent?.includes("Last used"),
  );
  expect(items[0]).toHaveTextContent(
    "Safari 19, MacintoshThis deviceBerlin, DE · 203.0.113.7Last used 5 minutes ago",
  );
  expect(within(items[0] as HTMLElement).queryByRole("button", { name: /Sign out/ })).not.toBeInTheDocument();
  expect(items[2]).toHaveTextContent("Unknown browserPlace not known");
});

test("signing a device out can be taken back; only after the pause the API hears of it", async () => {
  const ended = signedInAt(DEVICE, PHONE);
  const { user } = open("/you/devices");
  await user.click(await screen.findByRole("button", { name: "Sign out: Firefox 150, iPhone" }));
  expect(screen.queryByText("Firefox 150, iPhone")).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(screen.getByText("Firefox 150, iPhone")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Sign out: Firefox 150, iPhone" }));
  expect(ended).toEqual([]);
  await act(() => vi.advanceTimersByTimeAsync(6000));
  await waitFor(() => expect(ended).toEqual(["sess_b"]));
});

test("all other devices at once, never this one", async () => {
  const ended = signedInAt(DEVICE, PHONE, OLD);
  const { user } = open("/you/devices");
  await user.click(await screen.findByRole("button", { name: "Sign out all 2 other devices" }));
  await act(() => vi.advanceTimersByTimeAsync(6000));
  await waitFor(() => expect(ended).toEqual(["sess_b", "sess_c"]));
  expect(await screen.findByText("You are signed in nowhere else.")).toBeVisible();
});

test("a consent counts at once, says its version and date, and keeps its history", async () => {
  const log: ConsentOut[] = [
    { purpose: "reminders", version: "2025-06", is_granted: true, at: "2026-01-05T09:00:00Z" },
  ];
  const sent: unknown[] = [];
  server.use(
    http.get(at("/identity/consents"), () => HttpResponse.json({ current: log.slice(0, 1), log })),
    http.post(at("/identity/consents"), async ({ request }) => {
      const said = (await request.json()) as Omit<ConsentOut, "at">;
      sent.push(said);
      log.unshift({ ...said, at: NOW });
      return HttpResponse.json(log[0], { status: 201 });
    }),
  );
  const { user } = open("/you/consents");
  const reminders = await screen.findByRole("switch", { name: "Reminders" });
  expect(reminders).toBeChecked();
  expect(reminders).toHaveAccessibleDescription(
    /Version 2025-06 · Mon 5 Jan, 09:00 · version 2026-01 is out/,
  );
  expect(screen.getByRole("switch", { name: "Research" })).not.toBeChecked();
  await user.click(reminders);
  await waitFor(() => expect(reminders).not.toBeChecked());
  expect(sent).toEqual([{ purpose: "reminders", version: "2026-01", is_granted: false }]);
  await user.click(screen.getByText("History (2 entries)"));
  expect(screen.getByText("Declined")).toBeVisible();
});

const COPY: ExportOut = {
  id: "export-1",
  state: "requested",
  requested_at: NOW,
  ready_at: null,
  expires_at: null,
  size_bytes: null,
};

function withErasure(erasure: ErasureOut | null) {
  const state = { erasure, copies: [] as ExportOut[], confirmed: [] as unknown[] };
  server.use(
    http.get(at("/identity/exports"), () => page(state.copies)),
    http.post(at("/identity/exports"), () => {
      state.copies = [COPY];
      return HttpResponse.json(COPY, { status: 202 });
    }),
    http.get(at("/identity/erasure"), () =>
      state.erasure === null ? problem(404, "identity.erasure_not_found") : HttpResponse.json(state.erasure),
    ),
    http.post(at("/identity/erasure"), async ({ request }) => {
      state.confirmed.push(await request.json());
      state.erasure = ASKED;
      return HttpResponse.json(ASKED, { status: 201 });
    }),
    http.delete(at("/identity/erasure"), () => {
      state.erasure = null;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return state;
}

const ASKED: ErasureOut = {
  id: "erasure-1",
  state: "requested",
  requested_at: NOW,
  due_at: "2026-03-09T09:00:00Z",
  done_at: null,
  outcome: null,
};

test("a copy that was asked for is watched until it is ready", async () => {
  const state = withErasure(null);
  const { user } = open("/you/privacy");
  await user.click(await screen.findByRole("button", { name: "Ask for a copy" }));
  expect(await screen.findByText("Waiting")).toBeVisible();
  expect(screen.getByRole("button", { name: "Ask for a copy" })).toBeDisabled();
  state.copies = [
    { ...COPY, state: "ready", ready_at: NOW, expires_at: "2026-03-05T09:00:00Z", size_bytes: 48_213 },
  ];
  await act(() => vi.advanceTimersByTimeAsync(3500));
  expect(await screen.findByText("Ready")).toBeVisible();
  expect(screen.getByText(/48 kB/)).toBeVisible();
  expect(screen.getByText("The link in your mail works until Thu 5 Mar, 09:00.")).toBeVisible();
});

test("erasure says what goes and what stays, and waits for one's own address", async () => {
  const state = withErasure(null);
  const { user } = open("/you/privacy");
  expect(await screen.findByText("This must stay, without your name")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Erase my account …" }));
  const ask = await screen.findByRole("button", { name: "Erase in seven days" });
  const field = screen.getByLabelText(/type your e-mail address: olivia.hartmann@example.com/);
  await user.type(field, "somebody@example.com");
  expect(ask).toBeDisabled();
  await user.clear(field);
  await user.type(field, "Olivia.Hartmann@example.com");
  await user.click(ask);
  expect(await screen.findByText("Your account will be erased: Mon 9 Mar, 09:00")).toBeVisible();
  expect(state.confirmed).toEqual([{ confirm: "Olivia.Hartmann@example.com" }]);
  await user.click(screen.getByRole("button", { name: "Keep my account" }));
  await waitFor(() => expect(screen.queryByText(/will be erased/)).not.toBeInTheDocument());
});

test("the last administrator learns which clinic would have nobody", async () => {
  withErasure(null);
  server.use(
    http.post(at("/identity/erasure"), () =>
      problem(409, "identity.erasure_blocked", { clinics: [{ id: "clinic-1", name: "Linden" }] }),
    ),
  );
  const { user } = open("/you/privacy");
  await user.click(await screen.findByRole("button", { name: "Erase my account …" }));
  await user.type(await screen.findByLabelText(/type your e-mail/), ME.email);
  await user.click(screen.getByRole("button", { name: "Erase in seven days" }));
  expect(await screen.findByText("You are the last administrator")).toBeVisible();
  expect(screen.getByText("It is about: Linden.")).toBeVisible();
});

test("the mailed link hands out the copy and leaves no secret in the address bar", async () => {
  const tokens: unknown[] = [];
  server.use(
    http.post(at("/identity/exports/download"), async ({ request }) => {
      tokens.push(await request.json());
      return new HttpResponse(new Uint8Array([80, 75]), { headers: { "Content-Type": "application/zip" } });
    }),
  );
  const made = vi.fn(() => "blob:here");
  URL.createObjectURL = made;
  URL.revokeObjectURL = vi.fn();
  const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  const { user, router } = open("/you/export#token=secret-of-the-mail-123");
  await user.click(await screen.findByRole("button", { name: "Download the copy" }));
  expect(await screen.findByText("It is in your downloads")).toBeVisible();
  expect(tokens).toEqual([{ token: "secret-of-the-mail-123" }]);
  expect(made).toHaveBeenCalledOnce();
  expect(click.mock.instances[0]).toMatchObject({ download: "my-data-2026-03-02.zip" });
  expect(router.state.location.hash).toBe("");
});

test("an expired link says so and leads to a new copy; its secret is forgotten", async () => {
  server.use(http.post(at("/identity/exports/download"), () => problem(410, "identity.export_expired")));
  const { user } = open("/you/export#token=secret-of-the-mail-123");
  await user.click(await screen.findByRole("button", { name: "Download the copy" }));
  expect(await screen.findByText("This link has expired")).toBeVisible();
  expect(screen.getByRole("link", { name: "Ask for a copy" })).toHaveAttribute("href", "/you/privacy");
  expect(sessionStorage.length).toBe(0);
});

test("signed out, the link's secret waits for the sign-in", async () => {
  const { router } = open("/you/export#token=secret-of-the-mail-123", false);
  expect(await screen.findByRole("heading", { name: "Please sign in" })).toBeVisible();
  await waitFor(() => expect(router.state.location.hash).toBe(""));
  expect(sessionStorage.getItem("vet.link.export")).toBe("secret-of-the-mail-123");
  expect(router.state.location.search).toBe("");
});
