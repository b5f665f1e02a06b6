/**
 * Sessions of the development sign-in: a session id from its page, exchanged for minute-long tokens. It is never made where
 * the configuration names no development sign-in, and production's never does.
 */
const STORED = "vet.dev_session";
const FRAGMENT = "vet_dev_session";
const RENEW_BEFORE_MS = 15_000;

type Token = { jwt: string; expiresAt: number };

function expiryOf(jwt: string): number {
  const payload = (jwt.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const { exp } = JSON.parse(atob(payload)) as { exp: number };
  return exp * 1000;
}

export class DevelopmentSession {
  private token: Token | null = null;
  private pending: Promise<string | null> | null = null;

  constructor(
    private readonly address: string,
    private readonly onEnded: () => void,
  ) {}

  get id(): string | null {
    return localStorage.getItem(STORED);
  }

  /** Coming back from the sign-in page: keep the session id and take it out of the address bar. */
  adoptFromAddressBar(): void {
    const fragment = new URLSearchParams(location.hash.slice(1));
    const id = fragment.get(FRAGMENT);
    if (id === null) return;
    localStorage.setItem(STORED, id);
    this.token = null;
    fragment.delete(FRAGMENT);
    const rest = fragment.toString();
    history.replaceState(
      history.state,
      "",
      `${location.pathname}${location.search}${rest === "" ? "" : `#${rest}`}`,
    );
  }

  signInAddress(returnAddress: string): string {
    return `${this.address}/sign-in?redirect_url=${encodeURIComponent(returnAddress)}`;
  }

  /** A token that is still good for a while; one request at a time however many ask. */
  async getToken({ isFresh }: { isFresh: boolean }): Promise<string | null> {
    if (!isFresh && this.token !== null && this.token.expiresAt - RENEW_BEFORE_MS > Date.now())
      return this.token.jwt;
    this.pending ??= this.fetchToken().finally(() => {
      this.pending = null;
    });
    return this.pending;
  }

  async end(): Promise<void> {
    const id = this.id;
    this.forget();
    if (id !== null)
      await fetch(`${this.address}/v1/client/sessions/${id}/end`, { method: "POST" }).catch(() => undefined);
  }

  forget(): void {
    this.token = null;
    localStorage.removeItem(STORED);
  }

  private async fetchToken(): Promise<string | null> {
    const id = this.id;
    if (id === null) return null;
    const reply = await fetch(`${this.address}/v1/client/sessions/${id}/tokens`, { method: "POST" });
    if (reply.status === 401 || reply.status === 404 || reply.status === 410) {
      this.forget();
      this.onEnded();
      return null;
    }
    if (!reply.ok) throw new Error(`The development sign-in answered ${reply.status}.`);
    const { jwt } = (await reply.json()) as { jwt: string };
    this.token = { jwt, expiresAt: expiryOf(jwt) };
    return jwt;
  }
}
