/** An entry of a pet's log as a sentence: who did what, in the reader's language. */
import { useTranslation } from "react-i18next";
import type { Pet, PetAccessEntry } from "./api";

/** People whom the API names only by what they are, in its English; a clinic's name follows after "of". */
const UNNAMED = {
  "A veterinarian": "veterinarian",
  "A technician": "technician",
  "The front desk": "receptionist",
  "An administrator": "clinic_administrator",
  "A platform administrator": "system_administrator",
  "A former owner": "former_owner",
} as const;

export function useAccessSentence(pet: Pet): (entry: PetAccessEntry) => string {
  const { t, i18n } = useTranslation("pets");
  const nameIn = (words: string) =>
    words in UNNAMED ? t(`access.somebody.${UNNAMED[words as keyof typeof UNNAMED]}`) : words;
  return ({ who, action, clinic_name: clinic }) => {
    const suffix = ` of ${clinic ?? ""}`;
    const person =
      clinic !== null && who.endsWith(suffix)
        ? t("access.who_at", { name: nameIn(who.slice(0, -suffix.length)), clinic })
        : nameIn(who);
    const said = i18n.exists(`pets:access.actions.${action}`) ? action : "other";
    return t(`access.actions.${said as "opened"}`, { who: person, pet: pet.name });
  };
}
