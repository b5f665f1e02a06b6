/** The clinic's clients, for its desk. */
import { useTranslation } from "react-i18next";

import { ClientList } from "@/clinics/clients/client-list";
import { Page, PageTitle } from "@/design/page";
import { isFrontDesk } from "@/scheduling/statuses";

import { useTitle } from "../shell/route-focus";
import { useWorkplace } from "../use-workplace";

export default function Clients() {
  const { t } = useTranslation();
  const { clinicId, roles, worksHere } = useWorkplace();
  useTitle(t("clinics.clients.title"));
  return (
    <Page width="wide">
      <PageTitle title={t("clinics.clients.title")} lead={t("clinics.clients.lead")} />
      <ClientList key={clinicId} clinicId={clinicId} mayNote={worksHere} mayBook={isFrontDesk(roles)} />
    </Page>
  );
}
