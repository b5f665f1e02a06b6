/** Pages of those who run the platform itself. The API decides; this explains. */
import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";

import { EmptyState } from "@/design/empty-state";
import { Page } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading } from "@/design/skeleton";
import { useMe } from "@/identity/api";

export function RequirePlatform() {
  const { t } = useTranslation();
  const { data: me, error, refetch } = useMe();
  if (me?.is_system_administrator === true) return <Outlet />;
  return (
    <Page>
      {me !== undefined && (
        <EmptyState isPage title={t("clinics.platform.notYours")} species="rabbit">
          {t("clinics.platform.notYoursAdvice")}
        </EmptyState>
      )}
      {me === undefined && error !== undefined && <ProblemNotice problem={error} onRetry={refetch} />}
      {me === undefined && error === undefined && <Loading isPage />}
    </Page>
  );
}
