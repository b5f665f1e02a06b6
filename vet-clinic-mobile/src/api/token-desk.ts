/**
 * Where calls fetch the bearer token of whoever is signed in. Sign-in lives in React and calls do not, so the provider in force
 * leaves its source here.
 */
export interface TokenSource {
  /** A token that is good now; `fresh` asks for a new one because the last was refused. Null when nobody is signed in. */
  token(options?: { fresh?: boolean }): Promise<string | null>;
  /** The API refused even a fresh token: the session is over. */
  onRefused(): void;
}

export class TokenDesk {
  #source: TokenSource | null = null;

  use(source: TokenSource | null): void {
    this.#source = source;
  }

  async token(options?: { fresh?: boolean }): Promise<string | null> {
    return (await this.#source?.token(options)) ?? null;
  }

  refused(): void {
    this.#source?.onRefused();
  }
}
