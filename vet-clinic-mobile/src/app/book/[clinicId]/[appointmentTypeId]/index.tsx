import { useLocalSearchParams, useRouter } from "expo-router";
import { useTranslation } from "react-i18next";
import { VeterinarianStep } from "@/clinics/screens/veterinarian-step";
import { stepNumbers } from "@/scheduling/booking-steps";
import { serviceName } from "@/scheduling/service-words";
import { useService } from "@/scheduling/use-service";
import { useGoBack } from "@/shell/navigation";

export default function ChooseVeterinarianRoute() {
  const router = useRouter();
  const goBack = useGoBack();
  const { t, i18n } = useTranslation("scheduling");
  const params = useLocalSearchParams<{ clinicId: string; appointmentTypeId: string; pet?: string }>();
  const { service, problem } = useService(params.clinicId, params.appointmentTypeId);
  return (
    <VeterinarianStep
      clinicId={params.clinicId}
      offeredBy={service?.veterinarian_ids}
      problem={problem}
      progress={stepNumbers("veterinarian")}
      words={{
        overline: t("step", stepNumbers("veterinarian")),
        title: t("veterinarian_title"),
        subtitle: service === undefined ? undefined : serviceName(service, i18n.language),
        anyone: t("any_veterinarian"),
        anyoneDetail: t("any_veterinarian_detail"),
      }}
      onPick={(veterinarianId) =>
        router.push({
          pathname: "/book/[clinicId]/[appointmentTypeId]/times",
          params: { ...params, veterinarian: veterinarianId ?? undefined },
        })
      }
      onBack={goBack}
    />
  );
}
