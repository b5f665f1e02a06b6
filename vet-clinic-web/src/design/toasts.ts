/** Short words at the edge of the screen about something that just happened. Kept outside React so that any code can speak. */
import { useSyncExternalStore } from "react";

export type Toast = {
  id: number;
  message: string;
  tone: "free" | "alert" | "info";
  action?: { label: string; perform: () => void };
};

const STAYS_MS = 6000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

/** Show a toast; it leaves by itself. Returns its id for dismissing it earlier. */
export function showToast(
  toast: Omit<Toast, "id" | "tone"> & { tone?: Toast["tone"]; staysMs?: number },
): number {
  const { staysMs = STAYS_MS, tone = "info", ...rest } = toast;
  lastId += 1;
  const id = lastId;
  set([...toasts.slice(-2), { ...rest, tone, id }]);
  setTimeout(() => dismissToast(id), staysMs);
  return id;
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
