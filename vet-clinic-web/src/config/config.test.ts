import { ConfigError, loadConfig, parseConfig } from "./config";

const GIVEN = {
  api_url: "https://api.example.com/",
  environment: "development",
  dev_sign_in_url: "http://127.0.0.1:8090",
};

test("production never has a development sign-in, whatever the file says", () => {
  expect(parseConfig({ ...GIVEN, environment: "production" }).devSignInUrl).toBeNull();
  expect(parseConfig(GIVEN).devSignInUrl).toBe("http://127.0.0.1:8090");
});

test("without a word about it the environment is production", () => {
  const { environment: _, ...rest } = GIVEN;
  expect(parseConfig(rest)).toMatchObject({ environment: "production", devSignInUrl: null });
});

test("addresses lose their last slash, empty values are absent", () => {
  expect(parseConfig({ ...GIVEN, clerk_publishable_key: "", flower_url: " " })).toMatchObject({
    apiUrl: "https://api.example.com",
    clerkPublishableKey: null,
    flowerUrl: null,
  });
});

test.each([
  [{ ...GIVEN, api_url: undefined }, "api_url is missing"],
  [{ ...GIVEN, api_url: "javascript:alert(1)" }, "api_url must begin with http"],
  [{ ...GIVEN, environment: "prod" }, "environment must be one of"],
])("a wrong value is named: %#", (given, sentence) => {
  expect(() => parseConfig(given)).toThrow(ConfigError);
  expect(() => parseConfig(given)).toThrow(sentence);
});

test("config.json wins over the build's variables", async () => {
  vi.stubEnv("VITE_API_URL", "http://built.test");
  vi.stubEnv("VITE_ENVIRONMENT", "staging");
  vi.spyOn(globalThis, "fetch").mockResolvedValue(Response.json({ api_url: "http://served.test" }));
  expect(await loadConfig()).toMatchObject({ apiUrl: "http://served.test", environment: "staging" });
  vi.unstubAllEnvs();
});

test("a page in place of config.json is not taken for one", async () => {
  vi.stubEnv("VITE_API_URL", "http://built.test");
  vi.spyOn(globalThis, "fetch").mockResolvedValue(
    new Response("<!doctype html>", { headers: { "Content-Type": "text/html" } }),
  );
  expect((await loadConfig()).apiUrl).toBe("http://built.test");
  vi.unstubAllEnvs();
});
