/** Sign-in with Clerk on a phone: its hosted page in the system browser, its session in the keychain. The only file that knows Clerk. */
import { ClerkProvider, useAuth as useClerkSession } from "@clerk/expo";
import { useHostedAuth } from "@clerk/expo/hosted-auth";
import { tokenCache } from "@clerk/expo/token-cache";
import * as Linking from "expo-linking";
import { useCallback, useLayoutEffect, useMemo, type ReactNode } from "react";
import type { TokenDesk } from "@/api/token-desk";
import { AuthContext, type Auth } from "./auth-context";

interface ClerkAuthProps {
  publishableKey: string;
  tokens: TokenDesk;
  onSignedOut: () => void;
  children: ReactNode;
}

export default function ClerkAuthProvider({ publishableKey, ...rest }: ClerkAuthProps) {
  return (
    <ClerkProvider
      publishableKey={publishableKey}
      tokenCache={tokenCache}
      __experimental_disableNativeClientSync
    >
      <ClerkBridge {...rest} />
    </ClerkProvider>
  );
}

function ClerkBridge({ tokens, onSignedOut, children }: Omit<ClerkAuthProps, "publishableKey">) {
  const { isLoaded, isSignedIn, getToken, signOut: endSession } = useClerkSession();
  const { startHostedAuth } = useHostedAuth();

  // Before any child asks the API for something: layout effects run ahead of theirs.
  useLayoutEffect(() => {
    if (!isSignedIn) return;
    tokens.use({
      token: ({ fresh = false } = {}) => getToken({ skipCache: fresh }),
      onRefused: () => void endSession().then(onSignedOut),
    });
    return () => tokens.use(null);
  }, [isSignedIn, getToken, endSession, tokens, onSignedOut]);

  const signIn = useCallback(async () => {
    await startHostedAuth({ redirectUrl: Linking.createURL("/sign-in") });
  }, [startHostedAuth]);
  const signOut = useCallback(async () => {
    await endSession();
    onSignedOut();
  }, [endSession, onSignedOut]);

  const auth = useMemo<Auth>(
    () => ({
      status: isLoaded ? (isSignedIn ? "signedIn" : "signedOut") : "loading",
      method: "clerk",
      signIn,
      signOut,
    }),
    [isLoaded, isSignedIn, signIn, signOut],
  );
  return <AuthContext value={auth}>{children}</AuthContext>;
}
