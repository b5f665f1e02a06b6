import { useLocalSearchParams, useRouter } from "expo-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/api/problem-notice";
import { useGetClinicQuery } from "@/clinics/api";
import { useVeterinarianName } from "@/clinics/use-veterinarian-name";
import { Button } from "@/design/button";
import { Screen } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { useGetMeQuery } from "@/identity/api";
import { PetChoice } from "@/pets/components/pet-choice";
import { useGetHoldQuery } from "@/scheduling/api";
import { VisitSummary } from "@/scheduling/components/visit-summary";
import { isOffered } from "@/scheduling/offers";
import { DetailsStep } from "@/scheduling/screens/details-step";
import { serviceName } from "@/scheduling/service-words";
import { useService } from "@/scheduling/use-service";
import { useGoBack } from "@/shell/navigation";
import { minutesBetween } from "@/time/visit-times";

/** Joins what is held (scheduling), where (clinics) and for whom (pets). */
export default function BookingDetailsRoute() {
  const router = useRouter();
  const goBack = useGoBack();
  const { t, i18n } = useTranslation("scheduling");
  const { t: ground } = useTranslation();
  const { holdId, pet } = useLocalSearchParams<{ holdId: string; pet?: string }>();
  const [petId, setPetId] = useState<string | null>(pet ?? null);
  const { data: me } = useGetMeQuery();
  const { data: hold, error: holdProblem } = useGetHoldQuery({ holdId });
  const { data: clinic, error: clinicProblem } = useGetClinicQuery(
    { clinicId: hold?.clinic_id ?? "" },
    { skip: hold === undefined },
  );
  const veterinarianName = useVeterinarianName(hold?.clinic_id, hold?.veterinarian_id);
  const { service, problem: serviceProblem } = useService(hold?.clinic_id, hold?.appointment_type_id);

  const problem = holdProblem ?? clinicProblem ?? serviceProblem;
  if (hold === undefined || clinic === undefined || service === undefined) {
    return (
      <Screen title={t("details_title")} back={{ label: ground("back"), onPress: goBack }}>
        {problem !== undefined ? (
          <>
            <ProblemNotice error={problem} />
            <Button voice="primary" label={t("choose_again")} onPress={goBack} />
          </>
        ) : (
          <SkeletonRows label={t("times_loading")} rows={4} />
        )}
      </Screen>
    );
  }
  return (
    <DetailsStep
      hold={hold}
      service={service}
      zone={clinic.time_zone}
      petId={petId}
      homeAddress={me?.address}
      summary={
        <VisitSummary
          startsAt={hold.starts_at}
          zone={clinic.time_zone}
          what={serviceName(service, i18n.language)}
          durationMinutes={minutesBetween(hold.starts_at, hold.ends_at)}
          price={service.price}
          veterinarianName={veterinarianName}
          clinicName={clinic.name}
        />
      }
      petChoice={
        <PetChoice
          label={t("which_pet")}
          chosenId={petId}
          obstacle={({ species }) => (isOffered(service, species) ? null : t("not_for_species"))}
          onChoose={setPetId}
          onAdd={() => router.push("/pets/new")}
        />
      }
      onBooked={(appointmentId) =>
        router.replace({ pathname: "/book/done/[appointmentId]", params: { appointmentId } })
      }
      onChooseAgain={goBack}
    />
  );
}
