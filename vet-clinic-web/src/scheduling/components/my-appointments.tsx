/** My visits: what is coming first, what was is below, a page at a time. */
import { DateTime } from "luxon";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, LinkButton } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { Section } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";

import { useListAppointmentsQuery } from "../api";
import { isOpen } from "../statuses";
import { useSettledNow } from "../use-settled-now";
import { AppointmentCard } from "./appointment-card";

function Page({
  range,
  after,
  isNewestFirst = false,
}: {
  range: { from?: string; to?: string };
  after?: string;
  isNewestFirst?: boolean;
}) {
  const { t } = useTranslation();
  const [showsMore, setShowsMore] = useState(false);
  const { data, error, refetch } = useListAppointmentsQuery({
    ...range,
    limit: 100,
    ...(after !== undefined && { after }),
  });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={2} className="h-28" />
      </Loading>
    );
  }
  const items = isNewestFirst ? data.items.toReversed() : data.items;
  return (
    <>
      {items.length === 0 && after === undefined && (
        <p className="text-ink-soft">{t("scheduling.mine.nonePast")}</p>
      )}
      <ul className="flex flex-col gap-3">
        {items.map((appointment) => (
          <li key={appointment.id}>
            <AppointmentCard appointment={appointment} />
          </li>
        ))}
      </ul>
      {data.next && !showsMore && (
        <div className="mt-4">
          <Button onClick={() => setShowsMore(true)}>{t("actions.more")}</Button>
        </div>
      )}
      {data.next && showsMore && (
        <div className="mt-3">
          <Page range={range} after={data.next} isNewestFirst={isNewestFirst} />
        </div>
      )}
    </>
  );
}

/** The visits ahead; the first one large. */
export function UpcomingAppointments({ limit = 50 }: { limit?: number }) {
  const { t } = useTranslation();
  const from = useSettledNow();
  const { data, error, refetch } = useListAppointmentsQuery({ from, limit });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={1} className="h-36" />
      </Loading>
    );
  }
  const ahead = data.items.filter(({ status }) => isOpen(status));
  if (ahead.length === 0) {
    return (
      <EmptyState
        title={t("scheduling.mine.none")}
        species="cat"
        action={
          <LinkButton to="/clinics" tone="primary">
            {t("scheduling.mine.find")}
          </LinkButton>
        }
      >
        {t("scheduling.mine.noneAdvice")}
      </EmptyState>
    );
  }
  return (
    <ul className="flex flex-col gap-3">
      {ahead.map((appointment, index) => (
        <li key={appointment.id}>
          <AppointmentCard appointment={appointment} isNext={index === 0} />
        </li>
      ))}
    </ul>
  );
}

export function PastAppointments() {
  const { t } = useTranslation();
  const to = useSettledNow();
  const from =
    DateTime.fromISO(to, { zone: "utc" }).minus({ years: 1 }).toISO({ suppressMilliseconds: true }) ?? to;
  return (
    <Section title={t("scheduling.mine.past")}>
      <Page range={{ from, to }} isNewestFirst />
    </Section>
  );
}
