/** The browser's side of device-memory.ts: local storage, which a private window may refuse; then nothing is remembered. */
import type { MemoryKey } from "./device-memory";

export type { MemoryKey };

export async function recall(key: MemoryKey): Promise<string | null> {
  return attempt(() => window.localStorage.getItem(key)) ?? null;
}

export async function remember(key: MemoryKey, value: string): Promise<void> {
  attempt(() => window.localStorage.setItem(key, value));
}

export async function forget(key: MemoryKey): Promise<void> {
  attempt(() => window.localStorage.removeItem(key));
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
