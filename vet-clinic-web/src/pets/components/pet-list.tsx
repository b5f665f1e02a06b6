/** My pets, each as a card with its own face. */
import { useTranslation } from "react-i18next";

import type { PetOut } from "@/api/generated.gen";
import { LinkButton } from "@/design/button";
import { CardLink } from "@/design/card";
import { EmptyState } from "@/design/empty-state";
import { PetPortrait } from "@/design/portrait";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, Skeleton } from "@/design/skeleton";

import { useListPetsQuery } from "../api";
import { usePetWords } from "../use-pet-words";

const GRID = "grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3";

function PetCard({ pet }: { pet: PetOut }) {
  const { t } = useTranslation();
  const { line } = usePetWords();
  return (
    <CardLink to={`/my/pets/${pet.id}`} className="flex h-full items-center gap-4">
      <PetPortrait petId={pet.id} species={pet.species} size="large" />
      <span className="min-w-0">
        <span className="block font-serif text-lg font-medium">{pet.name}</span>
        <span className="block text-sm text-ink-soft">{line(pet)}</span>
        {pet.deceased_on !== null && (
          <span className="block text-sm text-ink-soft">{t("pets.remembered")}</span>
        )}
      </span>
    </CardLink>
  );
}

export function PetList() {
  const { t } = useTranslation();
  const { data, error, refetch } = useListPetsQuery({ limit: 100 });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading className={GRID}>
        <Skeleton className="h-30" />
        <Skeleton className="h-30" />
      </Loading>
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyState
        title={t("pets.none.title")}
        species="dog"
        action={<LinkButton to="/my/pets/new">{t("pets.add")}</LinkButton>}
      >
        {t("pets.none.advice")}
      </EmptyState>
    );
  }
  return (
    <ul className={GRID}>
      {data.items.map((pet) => (
        <li key={pet.id}>
          <PetCard pet={pet} />
        </li>
      ))}
    </ul>
  );
}
