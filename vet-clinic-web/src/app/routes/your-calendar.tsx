/** One's visits in one's own calendar: addresses to subscribe to, and the way to stop them. */
import { useTranslation } from "react-i18next";

import { Section } from "@/design/page";
import { useMe } from "@/identity/api";
import { FeedList } from "@/scheduling/feeds/feed-list";
import { NewFeed } from "@/scheduling/feeds/new-feed";

import { YouPage } from "../you-page";

export default function YourCalendar() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const isVeterinarian = me?.memberships.some(({ role }) => role === "veterinarian") === true;
  return (
    <YouPage title={t("scheduling.feeds.title")} lead={t("scheduling.feeds.lead")}>
      <FeedList />
      <Section title={t("scheduling.feeds.create")} className="mt-14!">
        <NewFeed key={String(isVeterinarian)} isVeterinarian={isVeterinarian} />
      </Section>
    </YouPage>
  );
}
