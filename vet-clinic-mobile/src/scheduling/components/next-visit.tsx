/** The one visit that matters now, large enough to read at arm's length. */
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Button } from "@/design/button";
import { liftOf } from "@/design/card";
import { Pressable } from "@/design/pressable";
import { Silhouette } from "@/design/silhouette";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { portrait, radius, space, stroke } from "@/design/tokens";
import { useVisitTime } from "@/i18n/use-visit-time";
import { useNow } from "@/time/use-now";
import type { Appointment } from "../api";
import { aboutName } from "../service-words";
import { canChange } from "../status";
import { useAwayText } from "../use-visits";

interface NextVisitProps {
  visit: Appointment;
  onOpen: () => void;
  onMove: () => void;
}

const A_MINUTE = 60_000;

export function NextVisit({ visit, onOpen, onMove }: NextVisitProps) {
  const { t, i18n } = useTranslation("scheduling");
  const { colors } = useTheme();
  const now = useNow(A_MINUTE);
  const times = useVisitTime(now);
  const away = useAwayText(now)(visit);
  const when = times.full(visit.starts_at, visit.time_zone);
  return (
    <View
      style={[
        { backgroundColor: colors.greenDeep, borderRadius: radius.control, overflow: "hidden" },
        liftOf(colors.shadow),
      ]}
    >
      <Pressable role="button" onPress={onOpen} style={{ padding: space.xl, gap: space.xs, borderRadius: 0 }}>
        <Text size="sm" tone="onGreenDeepSoft">
          {away}
        </Text>
        <Text serif size="xxl" tone="onGreenDeep">
          {visit.pet_name}
        </Text>
        <Text size="lg" strong tone="onGreenDeep" tabular>
          {when}
        </Text>
        <View style={{ paddingRight: portrait.lg, minHeight: portrait.lg - space.xxl }}>
          <Text tone="onGreenDeepSoft">{aboutName(visit, i18n.language)}</Text>
          <Text tone="onGreenDeepSoft">{t("with", { veterinarian: visit.veterinarian_name })}</Text>
          <Text tone="onGreenDeepSoft">{visit.clinic_name}</Text>
        </View>
        {/* The animal looks over the edge of the row of buttons. */}
        <View style={{ position: "absolute", right: space.md, bottom: 0 }}>
          <Silhouette
            species={visit.pet_species}
            size={portrait.lg}
            mark={colors.lineOnGreenDeep}
            wash={colors.greenDeep}
          />
        </View>
      </Pressable>
      <View
        style={{
          flexDirection: "row",
          flexWrap: "wrap",
          gap: space.md,
          padding: space.lg,
          borderTopWidth: stroke.hair,
          borderTopColor: colors.lineOnGreenDeep,
        }}
      >
        <Button voice="onGreen" label={t("see_visit")} onPress={onOpen} style={{ flex: 1 }} />
        {canChange(visit, now.toMillis()) ? (
          <Button voice="onGreen" label={t("move")} onPress={onMove} style={{ flex: 1 }} />
        ) : null}
      </View>
    </View>
  );
}
