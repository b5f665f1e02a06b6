/** Who saw my pets' data, a copy of everything, and being forgotten. */
import { useTranslation } from "react-i18next";

import { Section } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useMe } from "@/identity/api";
import { ErasurePanel } from "@/identity/privacy/erasure-panel";
import { ExportPanel } from "@/identity/privacy/export-panel";
import { WhoSaw } from "@/pets/access/who-saw";

import { YouPage } from "../you-page";

export default function YourPrivacy() {
  const { t } = useTranslation();
  const { data: me, error, refetch } = useMe();
  return (
    <YouPage title={t("identity.privacy.title")} lead={t("identity.privacy.lead")}>
      <Section title={t("pets.access.title")}>
        <WhoSaw />
      </Section>
      <Section title={t("identity.exports.title")} className="mt-14!">
        <ExportPanel />
      </Section>
      <Section title={t("identity.erasure.title")} className="mt-14!">
        {me !== undefined && <ErasurePanel email={me.email} />}
        {me === undefined && error !== undefined && <ProblemNotice problem={error} onRetry={refetch} />}
        {me === undefined && error === undefined && (
          <Loading>
            <SkeletonRows rows={2} />
          </Loading>
        )}
      </Section>
    </YouPage>
  );
}
