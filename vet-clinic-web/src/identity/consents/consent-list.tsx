/** What the person agreed to: each purpose in plain words with its switch, and everything ever said about it. */
import { Check, ChevronDown, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ConsentOut, ConsentPurpose } from "@/api/generated.gen";
import { Moment } from "@/design/moment";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { Switch } from "@/design/switch";
import { useTimes } from "@/time/use-times";

import { useListConsentsQuery, useRecordConsentMutation } from "../api";
import { CONSENT_TEXTS } from "./texts";

function History({ entries }: { entries: readonly ConsentOut[] }) {
  const { t } = useTranslation();
  const times = useTimes();
  if (entries.length === 0) return null;
  return (
    <details className="group mt-2 text-sm">
      <summary className="inline-flex min-h-8 items-center gap-1 font-semibold text-green">
        <ChevronDown aria-hidden="true" size={16} className="transition group-open:rotate-180" />
        {t("identity.consents.history", { count: entries.length })}
      </summary>
      <ol className="mt-1 divide-y divide-line border-y border-line">
        {entries.map((entry) => (
          <li key={entry.at} className="flex flex-wrap items-center gap-x-3 py-1.5">
            {entry.is_granted ? (
              <Check aria-hidden="true" size={16} className="text-free" />
            ) : (
              <X aria-hidden="true" size={16} className="text-alert" />
            )}
            <span>{entry.is_granted ? t("identity.consents.agreed") : t("identity.consents.declined")}</span>
            <span className="text-ink-soft">
              {t("identity.consents.version", { version: entry.version })}
            </span>
            <span className="ml-auto text-ink-soft">
              <Moment at={entry.at} zone={times.viewer} />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Purpose({
  purpose,
  version,
  said,
  log,
}: {
  purpose: ConsentPurpose;
  version: string;
  said: ConsentOut | undefined;
  log: readonly ConsentOut[];
}) {
  const { t } = useTranslation();
  const times = useTimes();
  const [record, { isLoading }] = useRecordConsentMutation();
  const [problem, setProblem] = useState<unknown>();
  const isOn = said?.is_granted ?? false;
  const isOlder = said !== undefined && said.is_granted && said.version !== version;
  const say = async (isGranted: boolean) => {
    const { error } = await record({ consentIn: { purpose, version, is_granted: isGranted } });
    setProblem(error);
  };
  return (
    <li className="py-5">
      <Switch
        label={t(`identity.consents.purposes.${purpose}.title`)}
        words={{ on: t("identity.consents.yes"), off: t("identity.consents.no") }}
        isOn={isOn}
        isBusy={isLoading}
        onChange={(next) => void say(next)}
        hint={
          <>
            <p>{t(`identity.consents.purposes.${purpose}.text`)}</p>
            <p className="mt-1">
              {t("identity.consents.version", { version: said?.version ?? version })}
              {said !== undefined && ` · ${times.moment(said.at, times.viewer)}`}
              {said === undefined && ` · ${t("identity.consents.notAsked")}`}
              {isOlder && ` · ${t("identity.consents.newer", { version })}`}
            </p>
          </>
        }
      />
      {problem !== undefined && (
        <div className="mt-3">
          <ProblemNotice problem={problem} />
        </div>
      )}
      <History entries={log} />
    </li>
  );
}

export function ConsentList() {
  const { data, error, refetch } = useListConsentsQuery();
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={5} className="h-24" />
      </Loading>
    );
  }
  return (
    <ul className="divide-y divide-line border-y border-line">
      {CONSENT_TEXTS.map(({ purpose, version }) => (
        <Purpose
          key={purpose}
          purpose={purpose}
          version={version}
          said={data.current.find((each) => each.purpose === purpose)}
          log={data.log.filter((each) => each.purpose === purpose)}
        />
      ))}
    </ul>
  );
}
