/** The page behind every link of a mail about a visit: for people who are not signed in, too. */
import { useTranslation } from "react-i18next";

import { LinkButton } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { Page } from "@/design/page";
import { LinkCard } from "@/scheduling/links/link-card";

import { useLinkSecret } from "../link-secret";
import { useTitle } from "../shell/route-focus";

export default function Link() {
  const { t } = useTranslation();
  const { token } = useLinkSecret("visit");
  useTitle(t("scheduling.links.title"));
  return (
    <Page width="form">
      {token === null ? (
        <EmptyState
          isPage
          title={t("scheduling.links.none")}
          species="bird"
          action={<LinkButton to="/my/appointments">{t("scheduling.links.toVisits")}</LinkButton>}
        >
          {t("scheduling.links.noneAdvice")}
        </EmptyState>
      ) : (
        <LinkCard key={token} token={token} onUsed={() => sessionStorage.removeItem("vet.link.visit")} />
      )}
    </Page>
  );
}
