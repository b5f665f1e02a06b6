/** Pages of a clinic's desk: only for people who work there, some only for its administrators. The API decides; this explains. */
import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";

import type { Role } from "@/api/generated.gen";
import { EmptyState } from "@/design/empty-state";
import { Page } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading } from "@/design/skeleton";

import { useWorkplace } from "./use-workplace";

export function RequireWork({ as }: { as?: Role }) {
  const { t } = useTranslation();
  const { me, error, refetch, worksHere, roles } = useWorkplace();
  if (worksHere && (as === undefined || roles.includes(as))) return <Outlet />;
  return (
    <Page>
      {me === undefined && error === undefined && <Loading isPage />}
      {me === undefined && error !== undefined && <ProblemNotice problem={error} onRetry={refetch} />}
      {me !== undefined && (
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
