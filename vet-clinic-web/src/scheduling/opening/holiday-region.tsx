/** Which public holidays the clinic keeps: a country and, where it has them, one of its parts. */
import { useTranslation } from "react-i18next";

import type { OpeningOut } from "@/api/generated.gen";
import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";

import { useListHolidayRegionsQuery, useSetHolidayRegionMutation } from "../api";

const NONE = "";

export function HolidayRegion({ clinicId, opening }: { clinicId: string; opening: OpeningOut }) {
  const { t, i18n } = useTranslation();
  const { data: regions, error, refetch } = useListHolidayRegionsQuery();
  const [save, saving] = useSetHolidayRegionMutation();
  const country = opening.holiday_country ?? NONE;
  const names = new Intl.DisplayNames([i18n.language], { type: "region" });
  const countries = (regions?.items ?? [])
    .map((region) => ({ value: region.country, label: names.of(region.country) ?? region.country }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language));
  const parts = regions?.items.find((region) => region.country === country)?.subdivisions ?? [];
  const set = (chosen: string, part: string) =>
    void save({
      holidayRegionIn: {
        clinic_id: clinicId,
        country: chosen === NONE ? null : chosen,
        subdivision: part === NONE ? null : part,
      },
    });
  const problem = error ?? saving.error;
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
            value={opening.holiday_subdivision ?? NONE}
            disabled={saving.isLoading}
            choices={[
              { value: NONE, label: t("scheduling.opening.wholeCountry") },
              ...parts.map((part) => ({ value: part, label: part })),
            ]}
            onChange={(part) => set(country, part)}
          />
        )}
      </div>
      {problem !== undefined && <ProblemNotice problem={problem} onRetry={error && refetch} />}
    </div>
  );
}
