/** How long a time that came free is kept for whoever on the waiting list is offered it, before the next one is asked. */
import { useTranslation } from "react-i18next";

import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";

import { useSetWaitlistOfferMinutesMutation } from "../api";

const USUAL = [15, 30, 60, 120, 240, 480, 1440, 2880];
const HOUR = 60;
const DAY = 24 * HOUR;

function lengthText(minutes: number, language: string): string {
  const [count, unit] =
    minutes % DAY === 0
      ? [minutes / DAY, "day"]
      : minutes % HOUR === 0
        ? [minutes / HOUR, "hour"]
        : [minutes, "minute"];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count);
}

export function OfferLength({ clinicId, minutes }: { clinicId: string; minutes: number }) {
  const { t, i18n } = useTranslation();
  const [save, { isLoading, error }] = useSetWaitlistOfferMinutesMutation();
  // Whatever else was set by another program is kept among the choices.
  const lengths = [...new Set([...USUAL, minutes])].sort((a, b) => a - b);
  return (
    <div className="flex max-w-form flex-col gap-4">
      <Select
        label={t("scheduling.opening.offerLength")}
        value={String(minutes)}
        disabled={isLoading}
        choices={lengths.map((each) => ({ value: String(each), label: lengthText(each, i18n.language) }))}
        onChange={(chosen) =>
          void save({ waitlistOfferLengthIn: { clinic_id: clinicId, minutes: Number(chosen) } })
        }
      />
      {error !== undefined && <ProblemNotice problem={error} />}
    </div>
  );
}
