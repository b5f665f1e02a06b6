/** Details about the person at the screen. */
import { useTranslation } from "react-i18next";

import { Page, PageTitle } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useMe } from "@/identity/api";
import { YouForm } from "@/identity/components/you-form";

import { useTitle } from "../shell/route-focus";

export default function You() {
  const { t } = useTranslation();
  const { data, error, refetch } = useMe();
  useTitle(t("identity.you.title"));
  return (
    <Page width="form">
      <PageTitle title={t("identity.you.title")} lead={t("identity.you.lead")} />
      {data !== undefined && <YouForm me={data} />}
      {data === undefined && error !== undefined && <ProblemNotice problem={error} onRetry={refetch} />}
      {data === undefined && error === undefined && (
        <Loading>
          <SkeletonRows rows={4} />
        </Loading>
      )}
    </Page>
  );
}
