/** A copy of everything: ask for it, see it being made; the link to it comes by mail and nowhere else. */
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import type { ExportOut, ExportState } from "@/api/generated.gen";
import { ProblemNotice } from "@/api/problem-notice";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { Row } from "@/design/card";
import { CircleAlert, CircleCheck, Clock, Hourglass, type LucideIcon } from "@/design/icons";
import { Section } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import type { ColorName } from "@/design/tokens";
import { useMoment } from "@/i18n/use-moment";
import { useListExportsQuery, useRequestExportMutation } from "../api";
import { sizeWords } from "../size";

const LOOK: Record<ExportState, { sign: LucideIcon; tone: ColorName; wash: ColorName }> = {
  requested: { sign: Hourglass, tone: "info", wash: "infoWash" },
  running: { sign: Hourglass, tone: "info", wash: "infoWash" },
  ready: { sign: CircleCheck, tone: "free", wash: "freeWash" },
  failed: { sign: CircleAlert, tone: "alert", wash: "alertWash" },
  expired: { sign: Clock, tone: "taken", wash: "takenWash" },
};
const ASK_AGAIN_MILLISECONDS = 3_000;

const isBeingMade = ({ state }: ExportOut) => state === "requested" || state === "running";

export function CopySection() {
  const { t } = useTranslation("identity");
  const { t: ground } = useTranslation();
  const [request, { isLoading, error: refusal }] = useRequestExportMutation();
  const isMaking = useListExportsQuery().data?.items.some(isBeingMade) ?? false;
  const { data, isError, error, refetch } = useListExportsQuery(undefined, {
    pollingInterval: isMaking ? ASK_AGAIN_MILLISECONDS : 0,
    skipPollingIfUnfocused: true,
  });
  return (
    <Section title={t("exports.title")}>
      <Text>{t("exports.lead")}</Text>
      {data === undefined ? (
        isError ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows label={ground("loading")} rows={1} />
        )
      ) : (
        <>
          <Button
            label={t("exports.request")}
            isBusy={isLoading}
            isDisabled={isMaking}
            onPress={() => void request({})}
          />
          {refusal === undefined ? null : <ProblemNotice error={refusal} />}
          <View aria-live="polite">
            {data.items.map((copy) => (
              <Copy key={copy.id} copy={copy} />
            ))}
          </View>
        </>
      )}
    </Section>
  );
}

function Copy({ copy }: { copy: ExportOut }) {
  const { t, i18n } = useTranslation("identity");
  const { moment } = useMoment();
  const advice = isBeingMade(copy)
    ? t("exports.leave")
    : copy.state === "failed"
      ? t("exports.failed_advice")
      : copy.state === "ready" && copy.expires_at !== null
        ? t("exports.mailed", { moment: moment(copy.expires_at) })
        : null;
  const facts = [
    t("exports.asked", { moment: moment(copy.requested_at) }),
    copy.size_bytes === null ? null : sizeWords(copy.size_bytes, i18n.language),
  ];
  return (
    <Row>
      <Badge {...LOOK[copy.state]} label={t(`exports.states.${copy.state}`)} />
      <Text size="sm" tabular>
        {facts.filter(Boolean).join(" · ")}
      </Text>
      {advice === null ? null : (
        <Text size="sm" tone="inkSoft">
          {advice}
        </Text>
      )}
    </Row>
  );
}
