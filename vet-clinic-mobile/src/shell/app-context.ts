/** The start's result, for the few routes that need it. */
import { createContext, use } from "react";
import type { Started } from "./start";

export const AppContext = createContext<Started | null>(null);

export function useApp(): Started {
  const app = use(AppContext);
  if (app === null) throw new Error("useApp needs Providers above it.");
  return app;
}
