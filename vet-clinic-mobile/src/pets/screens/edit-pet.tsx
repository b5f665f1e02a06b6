/** Changing what is known about a pet, on the version that was read: a change from elsewhere meanwhile is not overwritten. */
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/api/problem-notice";
import { Screen } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { useGetPetQuery, useUpdatePetMutation, type Pet } from "../api";
import { changesTo, draftOf } from "../pet-draft";
import { PetForm } from "./pet-form";

interface EditPetProps {
  petId: string;
  onSaved: () => void;
  onBack: () => void;
}

export function EditPet({ petId, onSaved, onBack }: EditPetProps) {
  const { t } = useTranslation("pets");
  const { t: ground } = useTranslation();
  const { data: pet, isError, error, refetch } = useGetPetQuery({ petId });
  if (pet !== undefined) return <Form key={pet.version} pet={pet} onSaved={onSaved} onBack={onBack} />;
  return (
    <Screen title={t("edit")} back={{ label: ground("back"), onPress: onBack }}>
      {isError ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows label={t("loading")} rows={5} />
      )}
    </Screen>
  );
}

function Form({ pet, onSaved, onBack }: { pet: Pet; onSaved: () => void; onBack: () => void }) {
  const { t, i18n } = useTranslation("pets");
  const { t: ground } = useTranslation();
  const [update, { isLoading, error }] = useUpdatePetMutation();
  return (
    <PetForm
      title={t("edit_title", { name: pet.name })}
      initial={draftOf(pet, i18n.language)}
      saveLabel={() => ground("save")}
      hasFixedSpecies
      isSaving={isLoading}
      problem={error}
      onSave={(wanted) => {
        const petPatch = changesTo(pet, wanted);
        if (Object.keys(petPatch).length === 0) {
          onSaved();
          return;
        }
        void update({ petId: pet.id, "If-Match": `"${pet.version}"`, petPatch }).then((outcome) => {
          if (outcome.error === undefined) onSaved();
        });
      }}
      onBack={onBack}
    />
  );
}
