/**
 * Nothing moves under the pointer: while a visit is held, and for a moment after the pointer has come to one, changes from
 * elsewhere wait. They never wait longer than the hand rests.
 */
import { useEffect, useRef, useState } from "react";

const CALM_MS = 1500;

/** Is the pointer about to press something? True from each movement over a visit until it has rested for a moment. */
export function useAim() {
  const [isAiming, setIsAiming] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onPointerMove = (event: { target: EventTarget; pointerType?: string }) => {
    clearTimeout(timer.current);
    const isOver = event.target instanceof Element && event.target.closest("[data-visit]") !== null;
    setIsAiming(isOver);
    if (isOver) timer.current = setTimeout(() => setIsAiming(false), CALM_MS);
  };
  const onPointerLeave = () => {
    clearTimeout(timer.current);
    setIsAiming(false);
  };
  return { isAiming, onPointerMove, onPointerLeave };
}

/** The value as it was when `isHeld` began, until it ends; a change of `key` (another day) counts at once. */
export function useCalm<V>(value: V, isHeld: boolean, key: string): V {
  const [kept, setKept] = useState({ value, key });
  const isFresh = !isHeld || kept.key !== key;
  if (isFresh && (kept.value !== value || kept.key !== key)) setKept({ value, key });
  return isFresh ? value : kept.value;
}
