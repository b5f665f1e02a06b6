/** Blocked time in the calendar: it opens for who may change it, and is carried and resized like a visit. */
import { Ban, CalendarOff, CalendarSync } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/design/class-names";

import { Edge } from "./block-shell";
import type { Mark, Stretch } from "./columns";
import { rowsOf } from "./hours-gutter";
import { clock } from "./wall-clock";

const ICONS = { block: Ban, time_off: CalendarOff, external: CalendarSync };

export type MarkBlockProps = {
  mark: Mark;
  window: Stretch;
  isHeld: boolean;
  mayHold: boolean;
  /** Null where nobody may change it. */
  onOpen: (() => void) | null;
  onKeyDown: (event: KeyboardEvent) => void;
  onBlur: () => void;
};

export function MarkBlock({ mark, window, isHeld, mayHold, onOpen, onKeyDown, onBlur }: MarkBlockProps) {
  const { t } = useTranslation();
  const Icon = ICONS[mark.kind];
  const name = mark.reason ?? t(`desk.blocks.kind.${mark.kind}`);
  const words = t("desk.blocks.label", {
    kind: t(`desk.blocks.kind.${mark.kind}`),
    from: clock(Math.max(mark.from, 0)),
    to: clock(Math.min(mark.to, 1440)),
  });
  const look = cx(
    "group hatched relative col-start-1 flex items-start gap-1.5 overflow-hidden border-y border-line-strong bg-taken-wash px-2 py-1 text-left text-xs text-taken select-none",
    isHeld && "opacity-35",
  );
  const inside = (
    <>
      <Icon aria-hidden="true" size={14} className="mt-0.5 shrink-0" />
      <span className="sr-only">{words}: </span>
      <span className="truncate rounded-control bg-taken-wash px-1">{name}</span>
    </>
  );
  const style = rowsOf(window, mark.from, mark.to);
  if (onOpen === null || mark.kind === "external")
    return (
      <div style={style} className={look}>
        {inside}
      </div>
    );
  return (
    <button
      type="button"
      data-mark={mark.id}
      style={style}
      onClick={onOpen}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      className={look}
    >
      {inside}
      {mayHold && <Edge />}
    </button>
  );
}
