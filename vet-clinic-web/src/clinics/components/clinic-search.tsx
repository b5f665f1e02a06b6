/** "Where, and for whom?" Two questions whose answers live in the address bar. */
import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/design/button";
import { TextField } from "@/design/field";
import { Select } from "@/design/select";
import { Silhouette, SPECIES, type SpeciesName } from "@/design/silhouettes";

export type ClinicWish = { q: string; species: SpeciesName | "" };

function Mark({ species }: { species: SpeciesName }) {
  return (
    <span className="size-6 text-green [--wash:var(--color-raised)]">
      <Silhouette species={species} />
    </span>
  );
}

export function ClinicSearch(props: {
  wish: ClinicWish;
  onChange: (wish: ClinicWish) => void;
  onSubmit: () => void;
  isBold?: boolean;
}) {
  const { t } = useTranslation();
  const { wish, onChange, onSubmit } = props;
  return (
    <form
      role="search"
      aria-label={t("clinics.search.label")}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      className="grid grid-cols-1 items-end gap-4 sm:grid-cols-[1fr_14rem_auto]"
    >
      <TextField
        label={t("clinics.search.place")}
        placeholder={t("clinics.search.placeHint")}
        icon={<Search aria-hidden="true" size={18} />}
        value={wish.q}
        onChange={(event) => onChange({ ...wish, q: event.target.value })}
        type="search"
        name="q"
        autoComplete="off"
      />
      <Select
        label={t("clinics.search.species")}
        value={wish.species}
        onChange={(species) => onChange({ ...wish, species })}
        choices={[
          { value: "", label: t("clinics.search.anySpecies") },
          ...SPECIES.map((species) => ({
            value: species,
            label: t(`pets.species.${species}`),
            icon: <Mark species={species} />,
          })),
        ]}
      />
      <Button type="submit" tone={props.isBold ? "primary" : "solid"}>
        {t("clinics.search.submit")}
      </Button>
    </form>
  );
}
