/** Details about the person at the screen. */
import { useTranslation } from "react-i18next";

import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useMe } from "@/identity/api";
import { YouForm } from "@/identity/components/you-form";

import { YouPage } from "../you-page";

export default function You() {
  const { t } = useTranslation();
  const { data, error, refetch } = useMe();
  return (
    <YouPage title={t("identity.you.title")} lead={t("identity.you.lead")}>
      {data !== undefined && <YouForm me={data} />}
      {data === undefined && error !== undefined && <ProblemNotice problem={error} onRetry={refetch} />}
      {data === undefined && error === undefined && (
        <Loading>
          <SkeletonRows rows={4} />
        </Loading>
      )}
    </YouPage>
  );
}
