/** What is known about a pet, in words. Unknown things are left out. */
import { useTranslation } from "react-i18next";

import type { PetOut } from "@/api/generated.gen";
import { Facts } from "@/design/page";
import { useTimes } from "@/time/use-times";

import { usePetWords } from "../use-pet-words";

export function PetFacts({ pet }: { pet: PetOut }) {
  const { t } = useTranslation();
  const { weight, age } = usePetWords();
  const times = useTimes();
  const born = pet.born_on === null ? null : `${age(pet)} (${times.date(pet.born_on)})`;
  const facts = [
    { name: t("pets.form.breed"), value: pet.breed_name },
    { name: t("pets.facts.age"), value: born },
    { name: t("pets.form.sex"), value: pet.sex === "unknown" ? null : t(`pets.sex.${pet.sex}`) },
    {
      name: t("pets.form.neutered"),
      value: pet.is_neutered === null ? null : t(`pets.neutered.${pet.is_neutered ? "yes" : "no"}`),
    },
    { name: t("pets.facts.weight"), value: pet.weight_grams === null ? null : weight(pet.weight_grams) },
    { name: t("pets.form.color"), value: pet.color },
    {
      name: t("pets.form.microchip"),
      value: pet.microchip_number && <span className="tabular">{pet.microchip_number}</span>,
    },
    { name: t("pets.form.insurer"), value: pet.insurer },
    {
      name: t("pets.form.insuranceNumber"),
      value: pet.insurance_number && <span className="tabular">{pet.insurance_number}</span>,
    },
    { name: t("pets.form.note"), value: pet.note && <span className="whitespace-pre-line">{pet.note}</span> },
  ].filter((fact) => fact.value !== null && fact.value !== "");
  if (facts.length === 0) return <p className="text-ink-soft">{t("pets.facts.none")}</p>;
  return <Facts facts={facts} />;
}
