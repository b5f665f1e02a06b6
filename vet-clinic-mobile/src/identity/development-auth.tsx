/** Sign-in as one of the demo people. Exists only where the runtime config names a development sign-in page. */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { TokenDesk } from "@/api/token-desk";
import { forget, recall, remember } from "@/config/device-memory";
import { AuthContext, type Auth, type AuthStatus } from "./auth-context";
import { DevelopmentSession, developmentSignInUrl, SessionEnded, sessionIdIn } from "./development-session";
import { openSignIn, takeReturnAddress } from "./open-sign-in";

interface DevelopmentAuthProps {
  baseUrl: string;
  tokens: TokenDesk;
  onSignedOut: () => void;
  children: ReactNode;
}

export function DevelopmentAuthProvider({ baseUrl, tokens, onSignedOut, children }: DevelopmentAuthProps) {
  const [status, setStatus] = useState<AuthStatus>("loading");
  const session = useRef<DevelopmentSession | null>(null);

  const leave = useCallback(async () => {
    session.current = null;
    tokens.use(null);
    await forget("vet.session");
    setStatus("signedOut");
    onSignedOut();
  }, [tokens, onSignedOut]);

  const enter = useCallback(
    async (id: string) => {
      const opened = new DevelopmentSession(baseUrl, id);
      session.current = opened;
      tokens.use({
        token: async (options) => {
          try {
            return await opened.token(options);
          } catch (error) {
            if (!(error instanceof SessionEnded)) throw error;
            if (session.current === opened) await leave();
            return null;
          }
        },
        onRefused: () => void leave(),
      });
      await remember("vet.session", id);
      setStatus("signedIn");
    },
    [baseUrl, tokens, leave],
  );

  useEffect(() => {
    let isCurrent = true;
    void (async () => {
      const arrived = sessionIdIn(takeReturnAddress() ?? "");
      const id = arrived ?? (await recall("vet.session"));
      if (!isCurrent) return;
      if (id === null) setStatus("signedOut");
      else await enter(id);
    })();
    return () => {
      isCurrent = false;
    };
  }, [enter]);

  const signIn = useCallback(async () => {
    const came = await openSignIn((returnUrl) => developmentSignInUrl(baseUrl, returnUrl));
    const id = came === null ? null : sessionIdIn(came);
    if (id !== null) await enter(id);
  }, [baseUrl, enter]);

  const signOut = useCallback(async () => {
    const ended = session.current;
    await leave();
    await ended?.end();
  }, [leave]);

  const auth = useMemo<Auth>(
    () => ({ status, method: "development", signIn, signOut }),
    [status, signIn, signOut],
  );
  return <AuthContext value={auth}>{children}</AuthContext>;
}
