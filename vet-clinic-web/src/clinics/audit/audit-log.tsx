/** The clinic's trail, newest first, a page at a time: who did what, when, to the second on hover and focus. */
import { MonitorCog } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AuditEntryOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { DataTable, type Column } from "@/design/data-table";
import { EmptyState } from "@/design/empty-state";
import { Moment } from "@/design/moment";
import { Avatar } from "@/design/portrait";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { dayBounds } from "@/time/zones";

import { useSearchAuditQuery } from "../api";
import type { AuditWish } from "./audit-filters";
import { useAuditWords } from "./words";

const PAGE = 50;

export type AuditLogProps = {
  clinicId: string;
  /** The clinic's zone: its days are what the dates of the wish mean. */
  zone: string;
  wish: AuditWish;
  onActor: (personId: string) => void;
};

function questionOf({ clinicId, zone, wish }: AuditLogProps, after?: string) {
  return {
    clinicId,
    limit: PAGE,
    ...(wish.actor !== "" && { actorId: wish.actor }),
    ...(wish.subject !== "" && { subjectType: wish.subject }),
    ...(wish.action !== "" && { action: wish.action }),
    ...(wish.from !== "" && { from: dayBounds(wish.from, zone).from }),
    ...(wish.to !== "" && { to: dayBounds(wish.to, zone).to }),
    ...(after !== undefined && { after }),
  };
}

function useColumns(zone: string, onActor: (personId: string) => void): Column<AuditEntryOut>[] {
  const { t } = useTranslation();
  const words = useAuditWords();
  return [
    { key: "at", name: t("clinics.audit.when"), cell: ({ at }) => <Moment at={at} zone={zone} /> },
    {
      key: "who",
      name: t("clinics.audit.who"),
      cell: ({ actor_person_id: id, actor_name: name, acting_as: as }) => (
        <span className="flex items-center gap-3">
          {id === null ? (
            <MonitorCog aria-hidden="true" size={20} className="mx-1.5 shrink-0 text-ink-soft" />
          ) : (
            <Avatar name={name ?? "?"} id={id} size="small" />
          )}
          <span className="min-w-0">
            {id === null ? (
              <span className="font-semibold">{t("clinics.audit.platform")}</span>
            ) : (
              <button
                type="button"
                onClick={() => onActor(id)}
                title={t("clinics.audit.onlyThisPerson")}
                className="rounded-control text-left font-semibold hover:underline"
              >
                {name ?? t("clinics.audit.erasedPerson")}
              </button>
            )}
            {id !== null && <span className="block text-xs text-ink-soft">{words.actingAs(as)}</span>}
          </span>
        </span>
      ),
    },
    {
      key: "what",
      name: t("clinics.audit.what"),
      cell: (entry) => (
        <span className="block min-w-48">
          {words.did(entry)}
          <span className="block text-xs text-ink-soft">{words.fields(entry.fields)}</span>
        </span>
      ),
    },
    {
      key: "why",
      name: t("clinics.audit.why"),
      cell: ({ reason }) => (reason === null ? "" : words.reason(reason)),
    },
    {
      key: "address",
      name: t("clinics.audit.address"),
      cell: ({ address }) => <span className="tabular text-ink-soft">{address ?? ""}</span>,
    },
  ];
}

function LogPage({ after, isFirst, ...props }: AuditLogProps & { after?: string; isFirst: boolean }) {
  const { t } = useTranslation();
  const [showsMore, setShowsMore] = useState(false);
  const columns = useColumns(props.zone, props.onActor);
  const { data, error, refetch } = useSearchAuditQuery(questionOf(props, after));
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={8} className="h-10" />
      </Loading>
    );
  }
  if (isFirst && data.items.length === 0) {
    return (
      <EmptyState title={t("clinics.audit.none")} species="bird">
        {t("clinics.audit.noneAdvice")}
      </EmptyState>
    );
  }
  return (
    <>
      {isFirst && (
        <p role="status" className="sr-only">
          {t("clinics.audit.found", { count: data.items.length })}
        </p>
      )}
      <DataTable
        caption={t("clinics.audit.title")}
        columns={columns}
        rows={data.items}
        rowKey={({ id }) => id}
      />
      {data.next && !showsMore && (
        <div className="mt-6 text-center">
          <Button onClick={() => setShowsMore(true)}>{t("actions.more")}</Button>
        </div>
      )}
      {data.next && showsMore && (
        <div className="mt-4">
          <LogPage {...props} after={data.next} isFirst={false} />
        </div>
      )}
    </>
  );
}

export function AuditLog(props: AuditLogProps) {
  return <LogPage key={JSON.stringify(props.wish)} {...props} isFirst />;
}
