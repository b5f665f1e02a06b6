/** Who performs it, and how long each takes: empty means as long as usual. */
import { useFormContext, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { cx } from "@/design/class-names";
import { Checkbox, CONTROL } from "@/design/field";

import type { TypeAnswers } from "./type-answers";
import { Group, Line, Lines, useWrong } from "./type-group";

export type Vet = { id: string; name: string };

function Performer({ vet }: { vet: Vet }) {
  const { t } = useTranslation();
  const { register, control, formState } = useFormContext<TypeAnswers>();
  const chosen = useWatch({ control, name: "veterinarianIds" });
  const usual = useWatch({ control, name: "duration" });
  const wrong = useWrong()(formState.errors.durations?.[vet.id]?.message);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
      <Checkbox label={vet.name} value={vet.id} {...register("veterinarianIds")} />
      {chosen.includes(vet.id) && (
        <label className="flex items-center gap-2 text-sm">
          <span className="sr-only">{t("scheduling.types.ownDuration", { vet: vet.name })}</span>
          <input
            inputMode="numeric"
            placeholder={usual}
            aria-invalid={wrong !== undefined || undefined}
            {...register(`durations.${vet.id}`)}
            className={cx(CONTROL, "tabular min-h-9! w-20! py-1! text-right text-sm!")}
          />
          <span aria-hidden="true">{t("scheduling.types.minutes")}</span>
        </label>
      )}
      {wrong !== undefined && <p className="w-full text-sm font-semibold text-alert">{wrong}</p>}
    </li>
  );
}

export function PerformersGroup({ vets }: { vets: readonly Vet[] }) {
  const { t } = useTranslation();
  return (
    <Group title={t("scheduling.types.groups.who")}>
      <Lines>
        <Line name="duration" />
      </Lines>
      <fieldset>
        <legend className="text-sm font-semibold">{t("scheduling.types.vets")}</legend>
        <p className="mb-1 text-sm text-ink-soft">{t("scheduling.types.vetsHint")}</p>
        <ul className="divide-y divide-line">
          {vets.map((vet) => (
            <Performer key={vet.id} vet={vet} />
          ))}
        </ul>
      </fieldset>
    </Group>
  );
}
