/** The person and their choices about this app. */
import { LogOut } from "@/design/icons";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import type { Preferences } from "@/config/preferences";
import { Button } from "@/design/button";
import { Row } from "@/design/card";
import { Segments } from "@/design/choice";
import { Fact, Screen, Section } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import { space } from "@/design/tokens";
import { longDay } from "@/time/typed-day";
import { useGetMeQuery } from "../api";
import { useAuth } from "../auth-context";

interface ProfileProps {
  preferences: Preferences;
  release: string;
  /** A page of its own, by its name. */
  onOpen: (page: "details" | "calendars" | "devices" | "consents" | "data") => void;
  onTheme: (theme: Preferences["theme"]) => void;
  onLanguage: (language: Preferences["language"]) => void;
}

export function Profile({ preferences, release, onOpen, onTheme, onLanguage }: ProfileProps) {
  const { t, i18n } = useTranslation("identity");
  const { data: me, isError, error, refetch } = useGetMeQuery();
  const { signOut } = useAuth();
  return (
    <Screen title={me === undefined ? t("profile_title") : `${me.given_name} ${me.family_name}`} hasTabBar>
      <Section title={t("account")}>
        {me === undefined ? (
          isError ? (
            <ProblemNotice error={error} onRetry={() => void refetch()} />
          ) : (
            <SkeletonRows label={t("account")} rows={2} />
          )
        ) : (
          <View>
            <Fact name={t("email")}>
              <Text>{me.email}</Text>
            </Fact>
            <Fact name={t("phone")}>
              <Text tabular>{me.phone ?? t("no_phone")}</Text>
            </Fact>
            <Fact name={t("address")}>
              <Text>{me.address ?? t("no_address")}</Text>
            </Fact>
            <Fact name={t("born_on")}>
              <Text>{me.born_on === null ? t("no_born_on") : longDay(me.born_on, i18n.language)}</Text>
            </Fact>
            <Button
              label={t("change_details")}
              role="link"
              onPress={() => onOpen("details")}
              style={{ alignSelf: "flex-start", marginTop: space.xl }}
            />
          </View>
        )}
      </Section>
      <Section title={t("yours")}>
        <View>
          {(["calendars", "devices", "consents", "data"] as const).map((page) => (
            <Row key={page} onPress={() => onOpen(page)}>
              <Text strong>{t(`${page}.title`)}</Text>
            </Row>
          ))}
        </View>
      </Section>
      <Section title={t("appearance")}>
        <Segments
          label={t("appearance")}
          value={preferences.theme}
          onChange={onTheme}
          options={(["system", "light", "dark"] as const).map((value) => ({
            value,
            label: t(`theme.${value}`),
          }))}
        />
      </Section>
      <Section title={t("language_title")}>
        <Segments
          label={t("language_title")}
          value={preferences.language}
          onChange={onLanguage}
          options={(["system", "en", "de"] as const).map((value) => ({
            value,
            label: t(`language.${value}`),
          }))}
        />
      </Section>
      <Button icon={LogOut} label={t("sign_out")} onPress={() => void signOut()} />
      <Text size="xs" tone="inkSoft" align="center">
        {t("about", { release })}
      </Text>
    </Screen>
  );
}
