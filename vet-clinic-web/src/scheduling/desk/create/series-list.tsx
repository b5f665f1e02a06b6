/** The dates of a repeating visit before anything is written: which are free, which are not and why, and which to take. */
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { OccurrenceOut } from "@/api/generated.gen";
import { useTimes } from "@/time/use-times";

export type SeriesListProps = {
  occurrences: readonly OccurrenceOut[];
  zone: string;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
};

/** At first everything that can be had. */
export function freeOnes(occurrences: readonly OccurrenceOut[]): Set<string> {
  return new Set(
    occurrences.filter(({ conflict }) => conflict === null).map(({ starts_local: local }) => local),
  );
}

export function SeriesList({ occurrences, zone, chosen, onChoose }: SeriesListProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const conflicts = occurrences.filter(({ conflict }) => conflict !== null).length;
  const toggle = (local: string) => {
    const next = new Set(chosen);
    if (!next.delete(local)) next.add(local);
    onChoose(next);
  };
  return (
    <fieldset>
      <legend className="text-sm font-semibold">
        {t("desk.series.dates", { count: occurrences.length })}
      </legend>
      <p role="status" className="mt-0.5 text-sm text-ink-soft">
        {conflicts === 0 ? t("desk.series.allFree") : t("desk.series.conflicts", { count: conflicts })}
      </p>
      <ul className="mt-2 max-h-64 divide-y divide-line overflow-y-auto border-y border-line">
        {occurrences.map(({ starts_at: at, starts_local: local, conflict }) => (
          <li key={local}>
            <label className="flex min-h-10 items-center gap-3 px-1 py-1 text-sm">
              <input
                type="checkbox"
                className="size-5 shrink-0 accent-green"
                checked={chosen.has(local)}
                disabled={conflict !== null}
                onChange={() => toggle(local)}
              />
              <span className="tabular min-w-0 grow">{times.moment(at, zone)}</span>
              {conflict === null ? (
                <span className="flex shrink-0 items-center gap-1 text-free">
                  <CircleCheck aria-hidden="true" size={16} />
                  {t("desk.series.free")}
                </span>
              ) : (
                <span className="flex max-w-1/2 items-start gap-1 text-due">
                  <TriangleAlert aria-hidden="true" size={16} className="mt-0.5 shrink-0" />
                  {t(`desk.whyNot.${conflict}`)}
                </span>
              )}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
