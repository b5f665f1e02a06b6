/** Which public holidays the clinic keeps: a country and, where it has them, one of its parts. */
import { useTranslation } from "react-i18next";

import type { OpeningOut } from "@/api/generated.gen";
import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";

import { useListHolidayPartsQuery, useListHolidayRegionsQuery, useSetHolidayRegionMutation } from "../api";

const NONE = "";

export function HolidayRegion({ clinicId, opening }: { clinicId: string; opening: OpeningOut }) {
  const { t, i18n } = useTranslation();
  const { data: regions, error, refetch } = useListHolidayRegionsQuery();
  const partsOf = useListHolidayPartsQuery(
    { country: opening.holiday_country ?? NONE },
    { skip: opening.holiday_country === null },
  );
  const [save, saving] = useSetHolidayRegionMutation();
  const country = opening.holiday_country ?? NONE;
  const names = new Intl.DisplayNames([i18n.language], { type: "region" });
  const countries = (regions?.items ?? [])
    .map((region) => ({ value: region.country, label: names.of(region.country) ?? region.country }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language));
  const part = opening.holiday_subdivision ?? NONE;
  const parts = country === NONE ? [] : (partsOf.currentData?.items ?? []);
  const set = (chosen: string, chosenPart: string) =>
    void save({
      holidayRegionIn: {
        clinic_id: clinicId,
        country: chosen === NONE ? null : chosen,
        subdivision: chosenPart === NONE ? null : chosenPart,
      },
    });
  const problem = error ?? partsOf.error ?? saving.error;
  const again = error !== undefined ? refetch : partsOf.error !== undefined ? partsOf.refetch : undefined;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid max-w-form grid-cols-1 gap-4 sm:grid-cols-2">
        <Select
          label={t("scheduling.opening.country")}
          value={country}
          disabled={regions === undefined || saving.isLoading}
          choices={[{ value: NONE, label: t("scheduling.opening.noCountry") }, ...countries]}
          onChange={(chosen) => set(chosen, NONE)}
        />
        {parts.length > 0 && (
          <Select
            label={t("scheduling.opening.part")}
            value={part}
            disabled={saving.isLoading}
            choices={[
              { value: NONE, label: t("scheduling.opening.wholeCountry") },
              ...parts.map(({ subdivision, name }) => ({ value: subdivision, label: name })),
            ]}
            onChange={(chosen) => set(country, chosen)}
          />
        )}
      </div>
      {problem !== undefined && <ProblemNotice problem={problem} onRetry={again} />}
    </div>
  );
}
