/** In a row that scrolls sideways the current one (`aria-current`) is brought into sight, and nothing else moves. */
import { useEffect, useRef, type RefObject } from "react";

/** For the row; `current` changes whenever another one is the current one. */
export function useCurrentInSight(current: string | number): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const link = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (!row.current || !link) return;
    const [frame, place] = [row.current.getBoundingClientRect(), link.getBoundingClientRect()];
    if (place.left < frame.left || place.right > frame.right) {
      row.current.scrollLeft += place.left - frame.left - (frame.width - place.width) / 2;
    }
  }, [current]);
  return row;
}
