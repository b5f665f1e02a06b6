/** One visit in the calendar. Its place never changes while you read; what changed elsewhere gets a fading ring. */
import { Footprints, Repeat, TriangleAlert } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/design/class-names";
import { PetPortrait } from "@/design/portrait";

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

export type VisitBlockProps = {
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

function Small({ icon: Icon, className }: { icon: typeof Repeat; className: string }) {
  return <Icon aria-hidden="true" size={13} strokeWidth={2.4} className={cx("shrink-0", className)} />;
}

function Lines({ block, status, showsVet }: Pick<VisitBlockProps, "block" | "status" | "showsVet">) {
  const { appointment, isConflict } = block;
  const minutes = block.to - block.from;
  const isShort = minutes < 25;
  // Side by side there is no room for a name after the time: it gets the second line.
  const isTight = block.lanes > 1 && !isShort;
  const Icon = LOOKS[status].icon;
  const isOver = status === "cancelled" || status === "declined";
  const name = (
    <span className={cx("truncate text-sm leading-tight font-semibold", isOver && "line-through")}>
      {appointment.pet_name}
    </span>
  );
  const about = [showsVet ? appointment.veterinarian_name : appointment.appointment_type_name];
  if (!showsVet && appointment.owner_name !== null) about.push(appointment.owner_name);
  const rest = [showsVet ? appointment.appointment_type_name : appointment.room_name, appointment.note];
  return (
    <span aria-hidden="true" className="min-w-0 flex-1">
      <span className="tabular flex min-w-0 items-center gap-1.5 text-xs">
        <Icon aria-hidden="true" size={14} strokeWidth={2.4} className={cx("shrink-0", MARKS[status])} />
        {isConflict && <Small icon={TriangleAlert} className="text-alert" />}
        <span className="shrink-0">{clock(block.from)}</span>
        {!isTight && name}
        {appointment.is_walk_in && <Small icon={Footprints} className="text-ink-soft" />}
        {appointment.series_id !== null && <Small icon={Repeat} className="text-ink-soft" />}
        {isShort && (
          <span className="min-w-0 flex-1 basis-0 truncate text-ink-soft">
            {appointment.appointment_type_name}
          </span>
        )}
      </span>
      {isTight && <span className="flex min-w-0">{name}</span>}
      {!isShort && (!isTight || minutes >= 45) && (
        <span className="block truncate text-xs text-ink-soft">{about.join(" · ")}</span>
      )}
      {minutes >= 45 && (
        <span className="mt-0.5 line-clamp-2 text-xs text-ink-soft">{rest.filter(Boolean).join(" · ")}</span>
      )}
    </span>
  );
}

export function VisitBlock(props: VisitBlockProps) {
  const { t } = useTranslation();
  const { block, status, isTabStop, isOpen, isFaint, isFresh, isHeld, mayHold, showsVet } = props;
  const { appointment, isConflict } = block;
  const isShort = block.to - block.from < 25;
  const label = t("scheduling.desk.blockLabel", {
    time: clock(block.from),
    pet: appointment.pet_name,
    type: isConflict
      ? `${appointment.appointment_type_name}, ${t("desk.calendar.conflict")}`
      : appointment.appointment_type_name,
    vet: appointment.veterinarian_name,
    status: t(`scheduling.status.${status}`),
  });
  return (
    <button
      type="button"
      data-visit={appointment.id}
      tabIndex={isTabStop ? 0 : -1}
      aria-expanded={isOpen}
      title={isConflict ? t("desk.calendar.conflictHint") : undefined}
      onClick={props.onOpen}
      onKeyDown={props.onKeyDown}
      onBlur={props.onBlur}
      className={cx(
        "group relative flex h-full w-full min-w-0 gap-2 overflow-hidden rounded-control border px-1.5 text-left transition-[opacity,box-shadow] select-none hover:shadow-lift",
        "outline-2 -outline-offset-1 outline-transparent focus-visible:outline-green",
        isShort ? "items-center" : "items-start py-1.5 print:py-0",
        FACES[status],
        isConflict && "border-l-4 border-l-alert",
        isFaint && "opacity-35",
        isFresh && "animate-arrive",
        isOpen && "shadow-lift outline-green",
        isHeld && "opacity-35",
      )}
    >
      <span className="sr-only">{label}</span>
      {!isShort && block.lanes === 1 && !showsVet && (
        <PetPortrait
          petId={appointment.pet_id}
          species={appointment.pet_species}
          size="small"
          className="print:hidden"
        />
      )}
      <Lines block={block} status={status} showsVet={showsVet} />
      {mayHold && (
        <span
          aria-hidden="true"
          data-edge
          className="absolute inset-x-0 bottom-0 flex h-2 cursor-ns-resize items-end justify-center pb-0.5 opacity-0 group-hover:opacity-100 print:hidden"
        >
          <span className="h-0.5 w-6 rounded-full bg-ink-soft" />
        </span>
      )}
    </button>
  );
}
