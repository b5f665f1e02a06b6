import { useLocalSearchParams, useRouter } from "expo-router";
import { useTranslation } from "react-i18next";
import { ClinicStep } from "@/clinics/screens/clinic-step";
import { usePet } from "@/pets/use-pet";
import { stepNumbers } from "@/scheduling/booking-steps";
import { useGoBack } from "@/shell/navigation";

export default function ChooseClinicRoute() {
  const router = useRouter();
  const goBack = useGoBack();
  const { t } = useTranslation("scheduling");
  const { pet: petId } = useLocalSearchParams<{ pet?: string }>();
  const pet = usePet(petId);
  return (
    <ClinicStep
      overline={t("step", stepNumbers("clinic"))}
      progress={stepNumbers("clinic")}
      species={pet?.species}
      onPick={(clinicId) => router.push({ pathname: "/book/[clinicId]", params: { clinicId, pet: petId } })}
      onBack={goBack}
    />
  );
}
