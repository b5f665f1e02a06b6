/** A veterinarian states their licence before they begin. Answers with it once all of it is there, else with null. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { LicenceIn } from "@/api/generated.gen";
import { TextField } from "@/design/field";
import { dateIn, viewerZone } from "@/time/zones";

export function LicenceQuestion({ onChange }: { onChange: (licence: LicenceIn | null) => void }) {
  const { t } = useTranslation();
  const [number, setNumber] = useState("");
  const [region, setRegion] = useState("");
  const [lastDay, setLastDay] = useState("");
  useEffect(() => {
    const isComplete = [number, region, lastDay].every((answer) => answer.trim() !== "");
    onChange(
      isComplete
        ? { license_number: number.trim(), license_region: region.trim(), license_expires_on: lastDay }
        : null,
    );
  }, [number, region, lastDay, onChange]);
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="font-semibold">{t("clinics.licence.needed")}</legend>
      <p className="text-sm text-ink-soft">{t("clinics.licence.neededAdvice")}</p>
      <TextField
        label={t("clinics.licence.number")}
        autoComplete="off"
        maxLength={80}
        value={number}
        onChange={(event) => setNumber(event.target.value)}
      />
      <TextField
        label={t("clinics.licence.region")}
        autoComplete="off"
        maxLength={80}
        value={region}
        onChange={(event) => setRegion(event.target.value)}
      />
      <TextField
        label={t("clinics.licence.lastDay")}
        type="date"
        min={dateIn(viewerZone())}
        value={lastDay}
        onChange={(event) => setLastDay(event.target.value)}
      />
    </fieldset>
  );
}
