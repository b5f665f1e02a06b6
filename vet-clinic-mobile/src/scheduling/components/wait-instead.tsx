/** Under the free times: when none of them suits, one can wait for another. */
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Button } from "@/design/button";
import { Hourglass } from "@/design/icons";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { space, stroke } from "@/design/tokens";

export function WaitInstead({ onWait }: { onWait: () => void }) {
  const { t } = useTranslation("scheduling");
  const { colors } = useTheme();
  return (
    <View
      style={{
        gap: space.sm,
        paddingTop: space.lg,
        borderTopWidth: stroke.hair,
        borderTopColor: colors.line,
      }}
    >
      <Text strong>{t("wait_title")}</Text>
      <Text size="sm" tone="inkSoft">
        {t("wait_detail")}
      </Text>
      <Button
        icon={Hourglass}
        role="link"
        label={t("wait_join")}
        onPress={onWait}
        style={{ alignSelf: "flex-start" }}
      />
    </View>
  );
}
