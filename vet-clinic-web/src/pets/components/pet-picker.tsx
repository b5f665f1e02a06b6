/** "Who is coming?" One of my pets; those the service is not for are shown, with the reason. */
import { Radio, RadioGroup } from "@headlessui/react";
import { Check, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Species } from "@/api/generated.gen";
import { LinkButton } from "@/design/button";
import { PetPortrait } from "@/design/portrait";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";

import { useListPetsQuery } from "../api";
import { usePetWords } from "../use-pet-words";

export type PetPickerProps = {
  value: string | null;
  onChange: (petId: string) => void;
  /** Empty means every species. */
  species: readonly Species[];
  addTo: string;
};

export function PetPicker({ value, onChange, species, addTo }: PetPickerProps) {
  const { t } = useTranslation();
  const { line } = usePetWords();
  const { data, error, refetch } = useListPetsQuery({ limit: 100 });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={2} />
      </Loading>
    );
  }
  const pets = data.items.filter((pet) => pet.deceased_on === null);
  return (
    <div className="flex flex-col gap-3">
      {pets.length === 0 && <p className="text-ink-soft">{t("pets.none.beforeBooking")}</p>}
      <RadioGroup
        value={value}
        onChange={(petId) => petId !== null && onChange(petId)}
        aria-label={t("pets.who")}
        className="flex flex-col gap-3"
      >
        {pets.map((pet) => {
          const isServed = species.length === 0 || species.includes(pet.species);
          return (
            <Radio
              key={pet.id}
              value={pet.id}
              disabled={!isServed}
              className="group flex cursor-pointer items-center gap-4 rounded-control border border-line bg-surface p-3 transition hover:border-line-strong data-checked:border-green data-checked:bg-green-wash data-disabled:cursor-not-allowed data-disabled:border-dashed data-disabled:bg-transparent"
            >
              <PetPortrait petId={pet.id} species={pet.species} className="group-data-disabled:opacity-60" />
              <span className="min-w-0 flex-1">
                <span className="block font-serif text-lg leading-tight font-medium">{pet.name}</span>
                <span className="block text-sm text-ink-soft">
                  {isServed ? line(pet) : t("pets.notServed")}
                </span>
              </span>
              <Check
                aria-hidden="true"
                size={20}
                className="invisible text-green group-data-checked:visible"
              />
            </Radio>
          );
        })}
      </RadioGroup>
      <div>
        <LinkButton to={addTo} tone="quiet" icon={<Plus aria-hidden="true" size={18} />}>
          {t("pets.add")}
        </LinkButton>
      </div>
    </div>
  );
}
