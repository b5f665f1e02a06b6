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
      <h1 className="sr-only" tabIndex={-1}>
        {t("missing.title")}
      </h1>
      <EmptyState
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
      <h1 className="sr-only">{t("missing.brokenTitle")}</h1>
      <EmptyState
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
