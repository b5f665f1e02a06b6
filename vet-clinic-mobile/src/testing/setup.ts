/** Before every test: no real network, an empty keychain, a device that is online. */
import { cleanup } from "@testing-library/react-native";
import { emptyKeychain } from "./fake-keychain";
import { setConnected } from "./fake-network";

jest.mock("expo-secure-store", () => jest.requireActual("./fake-keychain"));
jest.mock("expo-crypto", () => ({ randomUUID: () => jest.requireActual("node:crypto").randomUUID() }));
jest.mock("expo-network", () => jest.requireActual("./fake-network"));

beforeEach(() => {
  globalThis.fetch = jest.fn(async (input: RequestInfo | URL) => {
    throw new TypeError(`No network in tests: ${String(input instanceof Request ? input.url : input)}`);
  }) as typeof fetch;
  emptyKeychain();
  setConnected(true);
});

// Before the clock is given back: whatever is still mounted must stop its own timers first.
afterEach(async () => {
  await cleanup();
  jest.useRealTimers();
});
