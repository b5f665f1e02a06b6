/** Signing in as one of the demo people. Only for machines where the platform is being developed or tested. */
import { useEffect, useMemo, useState, type ReactNode } from "react";

import { AuthContext, returnAddress, type Auth } from "./auth-context";
import { DevelopmentSession } from "./development-session";

function adopt(session: DevelopmentSession): string | null {
  session.adoptFromAddressBar();
  return session.id;
}

export default function DevelopmentAuth({ address, children }: { address: string; children: ReactNode }) {
  const [hasEnded, setHasEnded] = useState(false);
  const session = useMemo(() => new DevelopmentSession(address, () => setHasEnded(true)), [address]);
  const [sessionKey, setSessionKey] = useState(() => adopt(session));
  const key = hasEnded ? null : sessionKey;

  useEffect(() => {
    // Signing in or out in another tab counts here too.
    const follow = (event: StorageEvent) => {
      if (event.key !== "vet.dev_session") return;
      setHasEnded(false);
      setSessionKey(event.newValue);
    };
    window.addEventListener("storage", follow);
    return () => window.removeEventListener("storage", follow);
  }, []);

  const auth = useMemo<Auth>(
    () => ({
      status: key === null ? "signed-out" : "signed-in",
      sessionKey: key,
      signIn: (returnTo) => location.assign(session.signInAddress(returnAddress(returnTo))),
      signOut: async () => {
        await session.end();
        setSessionKey(null);
      },
      getToken: (options) => session.getToken(options),
    }),
    [key, session],
  );
  return <AuthContext.Provider value={auth}>{children}</AuthContext.Provider>;
}
