/** "Which clinic?" Found by name or place, one chosen. */
import { Radio, RadioGroup } from "@headlessui/react";
import { Check, Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useSettled } from "@/time/use-settled";

import { useListClinicsQuery } from "../api";

const SHOWN = 5;

export type ClinicChoiceProps = {
  value: string | null;
  onChange: (clinicId: string) => void;
  /** Clinics that are no answer here. */
  except?: readonly string[];
};

export function ClinicChoice({ value, onChange, except = [] }: ClinicChoiceProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const asked = useSettled(words.trim());
  const { data, error, refetch } = useListClinicsQuery({
    limit: SHOWN + except.length,
    ...(asked !== "" && { q: asked }),
  });
  const found = data?.items.filter(({ id }) => !except.includes(id)).slice(0, SHOWN);
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label={t("clinics.choice.find")}
        type="search"
        autoComplete="off"
        icon={<Search aria-hidden="true" size={18} />}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {found === undefined && error !== undefined && <ProblemNotice problem={error} onRetry={refetch} />}
      {found === undefined && error === undefined && (
        <Loading>
          <SkeletonRows rows={2} className="h-12" />
        </Loading>
      )}
      {found !== undefined && (
        <RadioGroup
          value={value}
          onChange={(clinicId) => clinicId !== null && onChange(clinicId)}
          aria-label={t("clinics.choice.label")}
          className="flex flex-col gap-2"
        >
          {found.map((clinic) => (
            <Radio
              key={clinic.id}
              value={clinic.id}
              className="group flex cursor-pointer items-center gap-3 rounded-control border border-line bg-raised px-3 py-2 transition hover:border-line-strong data-checked:border-green data-checked:bg-green-wash"
            >
              <span className="min-w-0 flex-1 text-sm">
                <span className="block font-semibold">{clinic.name}</span>
                <span className="block text-ink-soft">
                  {clinic.address.street}, {clinic.address.locality}
                </span>
              </span>
              <Check
                aria-hidden="true"
                size={18}
                className="invisible shrink-0 text-green group-data-checked:visible"
              />
            </Radio>
          ))}
        </RadioGroup>
      )}
      <p role="status" className="text-sm text-ink-soft">
        {found?.length === 0 ? t("clinics.choice.none") : ""}
      </p>
    </div>
  );
}
