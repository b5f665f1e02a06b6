/** Visits that owners asked for and the clinic has not answered: yes, or no with a word. */
import { Check, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { TextField } from "@/design/field";
import { PetPortrait } from "@/design/portrait";
import { useTimes } from "@/time/use-times";

import { useTypeName } from "../../use-type-name";

import { useRequestSteps } from "./use-request-steps";

function Request({ appointment, onShow }: { appointment: AppointmentOut; onShow: () => void }) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const times = useTimes();
  const { confirm, decline, isBusy } = useRequestSteps();
  const [isDeclining, setIsDeclining] = useState(false);
  const [reason, setReason] = useState("");
  return (
    <li className="flex flex-col gap-3 py-4">
      <div className="flex items-start gap-3">
        <PetPortrait petId={appointment.pet_id} species={appointment.pet_species} size="small" />
        <div className="min-w-0 grow text-sm">
          <button type="button" onClick={onShow} className="text-left font-semibold hover:underline">
            {appointment.pet_name}, {times.moment(appointment.starts_at, appointment.time_zone)}
          </button>
          <p className="text-ink-soft">
            {[typeName(appointment), appointment.veterinarian_name, appointment.owner_name]
              .filter(Boolean)
              .join(" · ")}
          </p>
          {appointment.note && <p className="mt-1 whitespace-pre-line">{appointment.note}</p>}
        </div>
      </div>
      {isDeclining ? (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            decline(appointment, reason);
          }}
        >
          <TextField
            label={t("desk.decide.reason")}
            hint={t("desk.decide.reasonHint")}
            optional={t("states.optional")}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" size="small" tone="alert">
              {t("desk.decide.decline")}
            </Button>
            <Button size="small" onClick={() => setIsDeclining(false)}>
              {t("actions.cancel")}
            </Button>
          </div>
        </form>
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button
            size="small"
            tone="solid"
            icon={<Check aria-hidden="true" size={16} />}
            isBusy={isBusy}
            onClick={() => confirm(appointment)}
          >
            {t("desk.decide.confirm")}
            <span className="sr-only">: {appointment.pet_name}</span>
          </Button>
          <Button
            size="small"
            tone="quiet"
            icon={<X aria-hidden="true" size={16} />}
            onClick={() => setIsDeclining(true)}
          >
            {t("desk.decide.decline")}
            <span className="sr-only">: {appointment.pet_name}</span>
          </Button>
        </div>
      )}
    </li>
  );
}

export function RequestList({
  requests,
  onShow,
}: {
  requests: readonly AppointmentOut[];
  onShow: (appointment: AppointmentOut) => void;
}) {
  const { t } = useTranslation();
  if (requests.length === 0) return <EmptyState title={t("desk.decide.none")} species="rabbit" />;
  return (
    <ul className="divide-y divide-line">
      {requests.map((appointment) => (
        <Request key={appointment.id} appointment={appointment} onShow={() => onShow(appointment)} />
      ))}
    </ul>
  );
}
