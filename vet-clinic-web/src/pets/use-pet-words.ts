/** A pet described in a line: "Dachshund, 5 years, 8.6 kg". */
import { DateTime } from "luxon";
import { useTranslation } from "react-i18next";

import type { PetOut } from "@/api/generated.gen";

import { ageOn } from "./age";

export function usePetWords() {
  const { t, i18n } = useTranslation();
  const kilograms = new Intl.NumberFormat(i18n.language, {
    style: "unit",
    unit: "kilogram",
    maximumFractionDigits: 1,
  });
  const grams = new Intl.NumberFormat(i18n.language, { style: "unit", unit: "gram" });
  const weight = (weightGrams: number) =>
    weightGrams >= 1000 ? kilograms.format(weightGrams / 1000) : grams.format(weightGrams);
  const age = (pet: Pick<PetOut, "born_on" | "is_birth_date_estimated">) => {
    if (pet.born_on === null) return null;
    const { unit, count } = ageOn(pet.born_on, DateTime.now());
    const words = t(`pets.age.${unit}`, { count });
    return pet.is_birth_date_estimated ? t("pets.age.about", { age: words }) : words;
  };
  const line = (pet: PetOut) =>
    [
      pet.breed_name ?? t(`pets.species.${pet.species}`),
      age(pet),
      pet.weight_grams === null ? null : weight(pet.weight_grams),
    ]
      .filter((part) => part !== null)
      .join(", ");
  return { weight, age, line };
}
