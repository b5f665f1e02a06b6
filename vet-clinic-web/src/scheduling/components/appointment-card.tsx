/** A visit in a list: the pet, when, what and where. `isNext` is the large one at the top of the owner's home. */
import { MapPin } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { CardLink } from "@/design/card";
import { cx } from "@/design/class-names";
import { PetPortrait } from "@/design/portrait";
import { useTimes } from "@/time/use-times";
import { useIsWaiting } from "@/undo/undo-queue";

import { cancelKey } from "../cancel-with-undo";
import { useTypeName } from "../use-type-name";
import { When } from "./appointment-words";
import { StatusPill } from "./status-pill";

export function AppointmentCard({
  appointment,
  isNext = false,
}: {
  appointment: AppointmentOut;
  isNext?: boolean;
}) {
  const { t } = useTranslation();
  const times = useTimes();
  const typeName = useTypeName();
  const isCancelling = useIsWaiting(cancelKey(appointment.id));
  const status = isCancelling ? "cancelled" : appointment.status;
  const isOff = status === "cancelled" || status === "missed";
  return (
    <CardLink
      to={`/my/appointments/${appointment.id}`}
      className={cx("flex items-center gap-4", isNext ? "border-line-strong sm:gap-6 sm:p-6" : "p-4")}
    >
      <PetPortrait
        petId={appointment.pet_id}
        species={appointment.pet_species}
        size={isNext ? "large" : "normal"}
      />
      <span className="min-w-0 flex-1">
        <span className={cx("block font-serif leading-tight font-medium", isNext ? "text-xl" : "text-lg")}>
          {appointment.pet_name}
        </span>
        <span className={cx("block font-semibold", isOff && "line-through decoration-ink-soft")}>
          <When appointment={appointment} />
        </span>
        <span className="block text-sm text-ink-soft">
          {t("scheduling.withVet", {
            type: typeName(appointment),
            vet: appointment.veterinarian_name,
          })}
        </span>
        <span className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
          <span className="inline-flex min-w-0 items-center gap-1">
            <MapPin aria-hidden="true" size={14} className="shrink-0" />
            {appointment.clinic_name}
          </span>
          {status !== "confirmed" && <StatusPill status={status} />}
        </span>
      </span>
      {isNext && (
        <span className="shrink-0 self-start font-serif text-lg text-green max-sm:hidden">
          {times.relativeDay(appointment.starts_at, appointment.time_zone)}
        </span>
      )}
    </CardLink>
  );
}
