/** The one visit that matters now, large enough to read at arm's length. */
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Button } from "@/design/button";
import { liftOf } from "@/design/card";
import { Pressable } from "@/design/pressable";
import { Silhouette } from "@/design/silhouette";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { portrait, radius, space } from "@/design/tokens";
import { useVisitTime } from "@/i18n/use-visit-time";
import { useNow } from "@/time/use-now";
import type { Appointment } from "../api";
import { canChange } from "../status";
import { useAwayText } from "../use-visits";

interface NextVisitProps {
  visit: Appointment;
  onOpen: () => void;
  onMove: () => void;
}

const A_MINUTE = 60_000;

export function NextVisit({ visit, onOpen, onMove }: NextVisitProps) {
  const { t } = useTranslation("scheduling");
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
      <View style={{ position: "absolute", right: -space.md, bottom: -space.sm }}>
        <Silhouette
          species={visit.pet_species}
          size={portrait.lg * 1.5}
          mark={colors.lineOnGreenDeep}
          wash={colors.greenDeep}
        />
      </View>
      <Pressable
        role="button"
        aria-label={t("open_visit", {
          pet: visit.pet_name,
          what: visit.appointment_type_name,
          time: when,
          clinic: visit.clinic_name,
        })}
        onPress={onOpen}
        style={{ padding: space.xl, paddingBottom: space.sm, gap: space.xs, alignItems: "flex-start" }}
      >
        <Text size="sm" tone="onGreenDeepSoft">
          {away}
        </Text>
        <Text serif size="xxl" tone="onGreenDeep">
          {visit.pet_name}
        </Text>
        <Text size="lg" strong tone="onGreenDeep" tabular>
          {when}
        </Text>
        <Text tone="onGreenDeepSoft" style={{ paddingRight: space.huge }}>
          {visit.appointment_type_name} {t("with", { veterinarian: visit.veterinarian_name })}
        </Text>
        <Text tone="onGreenDeepSoft" style={{ paddingRight: space.huge }}>
          {visit.clinic_name}
        </Text>
      </Pressable>
      <View
        style={{
          flexDirection: "row",
          flexWrap: "wrap",
          gap: space.md,
          padding: space.xl,
          paddingTop: space.md,
        }}
      >
        <Button voice="onGreen" label={t("see_visit")} onPress={onOpen} />
        {canChange(visit, now.toMillis()) ? (
          <Button voice="onGreen" label={t("move")} onPress={onMove} />
        ) : null}
      </View>
    </View>
  );
}
