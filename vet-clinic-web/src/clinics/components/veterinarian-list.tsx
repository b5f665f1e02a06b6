/** The vets of a clinic, as owners get to know them. */
import { useTranslation } from "react-i18next";

import type { VeterinarianOut } from "@/api/generated.gen";
import { Avatar } from "@/design/portrait";

export function languageNames(tags: readonly string[], language: string): string {
  const names = new Intl.DisplayNames([language], { type: "language" });
  return tags.map((tag) => names.of(tag) ?? tag).join(", ");
}

export function VeterinarianList({ veterinarians }: { veterinarians: readonly VeterinarianOut[] }) {
  const { t, i18n } = useTranslation();
  if (veterinarians.length === 0) return <p className="text-ink-soft">{t("clinics.noVeterinarians")}</p>;
  return (
    <ul className="grid grid-cols-1 gap-6 sm:grid-cols-2">
      {veterinarians.map((vet) => (
        <li key={vet.id} className="flex gap-4">
          <Avatar name={vet.display_name} id={vet.id} size="normal" />
          <div className="min-w-0">
            <h3 className="font-semibold">{vet.display_name}</h3>
            {vet.biography && <p className="text-sm">{vet.biography}</p>}
            {vet.languages.length > 0 && (
              <p className="mt-0.5 text-sm text-ink-soft">
                {t("clinics.speaks", { languages: languageNames(vet.languages, i18n.language) })}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
