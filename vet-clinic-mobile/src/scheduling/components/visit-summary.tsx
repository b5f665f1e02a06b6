/** What is about to be booked, in three lines. */
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { space, stroke } from "@/design/tokens";
import { moneyText, type MoneyLike } from "@/i18n/money";
import { useVisitTime } from "@/i18n/use-visit-time";
import { useNow } from "@/time/use-now";

interface VisitSummaryProps {
  startsAt: string;
  zone: string;
  what: string;
  durationMinutes: number;
  price: MoneyLike;
  veterinarianName: string | null;
  clinicName: string;
}

const A_MINUTE = 60_000;

export function VisitSummary(props: VisitSummaryProps) {
  const { t, i18n } = useTranslation("scheduling");
  const { colors } = useTheme();
  const times = useVisitTime(useNow(A_MINUTE));
  return (
    <View
      role="group"
      aria-label={t("summary")}
      style={{
        borderLeftWidth: stroke.strong,
        borderLeftColor: colors.green,
        paddingLeft: space.lg,
        gap: space.hair,
      }}
    >
      <Text size="lg" strong tabular>
        {times.full(props.startsAt, props.zone)}
      </Text>
      <Text>{props.what}</Text>
      {props.veterinarianName === null ? null : (
        <Text>{t("with", { veterinarian: props.veterinarianName })}</Text>
      )}
      <Text tone="inkSoft">{props.clinicName}</Text>
      <Text size="sm" tone="inkSoft" tabular>
        {t("minutes", { count: props.durationMinutes })} · {moneyText(props.price, i18n.language)}
      </Text>
    </View>
  );
}
