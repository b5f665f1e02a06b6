/** Who looked into the clinic's records in an emergency, why, and for how long. */
import { CircleCheck, Clock, Siren } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { BreakGlassOut } from "@/api/generated.gen";
import { Badge } from "@/design/badge";
import { DataTable, type Column } from "@/design/data-table";
import { EmptyState } from "@/design/empty-state";
import { Moment } from "@/design/moment";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useNow } from "@/time/use-times";

import { useListBreakGlassQuery } from "../api";
import { TimeLeft } from "./time-left";

export function isOpen(access: BreakGlassOut, nowMillis: number): boolean {
  return access.closed_at === null && Date.parse(access.expires_at) > nowMillis;
}

function State({ access, now, zone }: { access: BreakGlassOut; now: number; zone: string }) {
  const { t } = useTranslation();
  if (isOpen(access, now)) {
    return (
      <Badge tone="alert" icon={Siren}>
        <TimeLeft until={access.expires_at} />
      </Badge>
    );
  }
  if (access.closed_at !== null) {
    return (
      <span className="flex flex-wrap items-center gap-2">
        <Badge tone="free" icon={CircleCheck}>
          {t("clinics.emergency.closed")}
        </Badge>
        <span className="text-xs text-ink-soft">
          <Moment at={access.closed_at} zone={zone} />
        </span>
      </span>
    );
  }
  return (
    <Badge tone="taken" icon={Clock}>
      {t("clinics.emergency.expired")}
    </Badge>
  );
}

export function EmergencyLog({ clinicId, zone }: { clinicId: string; zone: string }) {
  const { t } = useTranslation();
  const now = useNow(30).toMillis();
  const { data, error, refetch } = useListBreakGlassQuery({ clinicId });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={3} className="h-12" />
      </Loading>
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyState title={t("clinics.emergency.none")} species="cat">
        {t("clinics.emergency.noneAdvice")}
      </EmptyState>
    );
  }
  const columns: Column<BreakGlassOut>[] = [
    {
      key: "opened",
      name: t("clinics.emergency.openedAt"),
      cell: (access) => <Moment at={access.opened_at} zone={zone} />,
    },
    {
      key: "who",
      name: t("clinics.audit.who"),
      cell: (access) => <span className="font-semibold whitespace-nowrap">{access.person_name}</span>,
    },
    {
      key: "reason",
      name: t("clinics.emergency.reason"),
      cell: (access) => <span className="block min-w-64 whitespace-pre-line">{access.reason}</span>,
    },
    {
      key: "state",
      name: t("clinics.invitations.state"),
      cell: (access) => <State access={access} now={now} zone={zone} />,
    },
  ];
  return (
    <DataTable
      caption={t("clinics.emergency.title")}
      columns={columns}
      rows={data.items}
      rowKey={({ id }) => id}
    />
  );
}
