import { useLocalSearchParams, useRouter } from "expo-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useGetClinicQuery } from "@/clinics/api";
import { useGetMeQuery } from "@/identity/api";
import { PetChoice } from "@/pets/components/pet-choice";
import { isOffered } from "@/scheduling/offers";
import { JoinWaitlist } from "@/scheduling/screens/join-waitlist";
import { useService } from "@/scheduling/use-service";
import { useGoBack, useLeaveFor } from "@/shell/navigation";

/** Joins what is waited for (scheduling), where (clinics) and for whom (pets). */
export default function JoinWaitlistRoute() {
  const router = useRouter();
  const goBack = useGoBack();
  const leaveFor = useLeaveFor();
  const { t } = useTranslation("scheduling");
  const params = useLocalSearchParams<{
    clinicId: string;
    appointmentTypeId: string;
    veterinarian?: string;
    pet?: string;
  }>();
  const [petId, setPetId] = useState<string | null>(params.pet ?? null);
  const { data: me } = useGetMeQuery();
  const clinic = useGetClinicQuery({ clinicId: params.clinicId });
  const { service } = useService(params.clinicId, params.appointmentTypeId);
  return (
    <JoinWaitlist
      clinicId={params.clinicId}
      appointmentTypeId={params.appointmentTypeId}
      zone={clinic.data?.time_zone}
      veterinarianId={params.veterinarian}
      petId={petId}
      homeAddress={me?.address}
      petChoice={
        <PetChoice
          label={t("which_pet")}
          chosenId={petId}
          obstacle={({ species }) =>
            service === undefined || isOffered(service, species) ? null : t("not_for_species")
          }
          onChoose={setPetId}
          onAdd={() => router.push("/pets/new")}
        />
      }
      onJoined={() => leaveFor("/visits")}
      onBack={goBack}
    />
  );
}
