/** A clinic joins the platform; afterwards to its people, because somebody has to run it. */
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { NewClinicForm } from "@/clinics/platform/new-clinic-form";
import { LinkButton } from "@/design/button";
import { Page, PageTitle } from "@/design/page";
import { showToast } from "@/design/toasts";

import { useTitle } from "../shell/route-focus";

export default function NewClinic() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useTitle(t("clinics.platform.new"));
  return (
    <Page width="form">
      <PageTitle
        title={t("clinics.platform.new")}
        lead={t("clinics.platform.newLead")}
        actions={<LinkButton to="/platform">{t("actions.back")}</LinkButton>}
      />
      <NewClinicForm
        onOpened={(clinic) => {
          showToast({ tone: "free", message: t("clinics.platform.opened", { clinic: clinic.name }) });
          void navigate(`/desk/${clinic.id}/people`, { replace: true });
        }}
      />
    </Page>
  );
}
