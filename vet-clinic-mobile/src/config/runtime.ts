/**
 * Where this build talks to and how people sign in. The web export asks its own server for /config.json, a native build reads
 * what was inlined when it was made. Development sign-in exists only in development and test: everywhere else its address is
 * dropped here, so that no screen could reach it.
 */
export type Environment = "development" | "test" | "staging" | "production";

export interface RuntimeConfig {
  apiUrl: string;
  environment: Environment;
  clerkPublishableKey: string | null;
  devSignInUrl: string | null;
  release: string;
}

export class ConfigError extends Error {}

const ENVIRONMENTS: readonly string[] = ["development", "test", "staging", "production"];

/** Turn what was served or inlined into a config. Raises ConfigError with a sentence naming what is wrong. */
export function parseRuntimeConfig(raw: Readonly<Record<string, unknown>>): RuntimeConfig {
  const environment = text(raw.environment) ?? "production";
  if (!ENVIRONMENTS.includes(environment)) {
    throw new ConfigError(`environment is "${environment}"; expected one of ${ENVIRONMENTS.join(", ")}.`);
  }
  const apiUrl = text(raw.api_url);
  if (apiUrl === null) {
    throw new ConfigError("api_url is missing: set EXPO_PUBLIC_API_URL, or serve it in /config.json.");
  }
  const mayImpersonate = environment === "development" || environment === "test";
  return {
    apiUrl: withoutTrailingSlash(apiUrl),
    environment: environment as Environment,
    clerkPublishableKey: text(raw.clerk_publishable_key),
    devSignInUrl: mayImpersonate ? withoutTrailingSlash(text(raw.dev_sign_in_url)) : null,
    release: text(raw.release) ?? "unreleased",
  };
}

/** What Metro inlined, in the words of /config.json. Each name is spelled out because inlining replaces the literal text. */
export function inlinedConfig(): Record<string, unknown> {
  return {
    api_url: process.env.EXPO_PUBLIC_API_URL,
    environment: process.env.EXPO_PUBLIC_ENVIRONMENT,
    clerk_publishable_key: process.env.EXPO_PUBLIC_CLERK_PUBLISHABLE_KEY,
    dev_sign_in_url: process.env.EXPO_PUBLIC_DEV_SIGN_IN_URL,
    release: process.env.EXPO_PUBLIC_RELEASE,
  };
}

/** The config of this start. Raises ConfigError, or whatever the network raised. */
export async function loadRuntimeConfig(
  isWeb: boolean,
  fetcher: typeof fetch = fetch,
): Promise<RuntimeConfig> {
  if (!isWeb) return parseRuntimeConfig(inlinedConfig());
  const response = await fetcher("/config.json", { cache: "no-store" });
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  // Expo's own development server answers unknown paths with the app's page: then the inlined values count.
  if (!response.ok || !isJson) return parseRuntimeConfig(inlinedConfig());
  return parseRuntimeConfig((await response.json()) as Record<string, unknown>);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

function withoutTrailingSlash(url: string): string;
function withoutTrailingSlash(url: string | null): string | null;
function withoutTrailingSlash(url: string | null): string | null {
  return url === null ? null : url.replace(/\/+$/, "");
}
