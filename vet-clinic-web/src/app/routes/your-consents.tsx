/** What one agreed to. */
import { useTranslation } from "react-i18next";

import { ConsentList } from "@/identity/consents/consent-list";

import { YouPage } from "../you-page";

export default function YourConsents() {
  const { t } = useTranslation();
  return (
    <YouPage title={t("identity.consents.title")} lead={t("identity.consents.lead")}>
      <ConsentList />
    </YouPage>
  );
}
