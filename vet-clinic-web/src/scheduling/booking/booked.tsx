/** It is done: what was booked, where the mail goes, and the entry for one's own calendar. */
import { CircleCheck, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { LinkButton } from "@/design/button";
import { cx } from "@/design/class-names";

import { AddToCalendar } from "../components/add-to-calendar";
import { AppointmentFacts } from "../components/appointment-words";

export function Booked({ appointment }: { appointment: AppointmentOut }) {
  const { t } = useTranslation();
  const isAsked = appointment.status === "requested";
  const Icon = isAsked ? Hourglass : CircleCheck;
  return (
    <div className="flex flex-col gap-6">
      <div className="flex items-start gap-4">
        <Icon
          aria-hidden="true"
          size={40}
          className={cx("mt-0.5 shrink-0", isAsked ? "text-due" : "text-free")}
        />
        <div>
          <h1 tabIndex={-1} className="font-serif text-xl font-medium">
            {isAsked
              ? t("scheduling.booked.askedTitle", { pet: appointment.pet_name })
              : t("scheduling.booked.title", { pet: appointment.pet_name })}
          </h1>
          <p className="mt-1 text-ink-soft">
            {isAsked ? t("scheduling.booked.askedLead") : t("scheduling.booked.lead")}
          </p>
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
