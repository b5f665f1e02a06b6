import { act, fireEvent, screen } from "@testing-library/react-native";
import { page, problem } from "@/testing/fake-api";
import { ME, NOW } from "@/testing/world";
import { clinicApi, openApp } from "./app";

const EXPORTS = /^\/v1\/identity\/exports$/;
const ERASURE = /^\/v1\/identity\/erasure$/;

const copy = (over = {}) => ({
  id: "export-1",
  state: "requested",
  requested_at: NOW,
  ready_at: null,
  expires_at: null,
  size_bytes: null,
  ...over,
});
const erasure = (over = {}) => ({
  id: "erasure-1",
  state: "requested",
  requested_at: NOW,
  due_at: "2026-03-09T12:00:00Z",
  done_at: null,
  outcome: null,
  ...over,
});
const NONE = problem(404, "identity.erasure_not_found");

const dataApi = (copies: unknown[] = []) =>
  clinicApi().on("GET", EXPORTS, page(copies)).on("GET", ERASURE, NONE);

const press = async (role: "button" | "link", name: string | RegExp) => {
  await fireEvent.press(await screen.findByRole(role, { name }));
};

test("a copy is asked for, seen being made, and the mail is told of when it is ready", async () => {
  const api = dataApi().on("POST", EXPORTS, () => {
    api.on("GET", EXPORTS, page([copy()]));
    return { status: 201, body: copy() };
  });
  await openApp({ api, url: "/profile" });
  await press("button", "My data");
  await press("button", "Ask for a copy");
  await screen.findByText("Waiting");
  screen.getByText("You can leave this page; a mail comes when it is ready.");
  expect(screen.getByRole("button", { name: "Ask for a copy" })).toBeDisabled();
  const ready = copy({ state: "ready", expires_at: "2026-03-09T12:00:00Z", size_bytes: 48_210 });
  api.on("GET", EXPORTS, page([ready]));
  await act(async () => jest.advanceTimersByTimeAsync(3_500));
  await screen.findByText("Ready");
  screen.getByText(/^The link in your mail works until Mon 9 Mar/);
  screen.getByText(/48 kB/);
  expect(api.asked("POST", EXPORTS)).toHaveLength(1);
});

test("a copy already in the making elsewhere is told, not asked for twice", async () => {
  const api = dataApi().on("POST", EXPORTS, problem(409, "identity.export_running"));
  await openApp({ api, url: "/you/data" });
  await press("button", "Ask for a copy");
  await screen.findByText("A copy is being made already. You get a mail when it is ready.");
});

test("an account is erased only with its address typed out, and kept with one touch", async () => {
  const api = dataApi()
    .on("POST", ERASURE, () => {
      api.on("GET", ERASURE, { body: erasure() });
      return { status: 201, body: erasure() };
    })
    .on("DELETE", ERASURE, () => {
      api.on("GET", ERASURE, NONE);
      return { status: 204 };
    });
  await openApp({ api, url: "/you/data" });
  await screen.findByText("This must stay, without your name");
  await press("button", "Erase my account …");
  const field = await screen.findByLabelText(`To go on, type your e-mail address: ${ME.email}`);
  expect(screen.getByRole("button", { name: "Erase in seven days" })).toBeDisabled();
  await fireEvent.changeText(field, "olivia@example.com");
  expect(screen.getByRole("button", { name: "Erase in seven days" })).toBeDisabled();
  await fireEvent.changeText(field, ` ${ME.email.toUpperCase()} `);
  await press("button", "Erase in seven days");
  await screen.findByText(/^Your account will be erased: Mon 9 Mar/);
  expect(api.asked("POST", ERASURE).map(({ body }) => body)).toEqual([{ confirm: ME.email.toUpperCase() }]);
  expect(screen.queryByRole("button", { name: "Erase my account …" })).toBeNull();

  await press("button", "Keep my account");
  await screen.findByRole("button", { name: "Erase my account …" });
  expect(screen.queryByText(/^Your account will be erased/)).toBeNull();
  expect(api.asked("DELETE", ERASURE)).toHaveLength(1);
});

test("the last administrator of a clinic is told of which", async () => {
  const clinics = [{ id: "clinic-1", name: "Linden Veterinary Practice" }];
  const api = dataApi().on("POST", ERASURE, problem(409, "identity.erasure_blocked", { clinics }));
  await openApp({ api, url: "/you/data" });
  await press("button", "Erase my account …");
  await fireEvent.changeText(await screen.findByLabelText(/^To go on/), ME.email);
  await press("button", "Erase in seven days");
  await screen.findByText(/^You are the last administrator/);
  screen.getByText("It is about: Linden Veterinary Practice.");
});

test("whether an erasure waits is not guessed when it cannot be asked", async () => {
  const api = dataApi().on("GET", ERASURE, problem(503, "platform.database_unavailable"));
  await openApp({ api, url: "/you/data" });
  await screen.findByText(/The clinic's server is taking a break/);
  expect(screen.queryByRole("button", { name: "Erase my account …" })).toBeNull();
});
