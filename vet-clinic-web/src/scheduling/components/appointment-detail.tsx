/** One visit of mine with everything I can do about it: move it, cancel it, put it into my calendar. */
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Button, LinkButton } from "@/design/button";
import { Notice } from "@/design/notice";
import { PetPortrait } from "@/design/portrait";
import { useNow } from "@/time/use-times";
import { useIsWaiting } from "@/undo/undo-queue";

import { cancelKey, useCancelWithUndo } from "../cancel-with-undo";
import { isOpen, mayChange } from "../statuses";
import { AddToCalendar } from "./add-to-calendar";
import { AppointmentFacts } from "./appointment-words";
import { StatusPill } from "./status-pill";

export function AppointmentDetail({ appointment }: { appointment: AppointmentOut }) {
  const { t } = useTranslation();
  const cancel = useCancelWithUndo();
  const now = useNow();
  const isCancelling = useIsWaiting(cancelKey(appointment.id));
  const status = isCancelling ? "cancelled" : appointment.status;
  const canChange = !isCancelling && mayChange(appointment, now.toMillis());
  return (
    <div className="flex flex-col gap-6">
      <div className="flex items-center gap-5">
        <PetPortrait petId={appointment.pet_id} species={appointment.pet_species} size="large" />
        <div className="min-w-0">
          <h1 tabIndex={-1} className="font-serif text-xl font-medium">
            {appointment.pet_name}
          </h1>
          <p className="mt-1">
            <StatusPill status={status} />
          </p>
        </div>
      </div>
      <AppointmentFacts appointment={appointment} />
      {isOpen(status) && (
        <div className="flex flex-wrap gap-3">
          {canChange && (
            <LinkButton to={`/my/appointments/${appointment.id}/move`} tone="solid">
              {t("scheduling.move.action")}
            </LinkButton>
          )}
          <AddToCalendar appointment={appointment} />
          {canChange && (
            <Button tone="alert" onClick={() => cancel(appointment)}>
              {t("scheduling.cancelAction")}
            </Button>
          )}
        </div>
      )}
      {status === "cancelled" && !isCancelling && (
        <Notice
          tone="info"
          title={t("scheduling.cancelledNotice", { pet: appointment.pet_name })}
          action={
            <LinkButton
              to={`/clinics/${appointment.clinic_id}/book?type=${appointment.appointment_type_id}`}
              size="small"
            >
              {t("scheduling.bookAgain")}
            </LinkButton>
          }
        />
      )}
    </div>
  );
}
