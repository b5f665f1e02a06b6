/** A clinic in a list: its name, where it is, and for whom. */
import { MapPin, PauseCircle } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ClinicSummaryOut } from "@/api/generated.gen";
import { Badge } from "@/design/badge";
import { CardLink } from "@/design/card";
import { Silhouette } from "@/design/silhouettes";

export function SpeciesRow({ species }: { species: ClinicSummaryOut["species"] }) {
  const { t } = useTranslation();
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
      {species.map((each) => (
        <li key={each} className="flex items-center gap-1.5">
          <span className="size-5 text-green [--wash:var(--color-surface)]">
            <Silhouette species={each} />
          </span>
          {t(`pets.species.${each}`)}
        </li>
      ))}
    </ul>
  );
}

export function ClinicCard({ clinic }: { clinic: ClinicSummaryOut }) {
  const { t } = useTranslation();
  return (
    <CardLink to={`/clinics/${clinic.id}`} className="flex h-full flex-col gap-3">
      <div className="flex items-start justify-between gap-3">
        <h2 className="font-serif text-lg font-medium">{clinic.name}</h2>
        {clinic.is_booking_paused && (
          <Badge tone="due" icon={PauseCircle}>
            {t("clinics.paused")}
          </Badge>
        )}
      </div>
      <p className="flex items-start gap-2 text-sm text-ink-soft">
        <MapPin aria-hidden="true" size={16} className="mt-0.5 shrink-0 text-green" />
        {clinic.address.street}, {clinic.address.postal_code} {clinic.address.locality}
      </p>
      {clinic.description && <p className="line-clamp-2 text-sm">{clinic.description}</p>}
      <div className="mt-auto pt-1">
        <SpeciesRow species={clinic.species} />
      </div>
    </CardLink>
  );
}
