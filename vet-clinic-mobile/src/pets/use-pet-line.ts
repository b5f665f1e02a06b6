/** A pet in a line: "Dachshund, 4 years old". */
import { DateTime } from "luxon";
import { useTranslation } from "react-i18next";
import { ageOf } from "./age";
import type { Pet } from "./api";

export function useAgeText(): (bornOn: string) => string {
  const { t } = useTranslation("pets");
  return (bornOn) => {
    const { unit, count } = ageOf(bornOn, DateTime.local());
    if (unit === "years") return t("age_years", { count });
    return unit === "months" ? t("age_months", { count }) : t("age_weeks", { count });
  };
}

export function usePetLine(): (pet: Pet) => string {
  const { t } = useTranslation("pets");
  const { t: ground } = useTranslation();
  const age = useAgeText();
  return (pet) => {
    if (pet.deceased_on !== null) return t("deceased");
    const kind = pet.breed_name ?? ground(`species.${pet.species}`);
    return pet.born_on === null ? kind : `${kind}, ${age(pet.born_on)}`;
  };
}
