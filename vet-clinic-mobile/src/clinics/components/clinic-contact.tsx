/** How to reach a clinic: the way there, the phone, and whether it is open today. */
import { MapPin, Phone } from "@/design/icons";
import { useTranslation } from "react-i18next";
import { Linking, Platform, View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Fact } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import { space } from "@/design/tokens";
import { useNow } from "@/time/use-now";
import { useGetClinicQuery, type Clinic } from "../api";
import { todaysHours } from "../hours";

const A_MINUTE = 60_000;

export function ClinicContact({ clinicId, heading }: { clinicId: string; heading: string }) {
  const { t } = useTranslation("clinics");
  const { data: clinic, isError, error, refetch } = useGetClinicQuery({ clinicId });
  const now = useNow(A_MINUTE);
  if (clinic === undefined) {
    if (isError) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
    return <SkeletonRows label={t("loading")} rows={1} />;
  }
  const hours = todaysHours(clinic, now);
  return (
    <View style={{ gap: space.md }}>
      <Fact name={heading}>
        <Text>{clinic.name}</Text>
        <Text size="sm" tone="inkSoft">
          {addressText(clinic)}
        </Text>
        <Text size="sm" tone="inkSoft" tabular>
          {hours === null ? t("closed_today") : t("today_hours", { hours })}
        </Text>
      </Fact>
      <View style={{ flexDirection: "row", flexWrap: "wrap", gap: space.sm }}>
        <Button
          icon={Phone}
          role="link"
          label={t("call")}
          accessibilityLabel={`${t("call")}: ${clinic.name}`}
          onPress={() => void Linking.openURL(`tel:${clinic.phone}`)}
        />
        <Button
          icon={MapPin}
          role="link"
          label={t("directions")}
          accessibilityLabel={`${t("directions")}: ${clinic.name}`}
          onPress={() => void Linking.openURL(mapUrl(clinic))}
        />
      </View>
    </View>
  );
}

export function addressText({ address }: Pick<Clinic, "address">): string {
  return `${address.street}, ${address.postal_code} ${address.locality}`;
}

/** The system's own map on a phone; an open one in a browser. */
function mapUrl(clinic: Clinic): string {
  const { latitude, longitude } = clinic;
  if (Platform.OS === "ios") return `maps:?q=${encodeURIComponent(clinic.name)}&ll=${latitude},${longitude}`;
  if (Platform.OS === "android")
    return `geo:${latitude},${longitude}?q=${encodeURIComponent(addressText(clinic))}`;
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
}
