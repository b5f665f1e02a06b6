/** Clinics that fit a wish; the wish is the address. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { ClinicList } from "@/clinics/components/clinic-list";
import { ClinicSearch, type ClinicWish } from "@/clinics/components/clinic-search";
import { Page, PageTitle } from "@/design/page";
import { SPECIES } from "@/design/silhouettes";

import { useTitle } from "../shell/route-focus";

export function searchOf({ q, species }: ClinicWish): string {
  const params = new URLSearchParams();
  if (q.trim() !== "") params.set("q", q.trim());
  if (species !== "") params.set("species", species);
  return params.size === 0 ? "" : `?${params.toString()}`;
}

function wishOf(params: URLSearchParams): ClinicWish {
  return {
    q: params.get("q") ?? "",
    species: SPECIES.find((species) => species === params.get("species")) ?? "",
  };
}

export default function Clinics() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const asked = wishOf(params);
  const [draft, setDraft] = useState(asked);
  useTitle(t("clinics.search.title"));
  const search = (wish: ClinicWish) => setParams(new URLSearchParams(searchOf(wish)));
  const change = (wish: ClinicWish) => {
    setDraft(wish);
    if (wish.species !== draft.species) search(wish);
  };
  return (
    <Page>
      <PageTitle title={t("clinics.search.title")} />
      <div className="mb-8">
        <ClinicSearch wish={draft} onChange={change} onSubmit={() => search(draft)} />
      </div>
      <ClinicList wish={asked} />
    </Page>
  );
}
