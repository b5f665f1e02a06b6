/** The clinic's appointment types. */
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { LinkButton } from "@/design/button";
import { Page, PageTitle } from "@/design/page";
import { TypeTable } from "@/scheduling/catalogue/type-table";

import { useTitle } from "../shell/route-focus";

export default function Types() {
  const { t } = useTranslation();
  const { clinicId = "" } = useParams();
  const base = `/desk/${clinicId}/appointment-types`;
  useTitle(t("scheduling.types.title"));
  return (
    <Page width="wide">
      <PageTitle
        title={t("scheduling.types.title")}
        lead={t("scheduling.types.lead")}
        actions={
          <LinkButton to={`${base}/new`} tone="primary" icon={<Plus aria-hidden="true" size={18} />}>
            {t("scheduling.types.new")}
          </LinkButton>
        }
      />
      <TypeTable clinicId={clinicId} linkTo={(id) => `${base}/${id}`} />
    </Page>
  );
}
