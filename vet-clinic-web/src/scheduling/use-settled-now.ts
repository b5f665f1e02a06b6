/** An instant that does not change while a list is on screen, so that the list is asked for once: the last full five minutes. */
import { useState } from "react";

const STEP_MS = 5 * 60_000;

export function useSettledNow(): string {
  const [instant] = useState(() =>
    new Date(Math.floor(Date.now() / STEP_MS) * STEP_MS).toISOString().replace(".000", ""),
  );
  return instant;
}
