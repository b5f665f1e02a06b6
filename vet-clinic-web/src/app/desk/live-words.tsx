/** Tells a screen reader what changed on the day in view, when somebody else changed it. */
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { useHighlights } from "@/scheduling/highlights";

export function LiveWords({ appointments }: { appointments: readonly AppointmentOut[] }) {
  const { t } = useTranslation();
  const highlights = useHighlights();
  const latest = appointments
    .filter(({ id }) => highlights[id] !== undefined)
    .sort((a, b) => (highlights[b.id] ?? 0) - (highlights[a.id] ?? 0))[0];
  return (
    <p aria-live="polite" className="sr-only">
      {latest !== undefined &&
        t("scheduling.desk.changed", {
          time: latest.starts_local.slice(11, 16),
          pet: latest.pet_name,
          status: t(`scheduling.status.${latest.status}`),
        })}
    </p>
  );
}
