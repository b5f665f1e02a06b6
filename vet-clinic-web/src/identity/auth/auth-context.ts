/** Who is at the screen, as the rest of the app may know it. Which service signs people in is decided in auth-provider.tsx. */
import { createContext, useContext } from "react";

export type Auth = {
  status: "loading" | "signed-out" | "signed-in";
  /** Names the session, so that data of the person before is never shown to the next. */
  sessionKey: string | null;
  /** Leave for the sign-in page and come back to `returnTo` (a path of this app; the current one by default). */
  signIn: (returnTo?: string) => void;
  signOut: () => Promise<void>;
  getToken: (options: { isFresh: boolean }) => Promise<string | null>;
};

export const AuthContext = createContext<Auth | null>(null);

export function useAuth(): Auth {
  const auth = useContext(AuthContext);
  if (auth === null) throw new Error("useAuth needs an AuthProvider above it.");
  return auth;
}

/** The absolute address to come back to after signing in. Only paths of this app are accepted. */
export function returnAddress(returnTo?: string): string {
  const here = `${location.pathname}${location.search}`;
  const path = returnTo?.startsWith("/") === true && !returnTo.startsWith("//") ? returnTo : here;
  return `${location.origin}${path}`;
}
