/** One press puts the visit into the reader's own calendar. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { CalendarPlus } from "@/design/icons";
import { Text } from "@/design/text";
import { useNow } from "@/time/use-now";
import { addToCalendar } from "../add-to-calendar";
import type { Appointment } from "../api";

const A_MINUTE = 60_000;

export function AddToCalendar({ visit }: { visit: Appointment }) {
  const { t } = useTranslation("scheduling");
  const now = useNow(A_MINUTE);
  const [hasFailed, setFailed] = useState(false);
  const add = async () => {
    setFailed(false);
    const words = {
      title: t("calendar_entry", { clinic: visit.clinic_name }),
      notes: t("with", { veterinarian: visit.veterinarian_name }),
    };
    // A phone without a calendar has nothing to open.
    await addToCalendar(visit, words, now).catch(() => setFailed(true));
  };
  return (
    <>
      <Button
        icon={CalendarPlus}
        label={t("add_to_calendar")}
        onPress={() => void add()}
        style={{ alignSelf: "flex-start" }}
      />
      {hasFailed ? (
        <Text size="sm" tone="alert" role="alert">
          {t("add_to_calendar_failed")}
        </Text>
      ) : null}
    </>
  );
}
