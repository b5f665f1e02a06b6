/** What every test stands on: English words, a stand-in API that refuses unknown requests, and the browser parts jsdom lacks. */
import "@testing-library/jest-dom/vitest";

import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";

import { setRetryWait } from "@/api/base-query";
import { setConfig } from "@/config/config";
import { startI18n } from "@/i18n/i18n";

import { FakeSocket } from "./fake-socket";
import { CONFIG, server } from "./server";

class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

configure({ asyncUtilTimeout: 8000 }); // The first visit of a page loads its code.

Element.prototype.scrollIntoView = () => undefined;
window.scrollTo = () => undefined;
vi.stubGlobal("ResizeObserver", NoObserver);

export function setWindowWidth(width: number): void {
  window.matchMedia = (query: string) => {
    const rem = (name: string) =>
      Number(new RegExp(`${name}-width: ([\\d.]+)rem`).exec(query)?.[1] ?? Number.NaN) * 16;
    const matches = width >= (rem("min") || 0) && width <= (rem("max") || Infinity);
    return {
      matches,
      media: query,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    } as unknown as MediaQueryList;
  };
}

beforeAll(async () => {
  server.listen({ onUnhandledFrame: "error" });
  setRetryWait(0);
  await startI18n("en");
});
beforeEach(() => {
  vi.stubGlobal("WebSocket", FakeSocket); // After the server, which puts its own in place.
  setConfig(CONFIG);
  setWindowWidth(1440);
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
  sessionStorage.clear();
  FakeSocket.all.length = 0;
  vi.useRealTimers();
});
afterAll(() => server.close());
