import { act, fireEvent, screen, within } from "@testing-library/react-native";
import { page, problem } from "@/testing/fake-api";
import { setConnected } from "@/testing/fake-network";
import { ME, NOW } from "@/testing/world";
import { clinicApi, openApp } from "./app";

const ME_PATH = /^\/v1\/identity\/me$/;
const SESSIONS = /^\/v1\/identity\/sessions$/;
const CONSENTS = /^\/v1\/identity\/consents$/;

const press = async (role: "button" | "link" | "switch", name: string | RegExp) => {
  await fireEvent.press(await screen.findByRole(role, { name }));
};

const device = (id: string, over = {}) => ({
  id,
  device: "iPhone",
  browser: "Mobile Safari",
  address: "203.0.113.7",
  place: "Berlin",
  created_at: NOW,
  last_seen_at: NOW,
  is_current: false,
  ...over,
});
const HERE = device("sess_1", { is_current: true });
const LAPTOP = device("sess_2", { device: "Mac", browser: "Firefox", place: null });
const OLD = device("sess_3", { device: null, browser: null, last_seen_at: "2026-01-02T08:00:00Z" });

test("a person changes what differs, on the version that was read", async () => {
  const api = clinicApi()
    .on("GET", ME_PATH, { body: { ...ME, phone: "+49301234567" } })
    .on("PATCH", ME_PATH, { body: { ...ME, version: 2 } });
  await openApp({ api, url: "/profile" });
  await press("link", "Change your details");
  await fireEvent.changeText(await screen.findByLabelText("Address"), " Lindenallee 3, Berlin ");
  await fireEvent.changeText(screen.getByLabelText("Date of birth"), "4.6.1985");
  await fireEvent.changeText(screen.getByLabelText("Phone"), "");
  await press("button", "Save");
  await screen.findByRole("heading", { name: "Account" });
  expect(api.asked("PATCH", ME_PATH).map(({ body }) => body)).toEqual([
    { phone: null, address: "Lindenallee 3, Berlin", born_on: "1985-06-04" },
  ]);
  expect(api.asked("PATCH", ME_PATH)[0]?.headers.get("if-match")).toBe('"1"');
});

test("details that cannot be are said at their field and not sent", async () => {
  const api = clinicApi();
  await openApp({ api, url: "/you/details" });
  await fireEvent.changeText(await screen.findByLabelText("First name"), "  ");
  await fireEvent.changeText(screen.getByLabelText("Phone"), "call me");
  await fireEvent.changeText(screen.getByLabelText("Date of birth"), "03.03.2026");
  await press("button", "Save");
  await screen.findByText("Please give a name.");
  screen.getByText("Write the number with its country’s code, like +49 30 1234567.");
  screen.getByText("That day is still to come.");
  expect(api.asked("PATCH", ME_PATH)).toEqual([]);
});

test("one's address and birth date are shown, and where they are not yet known it is said", async () => {
  const api = clinicApi();
  await openApp({ api, url: "/profile" });
  await screen.findByText("No address yet");
  screen.getByText("Not given");
});

test("another device is signed out from here; this one is marked and stays", async () => {
  let devices = [LAPTOP, HERE];
  const api = clinicApi()
    .on("GET", SESSIONS, () => page(devices))
    .on("DELETE", /\/sessions\/sess_2$/, () => {
      devices = [HERE];
      return { status: 204 };
    });
  await openApp({ api, url: "/profile" });
  await press("button", "Devices");
  await screen.findByText("This device");
  expect(screen.queryByRole("button", { name: "Sign out: Mobile Safari, iPhone" })).toBeNull();
  screen.getByText("Place not known · 203.0.113.7");
  await press("button", "Sign out: Firefox, Mac");
  await screen.findByText("You are signed in nowhere else.");
  expect(screen.queryByText("Firefox, Mac")).toBeNull();
});

test("all other devices go at once, and what could not be ended is told", async () => {
  const api = clinicApi()
    .on("GET", SESSIONS, page([LAPTOP, OLD, HERE]))
    .on("DELETE", /\/sessions\/sess_2$/, { status: 204 })
    .on("DELETE", /\/sessions\/sess_3$/, problem(404, "identity.session_not_found"));
  await openApp({ api, url: "/you/devices" });
  await screen.findByText("Unknown browser");
  await press("button", "Sign out all 2 other devices");
  await screen.findByText("You are not signed in there any more.");
  expect(api.asked("DELETE", /\/sessions\//).map(({ path }) => path)).toEqual([
    "/v1/identity/sessions/sess_2",
    "/v1/identity/sessions/sess_3",
  ]);
});

test("a consent is given to the words that were shown", async () => {
  const said = (is_granted: boolean) => ({
    purpose: "reminders",
    version: "2025-01",
    is_granted,
    at: "2026-03-01T08:00:00Z",
  });
  let current = [said(true)];
  const api = clinicApi()
    .on("GET", CONSENTS, () => ({ body: { current, log: current } }))
    .on("POST", CONSENTS, () => {
      current = [said(false)];
      return { status: 201, body: said(false) };
    });
  await openApp({ api, url: "/profile" });
  await press("button", "Consents");
  const reminders = await screen.findByRole("switch", { name: /^Reminders/ });
  expect(reminders).toBeChecked();
  within(reminders).getByText(/Version 2025-01 · .* · version 2026-01 is out/);
  expect(screen.getByRole("switch", { name: /^Research/ })).not.toBeChecked();
  await press("switch", /^Reminders/);
  expect(await screen.findByRole("switch", { name: /^Reminders/, checked: false })).toBeTruthy();
  expect(api.asked("POST", CONSENTS).map(({ body }) => body)).toEqual([
    { purpose: "reminders", version: "2026-01", is_granted: false },
  ]);
});

test("a consent that did not arrive keeps its side and says why", async () => {
  const api = clinicApi()
    .on("GET", CONSENTS, { body: { current: [], log: [] } })
    .on("POST", CONSENTS, problem(503, "platform.database_unavailable"));
  await openApp({ api, url: "/you/consents" });
  await press("switch", /^Research/);
  await screen.findByText(/The clinic's server is taking a break/);
  expect(screen.getByRole("switch", { name: /^Research/ })).not.toBeChecked();
});

test("without a connection a page says so and comes when it is back", async () => {
  let isReachable = false;
  const api = clinicApi().on("GET", SESSIONS, () => {
    if (!isReachable) throw new TypeError("Network request failed");
    return page([HERE]);
  });
  setConnected(false);
  await openApp({ api, url: "/you/devices" });
  await act(async () => jest.advanceTimersByTimeAsync(2_000));
  await screen.findByText("There is no connection. Check it and try again.");
  isReachable = true;
  await press("button", "Try again");
  await screen.findByText("This device");
});
