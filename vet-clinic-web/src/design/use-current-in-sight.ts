/** In a row that scrolls sideways the current one (`aria-current`) is brought into sight, and nothing else moves. */
import { useEffect, type RefObject } from "react";

export function useCurrentInSight(row: RefObject<HTMLElement | null>, current: unknown): void {
  useEffect(() => {
    const link = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (!row.current || !link) return;
    const [frame, place] = [row.current.getBoundingClientRect(), link.getBoundingClientRect()];
    if (place.left < frame.left || place.right > frame.right) {
      row.current.scrollLeft += place.left - frame.left - (frame.width - place.width) / 2;
    }
  }, [row, current]);
}
