/** Pages that need a person: asks to sign in and comes back to the same address. */
import { useTranslation } from "react-i18next";
import { Outlet, useLocation } from "react-router";

import { Button } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { Page } from "@/design/page";
import { Loading } from "@/design/skeleton";
import { useAuth } from "@/identity/auth/auth-context";

export function RequireSignIn() {
  const { t } = useTranslation();
  const auth = useAuth();
  const { pathname, search } = useLocation();
  if (auth.status === "signed-in") return <Outlet />;
  return (
    <Page>
      {auth.status === "loading" ? (
        <Loading isPage />
      ) : (
        <>
          <EmptyState
            isPage
            title={t("identity.needed.title")}
            species="dog"
            action={
              <Button tone="primary" onClick={() => auth.signIn(`${pathname}${search}`)}>
                {t("identity.signIn")}
              </Button>
            }
          >
            {t("identity.needed.advice")}
          </EmptyState>
        </>
      )}
    </Page>
  );
}
