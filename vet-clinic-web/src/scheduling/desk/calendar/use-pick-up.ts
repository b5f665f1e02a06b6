/**
 * The keyboard's way to move a visit, a class or blocked time: Space picks it up, arrows carry it, Shift and arrows move its end, Enter or Space puts it
 * down, Escape puts it back.
 */
import { useState, type KeyboardEvent } from "react";

import { isSamePlace, nudge, type Drag, type Grid, type Place } from "./drag";
import { isArrow } from "./neighbours";

export type PickUpOptions = {
  columns: number;
  placeOf: (visitId: string) => Place | null;
  gridOf: (visitId: string) => Grid;
  /** Does it stay in its column? */
  isBound: (id: string) => boolean;
  onDrop: (drag: Drag) => void;
  /** Said aloud: what is held and where, or that it went back. */
  onSay: (held: Drag, what: "up" | "at" | "back" | "down") => void;
};

export function usePickUp({ columns, placeOf, gridOf, isBound, onDrop, onSay }: PickUpOptions) {
  const [held, setHeld] = useState<Drag | null>(null);

  const put = (what: "back" | "down") => {
    if (held === null) return;
    setHeld(null);
    onSay(held, what);
    if (what === "down" && !isSamePlace(held.at, held.from)) onDrop(held);
  };

  /** Takes the key when it means something here; true when it did. */
  const onKeyDown = (event: KeyboardEvent, visitId: string): boolean => {
    const taken = () => {
      event.preventDefault();
      event.stopPropagation();
      return true;
    };
    if (held === null) {
      if (event.key !== " ") return false;
      const place = placeOf(visitId);
      if (place === null) return taken();
      const begun = { column: place.column, minute: place.from };
      const next: Drag = { grip: "move", id: visitId, begun, from: place, at: place };
      setHeld(next);
      onSay(next, "up");
      return taken();
    }
    if (event.key === "Escape") put("back");
    else if (event.key === " " || event.key === "Enter") put("down");
    else if (isArrow(event.key)) {
      const isSideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
      if (isSideways && isBound(visitId)) return taken();
      const at = nudge(held.at, event.key, gridOf(visitId), columns, event.shiftKey);
      const isResized = at.to - at.from !== held.from.to - held.from.from;
      const next: Drag = { ...held, at, grip: isResized ? "resize" : "move" };
      setHeld(next);
      onSay(next, "at");
    } else if (event.key !== "Tab") return taken();
    else {
      put("back");
      return false;
    }
    return taken();
  };

  return { held, onKeyDown, putBack: () => put("back") };
}
