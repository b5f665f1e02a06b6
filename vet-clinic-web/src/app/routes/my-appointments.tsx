/** All my visits: ahead, and behind. */
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { LinkButton } from "@/design/button";
import { Page, PageTitle } from "@/design/page";
import { PastAppointments, UpcomingAppointments } from "@/scheduling/components/my-appointments";
import { MyOffers, MyWishes } from "@/scheduling/waitlist/my-waitlist";

import { useTitle } from "../shell/route-focus";

export default function MyAppointments() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useTitle(t("scheduling.mine.title"));
  return (
    <Page>
      <PageTitle
        title={t("scheduling.mine.upcoming")}
        actions={<LinkButton to="/clinics">{t("clinics.book")}</LinkButton>}
      />
      <MyOffers onBooked={({ id }) => void navigate(`/my/appointments/${id}`)} />
      <UpcomingAppointments />
      <MyWishes />
      <div className="mt-14">
        <PastAppointments />
      </div>
    </Page>
  );
}
