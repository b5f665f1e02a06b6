/** Does the window fit a media query, now and when it changes? */
import { useSyncExternalStore } from "react";

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Room for a panel beside the calendar. Matches --breakpoint-xl. */
export const IS_WIDE = "(min-width: 84rem)";
/** Too narrow for columns. Matches --breakpoint-md. */
export const IS_NARROW = "(max-width: 50.9375rem)";
