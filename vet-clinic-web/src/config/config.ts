/**
 * What this deployment is told at start: one build serves every environment. Read from `/config.json` beside the app, with
 * `VITE_*` build variables behind it. Never holds secrets: everybody can read it.
 */
export type Environment = "development" | "test" | "staging" | "production";

export type Config = {
  apiUrl: string;
  environment: Environment;
  clerkPublishableKey: string | null;
  /** Where the development sign-in lives; always null in production, whatever the file says. */
  devSignInUrl: string | null;
  flowerUrl: string | null;
  mailboxUrl: string | null;
  release: string;
};

export class ConfigError extends Error {}

const ENVIRONMENTS: readonly string[] = ["development", "test", "staging", "production"];

function text(source: Record<string, unknown>, name: string): string | null {
  const value = source[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

function address(source: Record<string, unknown>, name: string): string | null {
  const value = text(source, name);
  if (value === null) return null;
  if (!/^https?:\/\//.test(value))
    throw new ConfigError(`${name} must begin with http:// or https://, not "${value}".`);
  return value.replace(/\/+$/, "");
}

/** Turn the words of `/config.json` into a Config, or say which one is wrong. */
export function parseConfig(source: Record<string, unknown>): Config {
  const environment = text(source, "environment") ?? "production";
  if (!ENVIRONMENTS.includes(environment)) {
    throw new ConfigError(`environment must be one of ${ENVIRONMENTS.join(", ")}, not "${environment}".`);
  }
  const apiUrl = address(source, "api_url");
  if (apiUrl === null)
    throw new ConfigError("api_url is missing: set it in /config.json or build with VITE_API_URL.");
  return {
    apiUrl,
    environment: environment as Environment,
    clerkPublishableKey: text(source, "clerk_publishable_key"),
    devSignInUrl: environment === "production" ? null : address(source, "dev_sign_in_url"),
    flowerUrl: address(source, "flower_url"),
    mailboxUrl: address(source, "mailbox_url"),
    release: text(source, "release") ?? "unknown",
  };
}

function fromBuild(): Record<string, unknown> {
  const env = import.meta.env as Record<string, unknown>;
  return {
    api_url: env["VITE_API_URL"],
    environment: env["VITE_ENVIRONMENT"],
    clerk_publishable_key: env["VITE_CLERK_PUBLISHABLE_KEY"],
    dev_sign_in_url: env["VITE_DEV_SIGN_IN_URL"],
    flower_url: env["VITE_FLOWER_URL"],
    release: env["VITE_RELEASE"],
  };
}

async function fromServer(): Promise<Record<string, unknown>> {
  try {
    const reply = await fetch("/config.json", { cache: "no-store" });
    const isJson = reply.headers.get("content-type")?.includes("json") ?? false;
    return reply.ok && isJson ? ((await reply.json()) as Record<string, unknown>) : {};
  } catch {
    return {}; // Not served (a bare `vite preview`, say): the build's own variables decide, and parseConfig complains if they do not.
  }
}

let current: Config | null = null;

/** Read the configuration once, before anything is drawn. */
export async function loadConfig(): Promise<Config> {
  const built = Object.entries(fromBuild()).filter(([, value]) => value !== undefined);
  current = parseConfig({ ...Object.fromEntries(built), ...(await fromServer()) });
  return current;
}

export function setConfig(config: Config): void {
  current = config;
}

export function getConfig(): Config {
  if (current === null)
    throw new ConfigError("The configuration was asked for before loadConfig() finished.");
  return current;
}
