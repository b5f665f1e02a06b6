/** What owners read about the clinic, for its administrator to change. */
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { useGetClinicQuery } from "@/clinics/api";
import { ClinicForm } from "@/clinics/settings/clinic-form";
import { LinkButton } from "@/design/button";
import { Page, PageTitle } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";

import { useTitle } from "../shell/route-focus";

export default function ClinicSettings() {
  const { t } = useTranslation();
  const { clinicId = "" } = useParams();
  const { currentData: clinic, error, refetch } = useGetClinicQuery({ clinicId });
  useTitle(t("clinics.settings.title"));
  return (
    <Page>
      <PageTitle
        title={t("clinics.settings.title")}
        lead={t("clinics.settings.lead")}
        actions={<LinkButton to={`/clinics/${clinicId}`}>{t("clinics.settings.look")}</LinkButton>}
      />
      {clinic !== undefined && <ClinicForm key={clinic.version} clinic={clinic} />}
      {clinic === undefined && error !== undefined && <ProblemNotice problem={error} onRetry={refetch} />}
      {clinic === undefined && error === undefined && (
        <Loading>
          <SkeletonRows rows={6} />
        </Loading>
      )}
    </Page>
  );
}
