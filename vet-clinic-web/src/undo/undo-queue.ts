/**
 * Undo instead of "are you sure": the change is shown at once, carried out a few seconds later, and can be taken back until
 * then. Leaving the page carries out what is waiting.
 */
import { useSyncExternalStore } from "react";

import { dismissToast, showToast } from "@/design/toasts";

const DELAY_MS = 6000;

type Waiting = { perform: () => void; timer: ReturnType<typeof setTimeout>; toastId: number };

const waiting = new Map<string, Waiting>();
const listeners = new Set<() => void>();
let keys: ReadonlySet<string> = new Set();

function changed(): void {
  keys = new Set(waiting.keys());
  for (const listener of listeners) listener();
}

function settle(key: string, isDone: boolean): void {
  const entry = waiting.get(key);
  if (entry === undefined) return;
  clearTimeout(entry.timer);
  dismissToast(entry.toastId);
  if (isDone) entry.perform();
  waiting.delete(key);
  changed();
}

export type Undoable = { key: string; message: string; undoLabel: string; perform: () => void };

/** Carry out `perform` after a pause in which the reader can undo it. `key` names what changes, e.g. "cancel:<id>". */
export function performWithUndo({ key, message, undoLabel, perform }: Undoable): void {
  settle(key, true);
  const toastId = showToast({
    message,
    tone: "free",
    staysMs: DELAY_MS,
    action: { label: undoLabel, perform: () => settle(key, false) },
  });
  waiting.set(key, { perform, toastId, timer: setTimeout(() => settle(key, true), DELAY_MS) });
  changed();
}

/** Carry out everything that is waiting, now. */
export function flushUndo(): void {
  for (const key of [...waiting.keys()]) settle(key, true);
}

/** The keys of all changes that are shown but not yet carried out. */
export function useWaiting(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => keys,
  );
}

export function useIsWaiting(key: string): boolean {
  return useWaiting().has(key);
}

export function flushUndoOnLeave(): () => void {
  window.addEventListener("pagehide", flushUndo);
  return () => window.removeEventListener("pagehide", flushUndo);
}
