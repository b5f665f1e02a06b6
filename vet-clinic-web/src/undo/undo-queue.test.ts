import { act, renderHook } from "@testing-library/react";

import { flushUndo, flushUndoOnLeave, performWithUndo, useIsWaiting } from "./undo-queue";
import { useToasts } from "@/design/toasts";

function offer(perform: () => void, key = "cancel:1") {
  act(() => performWithUndo({ key, message: "Cancelled.", undoLabel: "Undo", perform }));
}

beforeEach(() => {
  vi.useFakeTimers();
});

test("the change happens after the pause, once", () => {
  const perform = vi.fn();
  const { result } = renderHook(() => useIsWaiting("cancel:1"));
  offer(perform);
  expect(result.current).toBe(true);
  act(() => void vi.advanceTimersByTime(5999));
  expect(perform).not.toHaveBeenCalled();
  act(() => void vi.advanceTimersByTime(60_000));
  expect(perform).toHaveBeenCalledOnce();
  expect(result.current).toBe(false);
});

test("undone means it never happens", () => {
  const perform = vi.fn();
  const { result } = renderHook(() => ({ toasts: useToasts(), isWaiting: useIsWaiting("cancel:1") }));
  offer(perform);
  act(() => result.current.toasts[0]?.action?.perform());
  act(() => void vi.advanceTimersByTime(60_000));
  expect(perform).not.toHaveBeenCalled();
  expect(result.current).toEqual({ toasts: [], isWaiting: false });
});

test("leaving the page carries out what waits", () => {
  const perform = vi.fn();
  const stop = flushUndoOnLeave();
  offer(perform);
  act(() => void window.dispatchEvent(new Event("pagehide")));
  expect(perform).toHaveBeenCalledOnce();
  stop();
});

test("two changes wait side by side", () => {
  const first = vi.fn();
  const second = vi.fn();
  offer(first, "cancel:1");
  offer(second, "cancel:2");
  expect(first).not.toHaveBeenCalled();
  act(() => flushUndo());
  expect(first).toHaveBeenCalledOnce();
  expect(second).toHaveBeenCalledOnce();
});
