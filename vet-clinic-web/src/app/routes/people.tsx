/** The clinic's people. */
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { Page, PageTitle } from "@/design/page";
import { PeopleTable } from "@/identity/components/people-table";

import { useTitle } from "../shell/route-focus";

export default function People() {
  const { t } = useTranslation();
  const { clinicId = "" } = useParams();
  useTitle(t("identity.people.title"));
  return (
    <Page width="wide">
      <PageTitle title={t("identity.people.title")} lead={t("identity.people.lead")} />
      <PeopleTable clinicId={clinicId} />
    </Page>
  );
}
