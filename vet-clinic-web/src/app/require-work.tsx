/** Pages of a clinic's desk: only for people who work there, some only for those who run it. The API decides; this explains. */
import { Siren } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";

import { useGetClinicQuery } from "@/clinics/api";
import { OpenDialog } from "@/clinics/emergency/open-dialog";
import { Button } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { Page } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading } from "@/design/skeleton";

import { useWorkplace } from "./use-workplace";

/** The platform's administrators may look at a clinic's records in an emergency only. */
function BreakGlass({ clinicId }: { clinicId: string }) {
  const { t } = useTranslation();
  const { data: clinic } = useGetClinicQuery({ clinicId });
  const [isAsking, setIsAsking] = useState(false);
  return (
    <EmptyState
      isPage
      title={t("clinics.emergency.neededTitle")}
      species="cat"
      action={
        <Button
          icon={<Siren aria-hidden="true" size={18} />}
          disabled={clinic === undefined}
          onClick={() => setIsAsking(true)}
        >
          {t("clinics.emergency.begin")}
        </Button>
      }
    >
      {t("clinics.emergency.neededAdvice")}
      {isAsking && clinic !== undefined && (
        <OpenDialog clinic={clinic} onClose={() => setIsAsking(false)} onOpened={() => setIsAsking(false)} />
      )}
    </EmptyState>
  );
}

export function RequireWork({ toManage = false }: { toManage?: boolean }) {
  const { t } = useTranslation();
  const { clinicId, me, error, refetch, isLoading, worksHere, mayLook, mayManage } = useWorkplace();
  if (toManage ? mayManage : mayLook) return <Outlet />;
  const isWaiting = (me === undefined && error === undefined) || isLoading;
  return (
    <Page>
      {isWaiting && <Loading isPage />}
      {me === undefined && error !== undefined && <ProblemNotice problem={error} onRetry={refetch} />}
      {me?.is_system_administrator === true && !isWaiting && <BreakGlass clinicId={clinicId} />}
      {me?.is_system_administrator === false && (
        <EmptyState
          isPage
          title={worksHere ? t("identity.noWork.adminTitle") : t("identity.noWork.title")}
          species="rabbit"
        >
          {worksHere ? t("identity.noWork.adminAdvice") : t("identity.noWork.advice")}
        </EmptyState>
      )}
    </Page>
  );
}
