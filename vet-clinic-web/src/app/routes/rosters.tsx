/** When each vet works at the clinic: the weekly plan, the days that differ, and time off. */
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";

import { useGetClinicQuery, useListVeterinariansQuery } from "@/clinics/api";
import { EmptyState } from "@/design/empty-state";
import { Page, PageTitle, Section } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { Tabs } from "@/design/tabs";
import { useListRostersQuery } from "@/scheduling/api";
import { Exceptions } from "@/scheduling/rosters/exceptions";
import { RosterEditor } from "@/scheduling/rosters/roster-editor";
import { TimeOff } from "@/scheduling/rosters/time-off";
import { useNow } from "@/time/use-times";
import { dateIn } from "@/time/zones";

import { useTitle } from "../shell/route-focus";

function Weeks({
  clinicId,
  zone,
  vet,
}: {
  clinicId: string;
  zone: string;
  vet: { id: string; name: string };
}) {
  const { t } = useTranslation();
  const today = dateIn(zone, useNow(60));
  const { currentData, error, refetch } = useListRostersQuery({ clinicId, veterinarianId: vet.id });
  if (currentData === undefined) {
    return error !== undefined ? (
      <ProblemNotice problem={error} onRetry={refetch} />
    ) : (
      <Loading>
        <SkeletonRows rows={5} />
      </Loading>
    );
  }
  const rosters = currentData.items;
  return (
    <>
      <Section title={t("scheduling.rosters.weekly")}>
        <RosterEditor
          key={JSON.stringify(rosters.map(({ id }) => id))}
          clinicId={clinicId}
          veterinarian={vet}
          rosters={rosters}
          today={today}
        />
      </Section>
      <Section title={t("scheduling.rosters.exceptions")} className="mt-14!">
        <p className="mb-4 max-w-prose text-ink-soft">{t("scheduling.rosters.exceptionsLead")}</p>
        <Exceptions clinicId={clinicId} veterinarianId={vet.id} zone={zone} rosters={rosters} today={today} />
      </Section>
      <Section title={t("scheduling.timeOff.word")} className="mt-14!">
        <TimeOff clinicId={clinicId} veterinarian={vet} zone={zone} today={today} />
      </Section>
    </>
  );
}

export default function Rosters() {
  const { t } = useTranslation();
  const { clinicId = "" } = useParams();
  const [params] = useSearchParams();
  const clinic = useGetClinicQuery({ clinicId });
  const vets = useListVeterinariansQuery({ clinicId });
  const items = vets.currentData?.items;
  const chosen = items?.find(({ id }) => id === params.get("vet")) ?? items?.[0];
  const error = clinic.error ?? vets.error;
  const isThere = clinic.currentData !== undefined && items !== undefined;
  useTitle(t("scheduling.rosters.title"));
  return (
    <Page width="wide">
      <PageTitle title={t("scheduling.rosters.title")} lead={t("scheduling.rosters.lead")} />
      {!isThere && error !== undefined && (
        <ProblemNotice problem={error} onRetry={clinic.error ? clinic.refetch : vets.refetch} />
      )}
      {!isThere && error === undefined && (
        <Loading>
          <SkeletonRows rows={5} />
        </Loading>
      )}
      {isThere && chosen === undefined && (
        <EmptyState title={t("scheduling.rosters.noVets")} species="dog">
          {t("scheduling.rosters.noVetsAdvice")}
        </EmptyState>
      )}
      {isThere && chosen !== undefined && (
        <>
          <div className="mb-8">
            <Tabs
              label={t("scheduling.facts.vet")}
              tabs={items.map(({ id, display_name }) => ({
                to: `?vet=${id}`,
                label: display_name,
                isCurrent: id === chosen.id,
              }))}
            />
          </div>
          <Weeks
            key={chosen.id}
            clinicId={clinicId}
            zone={clinic.currentData?.time_zone ?? "utc"}
            vet={{ id: chosen.id, name: chosen.display_name }}
          />
        </>
      )}
    </Page>
  );
}
