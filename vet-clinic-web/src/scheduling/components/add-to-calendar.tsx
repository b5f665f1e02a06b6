/** The visit as a file for the reader's own calendar. */
import { CalendarPlus } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Button } from "@/design/button";

import { calendarFile, download } from "../calendar-file";
import { useTypeName } from "../use-type-name";

export function AddToCalendar({ appointment }: { appointment: AppointmentOut }) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const save = () => {
    const words = {
      summary: t("scheduling.calendarFile.summary", { clinic: appointment.clinic_name }),
      location: appointment.place === "in_clinic" ? appointment.clinic_name : null,
      description: t("scheduling.calendarFile.description", {
        pet: appointment.pet_name,
        type: typeName(appointment),
        vet: appointment.veterinarian_name,
      }),
    };
    const file = calendarFile(appointment, words, new Date().toISOString());
    download(`visit-${appointment.starts_local.slice(0, 10)}.ics`, file, "text/calendar;charset=utf-8");
  };
  return (
    <Button icon={<CalendarPlus aria-hidden="true" size={18} />} onClick={save}>
      {t("scheduling.addToCalendar")}
    </Button>
  );
}
