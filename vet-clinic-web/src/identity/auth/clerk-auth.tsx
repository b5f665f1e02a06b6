/** Clerk behind our own AuthContext. The only file that imports Clerk; loaded only where a publishable key is configured. */
import { ClerkProvider, useAuth as useClerkAuth, useClerk } from "@clerk/react";
import { useMemo, type ReactNode } from "react";
import { useNavigate } from "react-router";

import { AuthContext, returnAddress, type Auth } from "./auth-context";

function Bridge({ children }: { children: ReactNode }) {
  const clerk = useClerk();
  const { isLoaded, isSignedIn, sessionId, getToken } = useClerkAuth();
  const auth = useMemo<Auth>(
    () => ({
      status: !isLoaded ? "loading" : isSignedIn ? "signed-in" : "signed-out",
      sessionKey: sessionId ?? null,
      signIn: (returnTo) => void clerk.redirectToSignIn({ signInForceRedirectUrl: returnAddress(returnTo) }),
      signOut: () => clerk.signOut({ redirectUrl: "/" }),
      // Public pages do not wait for Clerk; whatever needs a person is not drawn while the status is "loading".
      getToken: ({ isFresh }) => (isLoaded ? getToken({ skipCache: isFresh }) : Promise.resolve(null)),
    }),
    [clerk, isLoaded, isSignedIn, sessionId, getToken],
  );
  return <AuthContext.Provider value={auth}>{children}</AuthContext.Provider>;
}

export default function ClerkAuth({
  publishableKey,
  children,
}: {
  publishableKey: string;
  children: ReactNode;
}) {
  const navigate = useNavigate();
  return (
    <ClerkProvider
      publishableKey={publishableKey}
      routerPush={(to) => void navigate(to)}
      routerReplace={(to) => void navigate(to, { replace: true })}
    >
      <Bridge>{children}</Bridge>
    </ClerkProvider>
  );
}
