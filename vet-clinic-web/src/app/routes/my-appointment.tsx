/** One visit of mine. */
import { ChevronLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { TextLink } from "@/design/button";
import { Page } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useGetAppointmentQuery } from "@/scheduling/api";
import { AppointmentDetail } from "@/scheduling/components/appointment-detail";

import { useTitle } from "../shell/route-focus";

export default function MyAppointment() {
  const { t } = useTranslation();
  const { appointmentId = "" } = useParams();
  const { currentData, error, refetch } = useGetAppointmentQuery({ appointmentId });
  useTitle(currentData?.pet_name);
  return (
    <Page width="form">
      <p className="mb-4 text-sm">
        <TextLink
          to="/my/appointments"
          className="inline-flex items-center gap-1 no-underline hover:underline"
        >
          <ChevronLeft aria-hidden="true" size={16} />
          {t("scheduling.mine.title")}
        </TextLink>
      </p>
      {currentData !== undefined && <AppointmentDetail appointment={currentData} />}
      {currentData === undefined && error !== undefined && (
        <ProblemNotice problem={error} onRetry={refetch} />
      )}
      {currentData === undefined && error === undefined && (
        <Loading isPage>
          <SkeletonRows rows={5} />
        </Loading>
      )}
    </Page>
  );
}
