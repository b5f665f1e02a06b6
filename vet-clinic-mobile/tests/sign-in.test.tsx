import { act, fireEvent, screen } from "@testing-library/react-native";
import * as SecureStore from "expo-secure-store";
import * as WebBrowser from "expo-web-browser";
import { problem } from "@/testing/fake-api";
import { FakeSocket } from "@/testing/fake-socket";
import { clinicApi, openApp } from "./app";

jest.mock("expo-web-browser", () => ({ openAuthSessionAsync: jest.fn() }));
const openAuthSession = WebBrowser.openAuthSessionAsync as jest.Mock;

const TOKENS = /\/sessions\/sess_1\/tokens$/;

test("without a session there is only the door", async () => {
  const api = clinicApi();
  await openApp({ api, url: "/pets", isSignedIn: false });
  await screen.findByRole("button", { name: "Sign in" });
  expect(screen.queryByRole("heading", { name: "Your pets" })).toBeNull();
  expect(api.calls).toEqual([]);
  expect(FakeSocket.all).toEqual([]);
});

test("signing in opens the sign-in page, keeps the session in the keychain and sends its token", async () => {
  openAuthSession.mockImplementation(async (_page: string, returnUrl: string) => ({
    type: "success",
    url: `${returnUrl}#vet_dev_session=sess_1`,
  }));
  const api = clinicApi();
  await openApp({ api, isSignedIn: false });
  await fireEvent.press(await screen.findByRole("button", { name: "Sign in" }));
  await screen.findByText(/Olivia/);
  const [page, returnUrl] = openAuthSession.mock.calls[0] as [string, string];
  expect(page).toBe(`http://sign-in.test/sign-in?redirect_url=${encodeURIComponent(returnUrl)}`);
  expect(await SecureStore.getItemAsync("vet.session")).toBe("sess_1");
  expect(api.asked("GET", /identity\/me/)[0]?.headers.get("authorization")).toMatch(/^Bearer .+\..+\..+$/);
});

test("whoever closes the sign-in page stays at the door", async () => {
  openAuthSession.mockResolvedValue({ type: "cancel" });
  await openApp({ api: clinicApi(), isSignedIn: false });
  await fireEvent.press(await screen.findByRole("button", { name: "Sign in" }));
  await screen.findByRole("button", { name: "Sign in" });
  expect(await SecureStore.getItemAsync("vet.session")).toBeNull();
});

test("a token is asked for once for many calls and renewed before it ends", async () => {
  const api = clinicApi();
  await openApp({ api });
  await screen.findByText("Tue 3 Mar, 14:30 (Berlin time)");
  expect(api.asked("POST", TOKENS)).toHaveLength(1);
  await act(async () => jest.advanceTimersByTimeAsync(51_000));
  await fireEvent.press(screen.getByRole("link", { name: "Visits" }));
  await fireEvent.press(await screen.findByRole("radio", { name: "Past" }));
  await act(async () => jest.advanceTimersByTimeAsync(100));
  expect(api.asked("POST", TOKENS).length).toBe(2);
});

test("a refused token is renewed once and the call repeated", async () => {
  let refusals = 1;
  const api = clinicApi();
  const me = {
    id: "person-1",
    given_name: "Olivia",
    family_name: "Hartmann",
    email: "o@example.com",
    phone: null,
  };
  api.on("GET", /identity\/me/, () =>
    refusals-- > 0 ? problem(401, "identity.token_expired") : { body: me },
  );
  await openApp({ api });
  await screen.findByText(/Olivia/);
  expect(api.asked("GET", /identity\/me/)).toHaveLength(2);
  expect(api.asked("POST", TOKENS)).toHaveLength(2);
});

test("when the session is over the person is at the door and the device has forgotten it", async () => {
  const api = clinicApi().on("POST", TOKENS, { status: 404, body: {} });
  await openApp({ api });
  await screen.findByRole("button", { name: "Sign in" });
  expect(await SecureStore.getItemAsync("vet.session")).toBeNull();
});

test("when even a fresh token is refused the person is signed out", async () => {
  const api = clinicApi().on("GET", /identity\/me/, problem(401, "identity.invalid_token"));
  await openApp({ api });
  await screen.findByRole("button", { name: "Sign in" });
  expect(await SecureStore.getItemAsync("vet.session")).toBeNull();
});

test("a sign-in server out of reach does not sign anybody out", async () => {
  const api = clinicApi().on("POST", TOKENS, { status: 503, body: {} });
  await openApp({ api });
  await act(async () => jest.advanceTimersByTimeAsync(1_000));
  expect(screen.queryByRole("button", { name: "Sign in" })).toBeNull();
  expect(await SecureStore.getItemAsync("vet.session")).toBe("sess_1");
});

test("signing out ends the session, closes the live line and leaves nothing of the person behind", async () => {
  const api = clinicApi();
  await openApp({ api, url: "/profile" });
  await screen.findByRole("heading", { name: "Olivia Hartmann" });
  await fireEvent.press(screen.getByRole("button", { name: "Sign out" }));
  await screen.findByRole("button", { name: "Sign in" });
  expect(await SecureStore.getItemAsync("vet.session")).toBeNull();
  expect(api.asked("POST", /\/sessions\/sess_1\/end$/)).toHaveLength(1);
  expect(FakeSocket.last.closedWith).toBe(1000);
  expect(screen.queryByText(/Olivia/)).toBeNull();
});

test("the app speaks the language that was chosen and remembers it", async () => {
  await openApp({ api: clinicApi(), url: "/profile" });
  await fireEvent.press(await screen.findByRole("radio", { name: "Deutsch" }));
  await screen.findByRole("button", { name: "Abmelden" });
  expect(await SecureStore.getItemAsync("vet.preferences")).toBe('{"theme":"system","language":"de"}');
});
