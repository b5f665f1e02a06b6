/**
 * What a mail's link is about, and the one press that does it; a time that is kept can be let go, too. Looking changes nothing:
 * mail scanners open links, too. A link that was used, has run out or belongs to an older state of the visit says so alike.
 */
import { CircleCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { LinkOptionOut, LinkOut } from "@/api/generated.gen";
import { hasCode } from "@/api/problem";
import { Button, LinkButton } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { Facts } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useTimes } from "@/time/use-times";

import { useLookUpLinkMutation, useUseLinkMutation } from "../api";
import { useTypeName } from "../use-type-name";
import { keyOfOption, OptionList, optionsIn } from "./option-list";

const INVALID = "scheduling.link_invalid";
const OPTION_TAKEN = "scheduling.option_taken";

function Gone() {
  const { t } = useTranslation();
  return (
    <EmptyState
      isPage
      title={t("scheduling.links.gone")}
      species="bird"
      action={<LinkButton to="/my/appointments">{t("scheduling.links.toVisits")}</LinkButton>}
    >
      {t("scheduling.links.goneAdvice")}
    </EmptyState>
  );
}

/** What came of it: a time that was chosen, or one that was let go. */
type Outcome = { option?: LinkOptionOut | undefined; isDeclined?: boolean };

function VisitFacts({ link, option }: { link: LinkOut; option?: LinkOptionOut | undefined }) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const times = useTimes();
  const facts = [
    {
      name: t("scheduling.facts.when"),
      value: times.moment(option?.starts_at ?? link.starts_at, link.time_zone),
    },
    { name: t("scheduling.facts.service"), value: typeName(link) },
    { name: t("scheduling.facts.vet"), value: option?.veterinarian_name ?? link.veterinarian_name },
    { name: t("scheduling.facts.clinic"), value: link.clinic_name },
  ].filter(({ value }) => Boolean(value));
  return <Facts facts={facts} />;
}

function Done({ link, outcome: { option, isDeclined = false } }: { link: LinkOut; outcome: Outcome }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-6">
      <div className="flex items-start gap-4">
        <CircleCheck aria-hidden="true" size={40} className="mt-0.5 shrink-0 text-free" />
        <h1 tabIndex={-1} className="font-serif text-xl font-medium">
          {isDeclined ? t("scheduling.links.declined") : t(`scheduling.links.${link.purpose}.done`)}
        </h1>
      </div>
      {isDeclined ? (
        <p>{t("scheduling.links.declinedAdvice")}</p>
      ) : (
        <VisitFacts link={link} option={option} />
      )}
      <div>
        <LinkButton to="/my/appointments" tone="quiet">
          {t("scheduling.links.toVisits")}
        </LinkButton>
      </div>
    </div>
  );
}

function Act({ token, link, onDone }: { token: string; link: LinkOut; onDone: (outcome: Outcome) => void }) {
  const { t } = useTranslation();
  const [send, { isLoading, error, originalArgs }] = useUseLinkMutation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const needsOption = link.purpose === "reschedule" || link.purpose === "choose";
  const isTaken = hasCode(error, OPTION_TAKEN);
  const options = isTaken ? optionsIn(error.params["options"]) : link.options;
  const option = options.find((each) => keyOfOption(each) === chosen);
  const act = async () => {
    setIsAsked(true);
    if (needsOption && option === undefined) return;
    const choice = needsOption &&
      option !== undefined && { starts_at: option.starts_at, veterinarian_id: option.veterinarian_id };
    const { data } = await send({ linkUseIn: { token, ...choice } });
    if (data !== undefined) onDone({ option: needsOption ? option : undefined });
  };
  const decline = async () => {
    const { data } = await send({ linkUseIn: { token, action: "decline" } });
    if (data !== undefined) onDone({ isDeclined: true });
  };
  const isDeclining = isLoading && originalArgs?.linkUseIn.action === "decline";
  if (hasCode(error, INVALID)) return <Gone />;
  return (
    <form
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void act();
      }}
    >
      <h1 tabIndex={-1} className="font-serif text-xl font-medium">
        {t(`scheduling.links.${link.purpose}.title`)}
      </h1>
      <VisitFacts link={link} />
      {needsOption && (
        <OptionList
          options={options}
          zone={link.time_zone}
          chosen={chosen}
          onChoose={setChosen}
          error={
            isTaken && option === undefined
              ? t("scheduling.links.optionTaken")
              : isAsked && option === undefined
                ? t("scheduling.links.optionNeeded")
                : undefined
          }
        />
      )}
      {error !== undefined && !isTaken && <ProblemNotice problem={error} />}
      {(!needsOption || options.length > 0) && (
        <div className="flex flex-col items-start gap-2">
          <div className="flex flex-wrap gap-3">
            <Button
              type="submit"
              tone={link.purpose === "cancel" ? "alert" : "primary"}
              size="large"
              isBusy={isLoading && !isDeclining}
              disabled={isDeclining}
            >
              {t(`scheduling.links.${link.purpose}.act`)}
            </Button>
            {link.purpose === "waitlist" && (
              <Button
                tone="quiet"
                size="large"
                isBusy={isDeclining}
                disabled={isLoading && !isDeclining}
                onClick={() => void decline()}
              >
                {t("scheduling.waitlist.decline")}
              </Button>
            )}
          </div>
          <p className="text-sm text-ink-soft">{t("scheduling.links.nothingYet")}</p>
        </div>
      )}
    </form>
  );
}

export function LinkCard({ token, onUsed }: { token: string; onUsed: () => void }) {
  const [lookUp, { data, error, isUninitialized }] = useLookUpLinkMutation();
  const [done, setDone] = useState<Outcome | null>(null);
  useEffect(() => {
    const asked = lookUp({ linkIn: { token } });
    return () => asked.abort();
  }, [lookUp, token]);
  if (hasCode(error, INVALID) || hasCode(error, "edge.validation")) return <Gone />;
  if (data !== undefined && done !== null) return <Done link={data} outcome={done} />;
  if (data !== undefined) {
    return (
      <Act
        token={token}
        link={data}
        onDone={(outcome) => {
          setDone(outcome);
          onUsed();
        }}
      />
    );
  }
  if (error !== undefined && !isUninitialized) {
    return <ProblemNotice problem={error} onRetry={() => lookUp({ linkIn: { token } })} />;
  }
  return (
    <Loading isPage>
      <SkeletonRows rows={4} />
    </Loading>
  );
}
