/**
 * Chooses who signs people in: Clerk where a publishable key is configured, else the development sign-in where one is named,
 * else nobody. Production never names one (config.ts drops it), so there it is Clerk or nothing.
 */
import { lazy, Suspense, useEffect, type ReactNode } from "react";

import { registerTokenGetter } from "@/api/token";
import type { Config } from "@/config/config";

import { AuthContext, useAuth, type Auth } from "./auth-context";

const ClerkAuth = lazy(() => import("./clerk-auth"));
const DevelopmentAuth = lazy(() => import("./development-auth"));

export type SignInService = "clerk" | "development" | "none";

export function signInService(
  config: Pick<Config, "clerkPublishableKey" | "devSignInUrl" | "environment">,
): SignInService {
  if (config.clerkPublishableKey !== null) return "clerk";
  if (config.devSignInUrl !== null && config.environment !== "production") return "development";
  return "none";
}

const NOBODY: Auth = {
  status: "signed-out",
  sessionKey: null,
  signIn: () => {
    throw new Error("No sign-in is configured: set clerk_publishable_key in /config.json.");
  },
  signOut: () => Promise.resolve(),
  getToken: () => Promise.resolve(null),
};

/** Hands the provider's tokens to request code before any request below can be made. */
function TokenSource({ children }: { children: ReactNode }) {
  const { getToken } = useAuth();
  // During rendering, because a query below sends its request before this component's effects run.
  registerTokenGetter(getToken);
  useEffect(() => registerTokenGetter(getToken), [getToken]);
  return children;
}

export function AuthProvider({
  config,
  waiting,
  children,
}: {
  config: Config;
  waiting: ReactNode;
  children: ReactNode;
}) {
  const content = <TokenSource>{children}</TokenSource>;
  switch (signInService(config)) {
    case "clerk":
      return (
        <Suspense fallback={waiting}>
          <ClerkAuth publishableKey={config.clerkPublishableKey ?? ""}>{content}</ClerkAuth>
        </Suspense>
      );
    case "development":
      return (
        <Suspense fallback={waiting}>
          <DevelopmentAuth address={config.devSignInUrl ?? ""}>{content}</DevelopmentAuth>
        </Suspense>
      );
    case "none":
      return <AuthContext.Provider value={NOBODY}>{content}</AuthContext.Provider>;
  }
}
