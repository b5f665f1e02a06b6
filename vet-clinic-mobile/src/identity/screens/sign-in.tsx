/** The door: what this is, and one button. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWindowDimensions, View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";
import { Button } from "@/design/button";
import { Notice } from "@/design/notice";
import { WindowRow } from "@/design/silhouette";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { measure, space } from "@/design/tokens";
import { usePageTitle } from "@/design/use-page-title";
import { useAuth } from "../auth-context";

export function SignIn() {
  const { t } = useTranslation("identity");
  const { t: ground } = useTranslation();
  const { colors } = useTheme();
  const insets = useSafeAreaInsets();
  const { width } = useWindowDimensions();
  usePageTitle(ground("app_name"));
  const { method, signIn } = useAuth();
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const column = Math.min(width, measure.column);
  const enter = async () => {
    setBusy(true);
    setFailed(false);
    try {
      await signIn();
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <View role="main" style={{ flex: 1, backgroundColor: colors.greenDeep }}>
      <View style={{ flex: 1, justifyContent: "flex-end", alignItems: "center", paddingTop: insets.top }}>
        <View style={{ width: column, flex: 1, padding: space.xxl, justifyContent: "center", gap: space.lg }}>
          <Text size="sm" strong tone="accent">
            {ground("app_name")}
          </Text>
          <Text serif size="xxl" tone="onGreenDeep" heading={1}>
            {t("welcome_title")}
          </Text>
          <Text tone="onGreenDeepSoft">{t("welcome_detail")}</Text>
        </View>
        <WindowRow width={column - space.xxl} color={colors.paper} />
      </View>
      <View style={{ backgroundColor: colors.paper, alignItems: "center", paddingBottom: insets.bottom }}>
        <View style={{ width: column, padding: space.xxl, gap: space.md }}>
          {hasFailed ? <Notice kind="alert" title={t("sign_in_again")} /> : null}
          {method === "none" ? (
            <Notice kind="info" title={t("none_title")} detail={t("none_detail")} />
          ) : (
            <Button voice="primary" label={t("sign_in")} isBusy={isBusy} onPress={() => void enter()} />
          )}
          {method === "development" ? (
            <Text size="sm" tone="inkSoft" align="center">
              {t("development_note")}
            </Text>
          ) : null}
        </View>
      </View>
    </View>
  );
}
