/** Before every test file: no real network, no leftovers from the test before. */
jest.mock("expo-secure-store", () => {
  const kept = new Map<string, string>();
  return {
    getItemAsync: async (key: string) => kept.get(key) ?? null,
    setItemAsync: async (key: string, value: string) => void kept.set(key, value),
    deleteItemAsync: async (key: string) => void kept.delete(key),
    __clear: () => kept.clear(),
  };
});

beforeEach(() => {
  globalThis.fetch = jest.fn(async (input: RequestInfo | URL) => {
    throw new TypeError(`No network in tests: ${String(input instanceof Request ? input.url : input)}`);
  }) as typeof fetch;
  (jest.requireMock("expo-secure-store") as { __clear: () => void }).__clear();
});
