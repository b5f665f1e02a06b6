/** Single keys for staff. Silent while somebody types, while a dialog is open, and with Ctrl, Alt or Meta held. */
import { useEffect, useRef } from "react";

export type Shortcuts = Readonly<Record<string, () => void>>;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const isPalette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      if (!isPalette && (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))) return;
      if (document.querySelector('[role="dialog"]') !== null) return;
      const perform = current.current[isPalette ? "palette" : event.key];
      if (perform === undefined) return;
      event.preventDefault();
      perform();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
