/** Which clinic this is about, in one quiet line. */
import { useTranslation } from "react-i18next";
import { Bone } from "@/design/skeleton";
import { Text } from "@/design/text";
import { type as typeScale } from "@/design/tokens";
import { useGetClinicQuery } from "../api";
import { addressText } from "./clinic-contact";

export function ClinicLine({ clinicId }: { clinicId: string }) {
  const { t } = useTranslation("clinics");
  const { data: clinic, isError } = useGetClinicQuery({ clinicId });
  if (clinic === undefined) return isError ? null : <Bone height={typeScale.base.lineHeight} width="70%" />;
  return (
    <Text tone="inkSoft">
      {clinic.name} · {clinic.is_booking_paused ? t("paused") : addressText(clinic)}
    </Text>
  );
}
