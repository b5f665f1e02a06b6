import { ConfigError, loadRuntimeConfig, parseRuntimeConfig } from "./runtime";

const SERVED = {
  api_url: "http://127.0.0.1:8000/",
  environment: "development",
  clerk_publishable_key: null,
  dev_sign_in_url: "http://127.0.0.1:8090/",
  release: "0.1.0",
};

function served(body: unknown, type = "application/json", ok = true) {
  return jest.fn(async () => ({
    ok,
    headers: new Headers({ "content-type": type }),
    json: async () => body,
  }));
}

test("the served config becomes addresses without a trailing slash", async () => {
  const config = await loadRuntimeConfig(true, served(SERVED) as unknown as typeof fetch);
  expect(config).toEqual({
    apiUrl: "http://127.0.0.1:8000",
    environment: "development",
    clerkPublishableKey: null,
    devSignInUrl: "http://127.0.0.1:8090",
    release: "0.1.0",
  });
});

test.each(["production", "staging"])("development sign-in cannot be switched on in %s", (environment) => {
  expect(parseRuntimeConfig({ ...SERVED, environment }).devSignInUrl).toBeNull();
});

test("a config that does not say where it runs counts as production", () => {
  const config = parseRuntimeConfig({ ...SERVED, environment: undefined });
  expect(config.environment).toBe("production");
  expect(config.devSignInUrl).toBeNull();
});

test("a missing address is refused with a sentence naming the variable", () => {
  expect(() => parseRuntimeConfig({ ...SERVED, api_url: " " })).toThrow(ConfigError);
  expect(() => parseRuntimeConfig({ ...SERVED, api_url: " " })).toThrow("EXPO_PUBLIC_API_URL");
});

test("an environment nobody knows is refused", () => {
  expect(() => parseRuntimeConfig({ ...SERVED, environment: "prod" })).toThrow('environment is "prod"');
});

test("when the page answers for an unknown path, the inlined values count", async () => {
  Object.assign(process.env, { EXPO_PUBLIC_API_URL: "http://127.0.0.1:9000" });
  const config = await loadRuntimeConfig(true, served("<html>", "text/html") as unknown as typeof fetch);
  expect(config.apiUrl).toBe("http://127.0.0.1:9000");
});
