/** Keeps one time for the person while they fill in the rest. Asks once per wish, gives it back when they change their mind. */
import { useCallback, useEffect, useRef, useState } from "react";

import type { HoldIn, HoldOut } from "@/api/generated.gen";
import { hasCode } from "@/api/problem";

import { useHoldSlotMutation, useReleaseHoldMutation } from "../api";

export type KeptTime =
  { state: "asking" } | { state: "kept"; hold: HoldOut } | { state: "refused"; problem: unknown };

/** Codes that say the time itself is gone: choose another one. */
export const GONE = ["scheduling.slot_taken", "scheduling.not_offered"];

export function useHold(wish: HoldIn, onGone: () => void) {
  const [holdSlot] = useHoldSlotMutation();
  const [releaseHold] = useReleaseHoldMutation();
  const [kept, setKept] = useState<KeptTime>({ state: "asking" });
  const asked = useRef<string | null>(null);

  const ask = useCallback(async () => {
    setKept({ state: "asking" });
    try {
      setKept({ state: "kept", hold: await holdSlot({ holdIn: wish }).unwrap() });
    } catch (problem) {
      if (hasCode(problem, ...GONE)) onGone();
      else setKept({ state: "refused", problem });
    }
  }, [holdSlot, wish, onGone]);

  useEffect(() => {
    const key = JSON.stringify(wish);
    if (asked.current === key) return;
    asked.current = key;
    void ask();
  }, [ask, wish]);

  const release = useCallback(() => {
    if (kept.state === "kept") void releaseHold({ holdId: kept.hold.id });
  }, [kept, releaseHold]);

  return { kept, again: ask, release, renewed: (hold: HoldOut) => setKept({ state: "kept", hold }) };
}
