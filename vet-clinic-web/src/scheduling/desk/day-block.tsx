/** One visit in the day's calendar. Its place never changes while you read; what changed elsewhere gets a fading ring. */
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/design/class-names";
import { PetPortrait } from "@/design/portrait";

import { LOOKS, type AppointmentStatus } from "../statuses";
import type { Block } from "./day-grid";

const FACES: Record<AppointmentStatus, string> = {
  requested: "border-due bg-due-wash border-dashed",
  confirmed: "border-green bg-green-wash",
  checked_in: "border-info bg-info-wash",
  in_progress: "border-accent-strong bg-accent-wash",
  completed: "border-free bg-surface",
  cancelled: "border-line-strong border-dashed bg-paper text-ink-soft",
  missed: "border-alert bg-alert-wash",
};

const MARKS: Record<AppointmentStatus, string> = {
  requested: "text-due",
  confirmed: "text-green",
  checked_in: "text-info",
  in_progress: "text-ink",
  completed: "text-free",
  cancelled: "text-taken",
  missed: "text-alert",
};

export type DayBlockProps = {
  block: Block;
  status: AppointmentStatus;
  isTabStop: boolean;
  isOpen: boolean;
  isFaint: boolean;
  isFresh: boolean;
  onOpen: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

export function DayBlock({
  block,
  status,
  isTabStop,
  isOpen,
  isFaint,
  isFresh,
  onOpen,
  onKeyDown,
}: DayBlockProps) {
  const { t } = useTranslation();
  const { appointment } = block;
  const Icon = LOOKS[status].icon;
  const clock = appointment.starts_local.slice(11, 16);
  const minutes = block.to - block.from;
  const isShort = minutes < 25;
  const label = t("scheduling.desk.blockLabel", {
    time: clock,
    pet: appointment.pet_name,
    type: appointment.appointment_type_name,
    vet: appointment.veterinarian_name,
    status: t(`scheduling.status.${status}`),
  });
  return (
    <button
      type="button"
      data-visit={appointment.id}
      tabIndex={isTabStop ? 0 : -1}
      aria-expanded={isOpen}
      onClick={onOpen}
      onKeyDown={onKeyDown}
      className={cx(
        "relative flex h-full w-full min-w-0 gap-2 overflow-hidden rounded-control border px-1.5 text-left transition-[opacity,box-shadow] hover:shadow-lift",
        "outline-2 -outline-offset-1 outline-transparent focus-visible:outline-green",
        isShort ? "items-center" : "items-start py-1.5",
        FACES[status],
        isFaint && "opacity-35",
        isFresh && "animate-arrive",
        isOpen && "shadow-lift outline-green",
      )}
    >
      <span className="sr-only">{label}</span>
      {!isShort && <PetPortrait petId={appointment.pet_id} species={appointment.pet_species} size="small" />}
      <span aria-hidden="true" className="min-w-0 flex-1">
        <span className="tabular flex min-w-0 items-center gap-1.5 text-xs">
          <Icon aria-hidden="true" size={14} strokeWidth={2.4} className={cx("shrink-0", MARKS[status])} />
          <span className="shrink-0">{clock}</span>
          <span
            className={cx(
              "truncate text-sm leading-tight font-semibold",
              status === "cancelled" && "line-through",
            )}
          >
            {appointment.pet_name}
          </span>
          {isShort && (
            <span className="min-w-0 truncate text-ink-soft">{appointment.appointment_type_name}</span>
          )}
        </span>
        {!isShort && (
          <span className="block truncate text-xs">
            {appointment.appointment_type_name}
            {appointment.owner_name && <span className="text-ink-soft"> · {appointment.owner_name}</span>}
          </span>
        )}
        {minutes >= 45 && appointment.note && (
          <span className="mt-0.5 line-clamp-2 text-xs text-ink-soft">{appointment.note}</span>
        )}
      </span>
    </button>
  );
}
