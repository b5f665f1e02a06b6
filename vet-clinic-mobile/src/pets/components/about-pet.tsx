/** A page about one pet: its way back and its waiting, until the pet is there to speak of. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/api/problem-notice";
import { Screen } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { useGetPetQuery, type Pet } from "../api";

interface AboutPetProps {
  petId: string;
  title: string;
  lead?: (pet: Pet) => string;
  onBack: () => void;
  children: (pet: Pet) => ReactNode;
}

export function AboutPet({ petId, title, lead, onBack, children }: AboutPetProps) {
  const { t: ground } = useTranslation();
  const { data: pet, isError, error, refetch } = useGetPetQuery({ petId });
  return (
    <Screen
      title={title}
      overline={pet?.name}
      subtitle={pet === undefined ? undefined : lead?.(pet)}
      back={{ label: ground("back"), onPress: onBack }}
    >
      {pet === undefined ? <Waiting error={isError ? error : undefined} onRetry={refetch} /> : children(pet)}
    </Screen>
  );
}

/** Nothing to show yet: either on its way, or why not. */
export function Waiting({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  const { t: ground } = useTranslation();
  if (error !== undefined) return <ProblemNotice error={error} onRetry={() => void onRetry()} />;
  return <SkeletonRows label={ground("loading")} rows={3} />;
}
