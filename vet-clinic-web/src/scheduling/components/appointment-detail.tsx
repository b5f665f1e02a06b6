/** One visit of mine with everything I can do about it: move it, cancel it, put it into my calendar. */
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { LinkButton } from "@/design/button";
import { Notice } from "@/design/notice";
import { PetPortrait } from "@/design/portrait";
import { useNow } from "@/time/use-times";
import { useIsWaiting } from "@/undo/undo-queue";

import { useListAppointmentTypesQuery } from "../api";
import { cancelKey } from "../cancel-with-undo";
import { ChangeAddress } from "../home-visit/change-address";
import { lateRule } from "../late-rule";
import { isOpen, mayChange } from "../statuses";
import { AddToCalendar } from "./add-to-calendar";
import { AppointmentFacts } from "./appointment-words";
import { CancelButton } from "./cancel-button";
import { useLateWords } from "./late-words";
import { StatusPill } from "./status-pill";

export function AppointmentDetail({ appointment }: { appointment: AppointmentOut }) {
  const { t } = useTranslation();
  const now = useNow();
  const lateWords = useLateWords();
  const { data: types } = useListAppointmentTypesQuery({ clinicId: appointment.clinic_id });
  const isCancelling = useIsWaiting(cancelKey(appointment.id));
  const status = isCancelling ? "cancelled" : appointment.status;
  const canChange = !isCancelling && mayChange(appointment, now.toMillis());
  const type = types?.items.find(({ id }) => id === appointment.appointment_type_id);
  const rule = canChange ? lateRule(type, appointment.starts_at, now.toMillis()) : null;
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
      {status === "requested" && (
        <Notice tone="due" title={t("scheduling.booked.askedTitle", { pet: appointment.pet_name })}>
          {t("scheduling.booked.askedLead")}
        </Notice>
      )}
      {rule !== null && <p className="text-sm text-ink-soft">{lateWords(rule, appointment.time_zone)}</p>}
      {isOpen(status) && (
        <div className="flex flex-wrap gap-3">
          {canChange && (
            <LinkButton to={`/my/appointments/${appointment.id}/move`} tone="solid">
              {t("scheduling.move.action")}
            </LinkButton>
          )}
          {canChange && <ChangeAddress appointment={appointment} />}
          <AddToCalendar appointment={appointment} />
          {canChange && <CancelButton appointment={appointment} rule={rule} />}
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
