/** A copy of everything: ask for it, see it being made; the link to it comes by mail and nowhere else. */
import { CircleAlert, CircleCheck, Clock, Download, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ExportOut, ExportState } from "@/api/generated.gen";
import { Badge, type Tone } from "@/design/badge";
import { Button } from "@/design/button";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useTimes } from "@/time/use-times";

import { useListExportsQuery, useRequestExportMutation } from "../api";
import { sizeWords } from "./size";

const LOOK = {
  requested: { tone: "info", icon: Hourglass },
  running: { tone: "info", icon: Hourglass },
  ready: { tone: "free", icon: CircleCheck },
  failed: { tone: "alert", icon: CircleAlert },
  expired: { tone: "taken", icon: Clock },
} satisfies Record<ExportState, { tone: Tone; icon: unknown }>;

const ASK_AGAIN_MS = 3000;

const isBeingMade = ({ state }: ExportOut) => state === "requested" || state === "running";

function Copy({ copy }: { copy: ExportOut }) {
  const { t, i18n } = useTranslation();
  const times = useTimes();
  const { tone, icon } = LOOK[copy.state];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
      <Badge tone={tone} icon={icon}>
        {t(`identity.exports.states.${copy.state}`)}
      </Badge>
      <span className="min-w-0 flex-1 basis-48 text-sm">
        {t("identity.exports.asked", { moment: times.moment(copy.requested_at, times.viewer) })}
        {copy.size_bytes !== null && ` · ${sizeWords(copy.size_bytes, i18n.language)}`}
      </span>
      {copy.state === "ready" && copy.expires_at !== null && (
        <span className="w-full text-sm text-ink-soft">
          {t("identity.exports.mailed", { moment: times.moment(copy.expires_at, times.viewer) })}
        </span>
      )}
      {isBeingMade(copy) && (
        <span className="w-full text-sm text-ink-soft">{t("identity.exports.leave")}</span>
      )}
      {copy.state === "failed" && (
        <span className="w-full text-sm text-ink-soft">{t("identity.exports.failedAdvice")}</span>
      )}
    </li>
  );
}

export function ExportPanel() {
  const { t } = useTranslation();
  const [request, { isLoading, error: refusal }] = useRequestExportMutation();
  const first = useListExportsQuery();
  const isMaking = first.data?.items.some(isBeingMade) ?? false;
  const { data, error, refetch } = useListExportsQuery(undefined, {
    pollingInterval: isMaking ? ASK_AGAIN_MS : 0,
    skipPollingIfUnfocused: true,
  });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={1} />
      </Loading>
    );
  }
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="max-w-prose">{t("identity.exports.lead")}</p>
      <Button
        icon={<Download aria-hidden="true" size={18} />}
        isBusy={isLoading}
        disabled={isMaking}
        onClick={() => void request({})}
      >
        {t("identity.exports.request")}
      </Button>
      {refusal !== undefined && <ProblemNotice problem={refusal} />}
      <div role="status" className="w-full">
        {data.items.length > 0 && (
          <ul className="w-full divide-y divide-line border-y border-line">
            {data.items.map((copy) => (
              <Copy key={copy.id} copy={copy} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
