/** What is shown instead of a page that threw, or that does not exist. */
import { useTranslation } from "react-i18next";
import { isRouteErrorResponse, useRouteError } from "react-router";

import { Button, LinkButton } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { Page } from "@/design/page";

export function MissingPage() {
  const { t } = useTranslation();
  return (
    <Page>
      <EmptyState
        isPage
        title={t("missing.title")}
        species="rabbit"
        action={
          <LinkButton to="/" tone="primary">
            {t("actions.home")}
          </LinkButton>
        }
      >
        {t("missing.advice")}
      </EmptyState>
    </Page>
  );
}

export function BrokenPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <MissingPage />;
  return (
    <Page>
      <EmptyState
        isPage
        title={t("missing.brokenTitle")}
        species="dog"
        action={
          <Button tone="primary" onClick={() => location.reload()}>
            {t("actions.reload")}
          </Button>
        }
      >
        {t("missing.brokenAdvice")}
      </EmptyState>
    </Page>
  );
}
