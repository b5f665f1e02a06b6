/** The trail in plain words: what was done to what. A pair nobody wrote words for is shown as the API names it. */
import { useTranslation } from "react-i18next";

import type { AuditEntryOut } from "@/api/generated.gen";

/** What can be searched for, in the order of the list; `action` left out means anything done to the subject. */
export const SUBJECTS = [
  "appointment",
  "pet",
  "person",
  "invitation",
  "clinic",
  "appointment_type",
  "hold",
  "veterinarian",
  "audit",
] as const;

export type Subject = (typeof SUBJECTS)[number];

const readable = (word: string) => word.replaceAll("_", " ");

export function useAuditWords() {
  const { t, i18n } = useTranslation();
  const known = (key: string) => (i18n.exists(key) ? t(key as "clinics.audit.did.pet.opened") : null);
  return {
    did: ({ subject_type: subject, action }: Pick<AuditEntryOut, "subject_type" | "action">) =>
      known(`clinics.audit.did.${subject}.${action}`) ?? `${readable(subject)}: ${readable(action)}`,
    /** "Veterinarian, Administrator" */
    actingAs: (words: string) =>
      words
        .split(",")
        .map((word) => known(`identity.roles.${word}`) ?? known(`clinics.audit.as.${word}`) ?? readable(word))
        .join(", "),
    fields: (names: readonly string[]) =>
      names
        .filter((name) => name !== "status") // What was done says it already.
        .map(
          (name) =>
            known(`clinics.audit.fields.${name}`) ?? known(`identity.roles.${name}`) ?? readable(name),
        )
        .join(", "),
    reason: (words: string) => (words === "emergency access" ? t("clinics.audit.emergency") : words),
  };
}
