/** Which pet comes. Pets the service is not meant for stay visible and say so. */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { ChoiceGroup, ChoiceRow } from "@/design/choice";
import { Notice } from "@/design/notice";
import { Portrait } from "@/design/portrait";
import { SkeletonRows } from "@/design/skeleton";
import { useListPetsQuery, type Pet } from "../api";
import { usePetLine } from "../use-pet-line";

interface PetChoiceProps {
  label: string;
  chosenId: string | null;
  /** Why this pet cannot come, or null when it can. */
  obstacle: (pet: Pet) => string | null;
  onChoose: (petId: string) => void;
  onAdd: () => void;
}

export function PetChoice({ label, chosenId, obstacle, onChoose, onAdd }: PetChoiceProps) {
  const { t } = useTranslation("pets");
  const line = usePetLine();
  const { data, isError, error, refetch } = useListPetsQuery({ limit: 100 });
  const pets = data?.items.filter((pet) => pet.deceased_on === null);
  const possible = pets?.filter((pet) => obstacle(pet) === null);
  const onlyId = possible?.length === 1 ? possible[0]?.id : undefined;
  useEffect(() => {
    if (chosenId === null && onlyId !== undefined) onChoose(onlyId);
  }, [chosenId, onlyId, onChoose]);

  if (pets === undefined) {
    if (isError) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
    return <SkeletonRows label={t("loading")} rows={2} />;
  }
  if (pets.length === 0) {
    return (
      <Notice
        kind="info"
        title={t("none_title")}
        detail={t("none_detail")}
        action={{ label: t("add"), onPress: onAdd }}
      />
    );
  }
  return (
    <ChoiceGroup label={label}>
      {pets.map((pet) => {
        const why = obstacle(pet);
        return (
          <ChoiceRow
            key={pet.id}
            title={pet.name}
            detail={why ?? line(pet)}
            isSerif
            isChosen={chosenId === pet.id}
            isDisabled={why !== null}
            leading={<Portrait id={pet.id} species={pet.species} size="sm" />}
            onChoose={() => onChoose(pet.id)}
          />
        );
      })}
      <Button voice="quiet" label={t("add")} onPress={onAdd} style={{ alignSelf: "flex-start" }} />
    </ChoiceGroup>
  );
}
