/** Being forgotten: what goes, what the law keeps and why, and seven days to change one's mind. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import type { ErasureOut } from "@/api/generated.gen";
import { isProblem } from "@/api/problem";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Archive, X, type LucideIcon } from "@/design/icons";
import { Notice } from "@/design/notice";
import { Section } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { icon, space, type ColorName } from "@/design/tokens";
import { useMoment } from "@/i18n/use-moment";
import { useCancelErasureMutation, useGetErasureQuery } from "../api";
import { ErasureSheet } from "./erasure-sheet";

const GOES = ["person", "pets", "visits", "access"] as const;
const STAYS = ["records", "trail", "proof"] as const;

export function ErasureSection({ email }: { email: string }) {
  const { t } = useTranslation("identity");
  const { t: ground } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const { data, error, refetch } = useGetErasureQuery();
  // Not found is the usual answer: nobody asked to be forgotten. What was known before it no longer counts.
  const isNone = isProblem(error) && error.status === 404;
  const pending = !isNone && data?.state === "requested" ? data : null;
  const isKnown = isNone || data !== undefined;
  return (
    <Section title={t("erasure.title")}>
      {pending === null ? null : <Pending erasure={pending} />}
      <Text>{t("erasure.lead")}</Text>
      <Kinds
        sign={X}
        tone="alert"
        title={t("erasure.goes")}
        kinds={GOES.map((each) => t(`erasure.going.${each}`))}
      />
      <Kinds
        sign={Archive}
        tone="info"
        title={t("erasure.stays")}
        kinds={STAYS.map((each) => t(`erasure.staying.${each}`))}
      />
      {!isKnown ? (
        error === undefined ? (
          <SkeletonRows label={ground("loading")} rows={1} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : pending === null ? (
        <Button voice="danger" label={t("erasure.begin")} onPress={() => setAsking(true)} />
      ) : null}
      {isAsking ? <ErasureSheet email={email} onClose={() => setAsking(false)} /> : null}
    </Section>
  );
}

interface KindsProps {
  sign: LucideIcon;
  tone: ColorName;
  title: string;
  kinds: readonly string[];
}

function Kinds({ sign: Sign, tone, title, kinds }: KindsProps) {
  const { colors } = useTheme();
  return (
    <View style={{ gap: space.sm }}>
      <Text strong heading={3}>
        {title}
      </Text>
      {kinds.map((words) => (
        <View key={words} style={{ flexDirection: "row", gap: space.md }}>
          <Sign color={colors[tone]} size={icon.sm} aria-hidden style={{ marginTop: space.xs }} />
          <Text size="sm" style={{ flex: 1 }}>
            {words}
          </Text>
        </View>
      ))}
    </View>
  );
}

function Pending({ erasure }: { erasure: ErasureOut }) {
  const { t } = useTranslation("identity");
  const { moment } = useMoment();
  const [cancel, { isLoading, error }] = useCancelErasureMutation();
  return (
    <>
      <Notice
        kind="due"
        title={t("erasure.pending", { moment: moment(erasure.due_at) })}
        detail={t("erasure.pending_text")}
      />
      {error === undefined ? null : <ProblemNotice error={error} />}
      <Button voice="primary" label={t("erasure.stay")} isBusy={isLoading} onPress={() => void cancel()} />
    </>
  );
}
