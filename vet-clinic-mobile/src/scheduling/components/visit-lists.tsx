/** All visits, ahead and behind. */
import { DateTime } from "luxon";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Empty } from "@/design/notice";
import { SkeletonRows } from "@/design/skeleton";
import { space } from "@/design/tokens";
import { useNow } from "@/time/use-now";
import { useListPastAppointmentsInfiniteQuery, type Appointment } from "../api";
import { useUpcomingVisits } from "../use-visits";
import { VisitRow } from "./visit-row";

interface VisitListProps {
  onOpen: (appointmentId: string) => void;
}

const A_MINUTE = 60_000;

export function UpcomingVisits({ onOpen, empty }: VisitListProps & { empty: ReactNode }) {
  const { t } = useTranslation("scheduling");
  const now = useNow(A_MINUTE);
  const { visits, isError, error, refetch } = useUpcomingVisits();
  if (visits === undefined) {
    if (isError) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
    return <SkeletonRows label={t("visits_loading")} rows={4} height={96} />;
  }
  if (visits.length === 0) return empty;
  return <Rows visits={visits} now={now} onOpen={onOpen} />;
}

export function PastVisits({ onOpen }: VisitListProps) {
  const { t } = useTranslation("scheduling");
  const now = useNow(A_MINUTE);
  const [before] = useState(() => DateTime.utc().startOf("hour").toISO({ suppressMilliseconds: true }) ?? "");
  const past = useListPastAppointmentsInfiniteQuery({ before });
  if (past.data === undefined) {
    if (past.isError) return <ProblemNotice error={past.error} onRetry={() => void past.refetch()} />;
    return <SkeletonRows label={t("visits_loading")} rows={4} height={96} />;
  }
  const visits = latestFirst(past.data.pages.flatMap((page) => page.items));
  if (visits.length === 0 && !past.hasNextPage) {
    return <Empty title={t("none_past")} detail={t("none_past_detail")} />;
  }
  return (
    <View style={{ gap: space.lg }}>
      <Rows visits={visits} now={now} onOpen={onOpen} />
      {past.isFetchNextPageError ? <ProblemNotice error={past.error} /> : null}
      {past.hasNextPage ? (
        <Button
          label={t("earlier_visits")}
          isBusy={past.isFetchingNextPage}
          onPress={() => void past.fetchNextPage()}
        />
      ) : null}
    </View>
  );
}

/** Years meet at an instant, and a visit over it is in both. */
function latestFirst(visits: readonly Appointment[]): Appointment[] {
  const byId = new Map(visits.map((visit) => [visit.id, visit]));
  return [...byId.values()].sort((one, other) => other.starts_at.localeCompare(one.starts_at));
}

function Rows({ visits, now, onOpen }: VisitListProps & { visits: readonly Appointment[]; now: DateTime }) {
  return (
    <View>
      {visits.map((visit) => (
        <VisitRow key={visit.id} visit={visit} now={now} onOpen={() => onOpen(visit.id)} />
      ))}
    </View>
  );
}
