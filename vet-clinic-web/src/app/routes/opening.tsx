/** When the clinic is open: its week, its holidays, and the days that are different. */
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { useGetClinicQuery } from "@/clinics/api";
import { Page, PageTitle, Section } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useGetOpeningQuery } from "@/scheduling/api";
import { HolidayList } from "@/scheduling/opening/holiday-list";
import { HolidayRegion } from "@/scheduling/opening/holiday-region";
import { OfferLength } from "@/scheduling/opening/offer-length";
import { OpeningWeek } from "@/scheduling/opening/opening-week";
import { SpecialDays } from "@/scheduling/opening/special-days";
import { useNow } from "@/time/use-times";
import { dateIn, shiftDate } from "@/time/zones";

import { useTitle } from "../shell/route-focus";

/** The API tells of at most 731 days at once. */
const DAYS_AHEAD = 730;

export default function Opening() {
  const { t } = useTranslation();
  const { clinicId = "" } = useParams();
  const clinic = useGetClinicQuery({ clinicId });
  const today = dateIn(clinic.currentData?.time_zone ?? "utc", useNow(60));
  const opening = useGetOpeningQuery(
    { clinicId, fromDay: today, toDay: shiftDate(today, DAYS_AHEAD) },
    { skip: clinic.currentData === undefined },
  );
  const data = opening.currentData;
  const error = clinic.error ?? opening.error;
  useTitle(t("scheduling.opening.title"));
  return (
    <Page width="wide">
      <PageTitle title={t("scheduling.opening.title")} lead={t("scheduling.opening.lead")} />
      {data === undefined && error !== undefined && (
        <ProblemNotice problem={error} onRetry={clinic.error ? clinic.refetch : opening.refetch} />
      )}
      {data === undefined && error === undefined && (
        <Loading>
          <SkeletonRows rows={5} />
        </Loading>
      )}
      {data !== undefined && (
        <>
          <Section title={t("scheduling.opening.week")}>
            <OpeningWeek key={JSON.stringify(data.weekly)} clinicId={clinicId} weekly={data.weekly} />
          </Section>
          <Section title={t("scheduling.opening.special")} className="mt-14!">
            <p className="mb-4 max-w-prose text-ink-soft">{t("scheduling.opening.specialLead")}</p>
            <SpecialDays clinicId={clinicId} days={data.overrides} today={today} />
          </Section>
          <Section title={t("scheduling.opening.holidays")} className="mt-14!">
            <p className="mb-4 max-w-prose text-ink-soft">{t("scheduling.opening.holidaysLead")}</p>
            <HolidayRegion clinicId={clinicId} opening={data} />
            <div className="mt-6">
              <HolidayList clinicId={clinicId} holidays={data.holidays} />
            </div>
          </Section>
          <Section title={t("scheduling.opening.waitlist")} className="mt-14!">
            <p className="mb-4 max-w-prose text-ink-soft">{t("scheduling.opening.waitlistLead")}</p>
            <OfferLength clinicId={clinicId} minutes={data.waitlist_offer_minutes} />
          </Section>
        </>
      )}
    </Page>
  );
}
