/** What the person agreed to: each purpose in plain words with its switch. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import type { ConsentOut, ConsentPurpose } from "@/api/generated.gen";
import { ProblemNotice } from "@/api/problem-notice";
import { Screen } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { Switch } from "@/design/switch";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { space, stroke } from "@/design/tokens";
import { useMoment } from "@/i18n/use-moment";
import { useListConsentsQuery, useRecordConsentMutation } from "../api";
import { CONSENT_TEXTS } from "../consent-texts";

export function Consents({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation("identity");
  const { t: ground } = useTranslation();
  const { data, isError, error, refetch } = useListConsentsQuery();
  return (
    <Screen
      title={t("consents.title")}
      subtitle={t("consents.lead")}
      back={{ label: ground("back"), onPress: onBack }}
    >
      {data === undefined ? (
        isError ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows label={ground("loading")} rows={5} height={96} />
        )
      ) : (
        <View>
          {CONSENT_TEXTS.map(({ purpose, version }) => (
            <Purpose
              key={purpose}
              purpose={purpose}
              version={version}
              said={data.current.find((each) => each.purpose === purpose)}
            />
          ))}
        </View>
      )}
    </Screen>
  );
}

interface PurposeProps {
  purpose: ConsentPurpose;
  version: string;
  said: ConsentOut | undefined;
}

function Purpose({ purpose, version, said }: PurposeProps) {
  const { t } = useTranslation("identity");
  const { colors } = useTheme();
  const { moment } = useMoment();
  const [record, { isLoading }] = useRecordConsentMutation();
  const [problem, setProblem] = useState<unknown>();
  const say = async (isGranted: boolean) => {
    const { error } = await record({ consentIn: { purpose, version, is_granted: isGranted } });
    setProblem(error);
  };
  const facts = [
    t("consents.version", { version: said?.version ?? version }),
    said === undefined ? t("consents.not_asked") : moment(said.at),
    said?.is_granted === true && said.version !== version ? t("consents.newer", { version }) : null,
  ];
  return (
    <View
      style={{
        paddingVertical: space.sm,
        gap: space.sm,
        borderBottomWidth: stroke.hair,
        borderBottomColor: colors.line,
      }}
    >
      <Switch
        label={t(`consents.purposes.${purpose}.title`)}
        words={{ on: t("consents.yes"), off: t("consents.no") }}
        isOn={said?.is_granted ?? false}
        isBusy={isLoading}
        onChange={(isGranted) => void say(isGranted)}
      >
        <Text size="sm">{t(`consents.purposes.${purpose}.text`)}</Text>
        <Text size="xs" tone="inkSoft" tabular>
          {facts.filter(Boolean).join(" · ")}
        </Text>
      </Switch>
      {problem === undefined ? null : <ProblemNotice error={problem} />}
    </View>
  );
}
