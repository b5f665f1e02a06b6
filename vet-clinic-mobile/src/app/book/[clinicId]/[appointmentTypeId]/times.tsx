import { useLocalSearchParams, useRouter } from "expo-router";
import { useGetClinicQuery } from "@/clinics/api";
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
  const clinic = useGetClinicQuery({ clinicId });
  return (
    <TimeStep
      clinicId={clinicId}
      appointmentTypeId={appointmentTypeId}
      zone={clinic.data?.time_zone}
      clinicProblem={clinic.error}
      veterinarianId={veterinarian}
      petId={pet}
      onHeld={(holdId) => router.push({ pathname: "/book/details/[holdId]", params: { holdId, pet } })}
      onWait={() =>
        router.push({
          pathname: "/waitlist/join",
          params: { clinicId, appointmentTypeId, veterinarian, pet },
        })
      }
      onBack={goBack}
    />
  );
}
