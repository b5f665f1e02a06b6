/** The web export signs in for development only: Clerk's Expo library replaces Clerk itself on the web, and is never bundled here. */
import type { ReactNode } from "react";

export default function ClerkAuthProvider({ children }: { children: ReactNode }) {
  return children;
}
