/** Yes or no to a request, in the visit's own panel. */
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Button } from "@/design/button";

import { useRequestSteps } from "./use-request-steps";

export function RequestSteps({ appointment }: { appointment: AppointmentOut }) {
  const { t } = useTranslation();
  const { confirm, decline, isBusy } = useRequestSteps();
  return (
    <>
      <Button
        tone="primary"
        icon={<Check aria-hidden="true" size={18} />}
        isBusy={isBusy}
        onClick={() => confirm(appointment)}
      >
        {t("desk.decide.confirm")}
      </Button>
      <Button onClick={() => decline(appointment, "")}>{t("desk.decide.decline")}</Button>
    </>
  );
}
