/** Seven days with their hours, Monday first; two columns where there is room. */
import { Info } from "luxon";
import { useTranslation } from "react-i18next";

import { useTimes } from "@/time/use-times";

import type { Hours } from "./hours";
import { HoursField } from "./hours-field";

export type WeekHoursProps = {
  week: readonly (readonly Hours[])[];
  onDay: (weekday: number, hours: readonly Hours[] | null) => void;
  emptyWord: string;
};

export function WeekHours({ week, onDay, emptyWord }: WeekHoursProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const names = Info.weekdays("long", { locale: times.words.locale });
  return (
    <div>
      <p className="mb-4 text-sm text-ink-soft">{t("scheduling.hours.hint")}</p>
      <div className="grid grid-cols-1 gap-x-6 gap-y-4 sm:grid-cols-2 xl:grid-cols-4">
        {names.map((name, weekday) => (
          <HoursField
            key={weekday}
            label={name}
            value={week[weekday] ?? []}
            onChange={(hours) => onDay(weekday, hours)}
            emptyWord={emptyWord}
          />
        ))}
      </div>
    </div>
  );
}
