/** An owner's overview: the next visit first, then the pets. */
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { LinkButton, TextLink } from "@/design/button";
import { Page, PageTitle, Section } from "@/design/page";
import { PetList } from "@/pets/components/pet-list";
import { UpcomingAppointments } from "@/scheduling/components/my-appointments";
import { MyOffers } from "@/scheduling/waitlist/my-waitlist";

import { useTitle } from "../shell/route-focus";

export default function MyHome() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useTitle(t("shell.overview"));
  return (
    <Page>
      <PageTitle
        title={t("scheduling.mine.next")}
        actions={<LinkButton to="/clinics">{t("clinics.book")}</LinkButton>}
      />
      <MyOffers onBooked={({ id }) => void navigate(`/my/appointments/${id}`)} />
      <UpcomingAppointments limit={10} />
      <Section
        title={t("pets.title")}
        className="mt-14!"
        actions={
          <TextLink to="/my/pets/new" className="text-sm">
            {t("pets.add")}
          </TextLink>
        }
      >
        <PetList />
      </Section>
    </Page>
  );
}
