import { useLocalSearchParams, useRouter } from "expo-router";
import { useTranslation } from "react-i18next";
import { ClinicContact } from "@/clinics/components/clinic-contact";
import { Visit } from "@/scheduling/screens/visit";
import { useGoBack } from "@/shell/navigation";

export default function VisitRoute() {
  const router = useRouter();
  const goBack = useGoBack();
  const { t } = useTranslation("scheduling");
  const { appointmentId, moved } = useLocalSearchParams<{ appointmentId: string; moved?: string }>();
  return (
    <Visit
      appointmentId={appointmentId}
      hasMoved={moved === "yes"}
      clinic={({ clinic_id }) => <ClinicContact clinicId={clinic_id} heading={t("where")} />}
      onMove={() => router.push(`/visits/${appointmentId}/move`)}
      onBack={goBack}
    />
  );
}
