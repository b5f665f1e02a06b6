/** Who is signed in, whatever signs them in. Screens know this and nothing of Clerk or of the development page. */
import { createContext, use } from "react";

export type AuthStatus = "loading" | "signedOut" | "signedIn";

export interface Auth {
  status: AuthStatus;
  method: "clerk" | "development" | "none";
  /** Opens the sign-in page. Resolves when the person has come back from it, signed in or not. */
  signIn: () => Promise<void>;
  signOut: () => Promise<void>;
}

export const AuthContext = createContext<Auth | null>(null);

export function useAuth(): Auth {
  const auth = use(AuthContext);
  if (auth === null) throw new Error("useAuth needs an AuthProvider above it.");
  return auth;
}
