/** The frame of the pages about oneself: the same tabs over each, and a title of its own. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { Page, PageTitle } from "@/design/page";
import { Tabs } from "@/design/tabs";

import { useTitle } from "./shell/route-focus";

const PAGES = [
  { to: "/you", name: "profile" },
  { to: "/you/devices", name: "devices" },
  { to: "/you/consents", name: "consents" },
  { to: "/you/privacy", name: "privacy" },
  { to: "/you/calendar", name: "calendar" },
] as const;

export function YouPage({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  useTitle(title);
  return (
    <Page width="form">
      <div className="mb-8">
        <Tabs
          label={t("identity.you.pages.label")}
          tabs={PAGES.map(({ to, name }) => ({
            to,
            label: t(`identity.you.pages.${name}`),
            isCurrent: pathname === to,
          }))}
        />
      </div>
      <PageTitle title={title} lead={lead} />
      {children}
    </Page>
  );
}
