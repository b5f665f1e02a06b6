/** Chooses how people sign in here: Clerk where a key is configured, else the development page, else not at all. */
import { lazy, Suspense, type ReactNode } from "react";
import { Platform } from "react-native";
import type { TokenDesk } from "@/api/token-desk";
import type { RuntimeConfig } from "@/config/runtime";
import { AuthContext, type Auth } from "./auth-context";
import { DevelopmentAuthProvider } from "./development-auth";

const ClerkAuthProvider = lazy(() => import("./clerk-auth"));

interface AuthProviderProps {
  config: RuntimeConfig;
  tokens: TokenDesk;
  /** Nothing of the person who left may stay on the screen or in the cache. */
  onSignedOut: () => void;
  /** Shown while Clerk is being loaded. */
  fallback: ReactNode;
  children: ReactNode;
}

export type SignInMethod = Auth["method"];

export function signInMethod(config: RuntimeConfig, platform: string): SignInMethod {
  if (config.clerkPublishableKey !== null && platform !== "web") return "clerk";
  return config.devSignInUrl === null ? "none" : "development";
}

const NO_SIGN_IN: Auth = {
  status: "signedOut",
  method: "none",
  signIn: async () => undefined,
  signOut: async () => undefined,
};

export function AuthProvider({ config, tokens, onSignedOut, fallback, children }: AuthProviderProps) {
  const method = signInMethod(config, Platform.OS);
  if (method === "clerk") {
    return (
      <Suspense fallback={fallback}>
        <ClerkAuthProvider
          publishableKey={config.clerkPublishableKey ?? ""}
          tokens={tokens}
          onSignedOut={onSignedOut}
        >
          {children}
        </ClerkAuthProvider>
      </Suspense>
    );
  }
  if (method === "development") {
    return (
      <DevelopmentAuthProvider baseUrl={config.devSignInUrl ?? ""} tokens={tokens} onSignedOut={onSignedOut}>
        {children}
      </DevelopmentAuthProvider>
    );
  }
  return <AuthContext value={NO_SIGN_IN}>{children}</AuthContext>;
}
