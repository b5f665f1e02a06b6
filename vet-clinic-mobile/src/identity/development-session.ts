/**
 * A session of the development sign-in server: keeps a token that is still good and asks for the next one in time. The server
 * speaks Clerk's own protocol, so the tokens are the ones production sees.
 */
export class SessionEnded extends Error {}

/** Renew this long before the end, so that a token never dies on its way. */
const MARGIN_MILLISECONDS = 10_000;

export class DevelopmentSession {
  readonly #baseUrl: string;
  readonly id: string;
  #token: { jwt: string; expiresAt: number } | null = null;
  #asking: Promise<string> | null = null;

  constructor(baseUrl: string, id: string) {
    this.#baseUrl = baseUrl;
    this.id = id;
  }

  /** Raises SessionEnded when the server no longer knows the session, TypeError when it is out of reach. */
  async token({ fresh = false }: { fresh?: boolean } = {}): Promise<string> {
    const kept = this.#token;
    if (!fresh && kept !== null && Date.now() < kept.expiresAt - MARGIN_MILLISECONDS) return kept.jwt;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** Tell the server; whether it hears us or not, this device forgets. */
  async end(): Promise<void> {
    this.#token = null;
    await fetch(this.#address("end"), { method: "POST" }).catch(() => undefined);
  }

  async #ask(): Promise<string> {
    const response = await fetch(this.#address("tokens"), { method: "POST" });
    if ([401, 403, 404, 410, 422].includes(response.status)) throw new SessionEnded();
    if (!response.ok) throw new TypeError(`The sign-in server answered ${response.status}.`);
    const { jwt } = (await response.json()) as { jwt: string };
    this.#token = { jwt, expiresAt: expiryOf(jwt) };
    return jwt;
  }

  #address(action: string): string {
    return `${this.#baseUrl}/v1/client/sessions/${encodeURIComponent(this.id)}/${action}`;
  }
}

/** Where to send the person so that they come back to `returnUrl` with a session. */
export function developmentSignInUrl(baseUrl: string, returnUrl: string): string {
  return `${baseUrl}/sign-in?redirect_url=${encodeURIComponent(returnUrl)}`;
}

/** The session id that the sign-in page left in the address, if any. */
export function sessionIdIn(url: string): string | null {
  const fragment = url.split("#")[1];
  return fragment === undefined ? null : new URLSearchParams(fragment).get("vet_dev_session");
}

/** Milliseconds since 1970; zero when the token does not say, so that it is never reused. */
function expiryOf(jwt: string): number {
  try {
    const payload = (jwt.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const { exp } = JSON.parse(atob(payload)) as { exp?: number };
    return typeof exp === "number" ? exp * 1000 : 0;
  } catch {
    return 0;
  }
}
