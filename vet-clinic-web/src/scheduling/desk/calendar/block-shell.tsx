/** The frame of what lies in the calendar: one button, in the colours of a state, with an edge to resize it by. */
import { TriangleAlert } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/design/class-names";

import { LOOKS, type AppointmentStatus } from "../../statuses";
import type { Block } from "./columns";
import { clock } from "./wall-clock";

const FACES: Record<AppointmentStatus, string> = {
  requested: "border-due bg-due-wash border-dashed",
  confirmed: "border-green bg-green-wash",
  checked_in: "border-info bg-info-wash",
  in_progress: "border-accent-strong bg-accent-wash",
  completed: "border-free bg-surface",
  cancelled: "border-line-strong border-dashed bg-paper text-ink-soft",
  declined: "border-line-strong border-dashed bg-paper text-ink-soft",
  missed: "border-alert bg-alert-wash",
};

const MARKS: Record<AppointmentStatus, string> = {
  requested: "text-due",
  confirmed: "text-green",
  checked_in: "text-info",
  in_progress: "text-ink",
  completed: "text-free",
  cancelled: "text-taken",
  declined: "text-taken",
  missed: "text-alert",
};

export type BlockProps = {
  block: Block;
  status: AppointmentStatus;
  isTabStop: boolean;
  isOpen: boolean;
  isFaint: boolean;
  isFresh: boolean;
  /** Held by the pointer or the keyboard: its ghost is elsewhere. */
  isHeld: boolean;
  mayHold: boolean;
  /** A week's columns are narrow and hold several vets: who it is matters there. */
  showsVet: boolean;
  onOpen: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onBlur: () => void;
};

/** Too low for more than one line. */
export function isShort({ from, to }: Pick<Block, "from" | "to">): boolean {
  return to - from < 25;
}

/** A line that the pointer takes hold of to change the end. */
export function Edge() {
  return (
    <span
      aria-hidden="true"
      data-edge
      className="absolute inset-x-0 bottom-0 flex h-2 cursor-ns-resize items-end justify-center pb-0.5 opacity-0 group-hover:opacity-100 print:hidden"
    >
      <span className="h-0.5 w-6 rounded-full bg-ink-soft" />
    </span>
  );
}

/** The state as a shape, a warning where it overlaps, and when it begins. */
export function Beginning({ block, status }: Pick<BlockProps, "block" | "status">) {
  const Icon = LOOKS[status].icon;
  return (
    <>
      <Icon aria-hidden="true" size={14} strokeWidth={2.4} className={cx("shrink-0", MARKS[status])} />
      {block.isConflict && (
        <TriangleAlert aria-hidden="true" size={13} strokeWidth={2.4} className="shrink-0 text-alert" />
      )}
      <span className="shrink-0">{clock(block.from)}</span>
    </>
  );
}

export function BlockShell({
  label,
  children,
  ...props
}: BlockProps & {
  /** Said aloud for all that is drawn. */
  label: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { block, status, isTabStop, isOpen, isFaint, isFresh, isHeld, mayHold } = props;
  return (
    <button
      type="button"
      data-visit={block.id}
      tabIndex={isTabStop ? 0 : -1}
      aria-expanded={isOpen}
      title={block.isConflict ? t("desk.calendar.conflictHint") : undefined}
      onClick={props.onOpen}
      onKeyDown={props.onKeyDown}
      onBlur={props.onBlur}
      className={cx(
        "group relative flex h-full w-full min-w-0 gap-2 overflow-hidden rounded-control border px-1.5 text-left transition-[opacity,box-shadow] select-none hover:shadow-lift",
        "outline-2 -outline-offset-1 outline-transparent focus-visible:outline-green",
        isShort(block) ? "items-center" : "items-start py-1.5 print:py-0",
        FACES[status],
        block.isConflict && "border-l-4 border-l-alert",
        isFaint && "opacity-35",
        isFresh && "animate-arrive",
        isOpen && "shadow-lift outline-green",
        isHeld && "opacity-35",
      )}
    >
      <span className="sr-only">{label}</span>
      {children}
      {mayHold && <Edge />}
    </button>
  );
}
