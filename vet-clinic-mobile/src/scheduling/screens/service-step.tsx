/** Second question: what is it about? */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Screen } from "@/design/screen";
import { stepNumbers } from "../booking-steps";
import { ServiceList } from "../components/service-list";

interface ServiceStepProps {
  clinicId: string;
  /** Which clinic this is, in clinics' own words. */
  clinic: ReactNode;
  species: string | undefined;
  onPick: (appointmentTypeId: string) => void;
  onBack: () => void;
}

export function ServiceStep({ clinicId, clinic, species, onPick, onBack }: ServiceStepProps) {
  const { t } = useTranslation("scheduling");
  const { t: ground } = useTranslation();
  return (
    <Screen
      overline={t("step", stepNumbers("service"))}
      progress={stepNumbers("service")}
      title={t("service_title")}
      back={{ label: ground("back"), onPress: onBack }}
    >
      {clinic}
      <ServiceList clinicId={clinicId} species={species} onPick={onPick} />
    </Screen>
  );
}
