/** All my visits: ahead, and behind. */
import { useTranslation } from "react-i18next";

import { LinkButton } from "@/design/button";
import { Page, PageTitle } from "@/design/page";
import { PastAppointments, UpcomingAppointments } from "@/scheduling/components/my-appointments";

import { useTitle } from "../shell/route-focus";

export default function MyAppointments() {
  const { t } = useTranslation();
  useTitle(t("scheduling.mine.title"));
  return (
    <Page>
      <PageTitle
        title={t("scheduling.mine.upcoming")}
        actions={<LinkButton to="/clinics">{t("clinics.book")}</LinkButton>}
      />
      <UpcomingAppointments />
      <div className="mt-14">
        <PastAppointments />
      </div>
    </Page>
  );
}
