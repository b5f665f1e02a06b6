/** Says that what is on the screen may be old, for as long as it may be. */
import { CloudOff } from "@/design/icons";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { icon, measure, space } from "@/design/tokens";

export function OfflineBanner() {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const insets = useSafeAreaInsets();
  return (
    <View
      role="status"
      aria-live="polite"
      style={{ backgroundColor: colors.dueWash, paddingTop: insets.top }}
    >
      <View
        style={{
          flexDirection: "row",
          gap: space.md,
          alignItems: "center",
          alignSelf: "center",
          width: "100%",
          maxWidth: measure.column,
          paddingHorizontal: space.xl,
          paddingVertical: space.sm,
        }}
      >
        <CloudOff color={colors.due} size={icon.md} aria-hidden />
        <View style={{ flex: 1 }}>
          <Text size="sm" strong tone="due">
            {t("offline_title")}
          </Text>
          <Text size="xs">{t("offline_detail")}</Text>
        </View>
      </View>
    </View>
  );
}
