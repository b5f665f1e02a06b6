/** Welcoming a new pet. */
import { useTranslation } from "react-i18next";
import { useRegisterPetMutation } from "../api";
import { NEW_PET } from "../pet-draft";
import { PetForm } from "./pet-form";

export function AddPet({ onAdded, onBack }: { onAdded: (petId: string) => void; onBack: () => void }) {
  const { t } = useTranslation("pets");
  const [register, { isLoading, error }] = useRegisterPetMutation();
  return (
    <PetForm
      title={t("add_title")}
      initial={NEW_PET}
      saveLabel={(name) => (name === "" ? t("save_new_plain") : t("save_new", { name }))}
      hasFixedSpecies={false}
      isSaving={isLoading}
      problem={error}
      onSave={(petIn) =>
        void register({ petIn }).then((outcome) => {
          if (outcome.data !== undefined) onAdded(outcome.data.id);
        })
      }
      onBack={onBack}
    />
  );
}
