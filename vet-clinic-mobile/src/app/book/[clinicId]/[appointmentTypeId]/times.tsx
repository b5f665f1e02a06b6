import { useLocalSearchParams, useRouter } from "expo-router";
import { useClinic } from "@/clinics/use-clinic";
import { TimeStep } from "@/scheduling/screens/time-step";
import { useGoBack } from "@/shell/navigation";

export default function ChooseTimeRoute() {
  const router = useRouter();
  const goBack = useGoBack();
  const { clinicId, appointmentTypeId, veterinarian, pet } = useLocalSearchParams<{
    clinicId: string;
    appointmentTypeId: string;
    veterinarian?: string;
    pet?: string;
  }>();
  const clinic = useClinic(clinicId);
  return (
    <TimeStep
      clinicId={clinicId}
      appointmentTypeId={appointmentTypeId}
      zone={clinic?.time_zone ?? null}
      veterinarianId={veterinarian}
      petId={pet}
      onHeld={(holdId) => router.push({ pathname: "/book/details/[holdId]", params: { holdId, pet } })}
      onBack={goBack}
    />
  );
}
