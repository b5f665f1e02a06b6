import { useRouter } from "expo-router";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { Screen } from "@/design/screen";
import { Text } from "@/design/text";

export default function NotFoundRoute() {
  const router = useRouter();
  const { t } = useTranslation();
  return (
    <Screen title={t("not_found_title")}>
      <Text>{t("not_found_detail")}</Text>
      <Button voice="primary" role="link" label={t("go_home")} onPress={() => router.replace("/")} />
    </Screen>
  );
}
