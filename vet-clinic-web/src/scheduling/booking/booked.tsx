/** It is done: what was booked, where the mail goes, and the entry for one's own calendar. */
import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { LinkButton } from "@/design/button";

import { AddToCalendar } from "../components/add-to-calendar";
import { AppointmentFacts } from "../components/appointment-words";

export function Booked({ appointment }: { appointment: AppointmentOut }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-6">
      <div className="flex items-start gap-4">
        <CircleCheck aria-hidden="true" size={40} className="mt-0.5 shrink-0 text-free" />
        <div>
          <h1 tabIndex={-1} className="font-serif text-xl font-medium">
            {t("scheduling.booked.title", { pet: appointment.pet_name })}
          </h1>
          <p className="mt-1 text-ink-soft">{t("scheduling.booked.lead")}</p>
        </div>
      </div>
      <AppointmentFacts appointment={appointment} />
      <div className="flex flex-wrap gap-3">
        <AddToCalendar appointment={appointment} />
        <LinkButton to="/my" tone="quiet">
          {t("scheduling.booked.overview")}
        </LinkButton>
      </div>
    </div>
  );
}
