import { useLocalSearchParams, useRouter } from "expo-router";
import { ClinicLine } from "@/clinics/components/clinic-line";
import { usePet } from "@/pets/use-pet";
import { ServiceStep } from "@/scheduling/screens/service-step";
import { useGoBack } from "@/shell/navigation";

export default function ChooseServiceRoute() {
  const router = useRouter();
  const goBack = useGoBack();
  const { clinicId, pet: petId } = useLocalSearchParams<{ clinicId: string; pet?: string }>();
  const pet = usePet(petId);
  return (
    <ServiceStep
      clinicId={clinicId}
      clinic={<ClinicLine clinicId={clinicId} />}
      species={pet?.species}
      onPick={(appointmentTypeId) =>
        router.push({
          pathname: "/book/[clinicId]/[appointmentTypeId]",
          params: { clinicId, appointmentTypeId, pet: petId },
        })
      }
      onBack={goBack}
    />
  );
}
