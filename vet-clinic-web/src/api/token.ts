/**
 * Where requests get their bearer token. The sign-in provider registers itself here, because request code cannot use hooks.
 * Tokens live for a minute, so they are asked for per request and never kept by the caller.
 */
export type TokenGetter = (options: { isFresh: boolean }) => Promise<string | null>;

let getter: TokenGetter = () => Promise.resolve(null);

export function registerTokenGetter(next: TokenGetter): () => void {
  getter = next;
  return () => {
    if (getter === next) getter = () => Promise.resolve(null);
  };
}

/** The current token, or null when nobody is signed in. `isFresh` skips any cached one. */
export function currentToken({ isFresh = false } = {}): Promise<string | null> {
  return getter({ isFresh });
}
