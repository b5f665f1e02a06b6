/** Who works at the clinic, as its administrators see them; a person opens beside the table. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ClinicPersonOut } from "@/api/generated.gen";
import { DataTable, type Column } from "@/design/data-table";
import { Sheet } from "@/design/dialog";
import { EmptyState } from "@/design/empty-state";
import { Avatar } from "@/design/portrait";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { dateIn, viewerZone } from "@/time/zones";
import { useTimes } from "@/time/use-times";
import { useWaiting } from "@/undo/undo-queue";

import { useListClinicPeopleQuery } from "../api";
import { LicenceBadge } from "./licence";
import { endKey, PersonPanel } from "./person-panel";
import { isLastAdministrator, nameOf, RoleBadge } from "./roles";

export function PeopleTable({ clinicId }: { clinicId: string }) {
  const { t } = useTranslation();
  const times = useTimes();
  const waiting = useWaiting();
  const [openId, setOpenId] = useState<string | null>(null);
  const { data, error, refetch } = useListClinicPeopleQuery({ clinicId });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={6} className="h-12" />
      </Loading>
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyState title={t("identity.people.empty")} species="bird">
        {t("identity.people.emptyAdvice")}
      </EmptyState>
    );
  }
  const today = dateIn(viewerZone());
  const columns: Column<ClinicPersonOut>[] = [
    {
      key: "name",
      name: t("identity.people.name"),
      cell: (person) => (
        <button
          type="button"
          onClick={() => setOpenId(person.person_id)}
          className="flex min-h-9 items-center gap-3 rounded-control text-left font-semibold whitespace-nowrap text-green"
        >
          <Avatar name={nameOf(person)} id={person.veterinarian_id ?? person.person_id} size="small" />
          <span className="underline decoration-line-strong underline-offset-4 hover:decoration-green">
            {nameOf(person)}
          </span>
        </button>
      ),
    },
    {
      key: "roles",
      name: t("identity.people.roles"),
      cell: (person) => (
        <span className="flex flex-col gap-1">
          {person.memberships
            .filter(({ id }) => !waiting.has(endKey(id)))
            .map((membership) => (
              <span key={membership.id} className="flex items-center gap-2 whitespace-nowrap">
                <RoleBadge role={membership.role} />
                <span className="text-xs text-ink-soft">
                  {t("clinics.people.since", { day: times.day(membership.starts_at, times.viewer) })}
                  {membership.ends_at !== null &&
                    ` ${t("clinics.people.until", { day: times.day(membership.ends_at, times.viewer) })}`}
                </span>
              </span>
            ))}
        </span>
      ),
    },
    {
      key: "licence",
      name: t("clinics.licence.title"),
      cell: (person) =>
        person.veterinarian !== null && <LicenceBadge licence={person.veterinarian} today={today} />,
    },
    {
      key: "email",
      name: t("identity.people.email"),
      cell: (person) => (
        <a
          href={`mailto:${person.email}`}
          className="underline decoration-line-strong underline-offset-4 hover:decoration-green"
        >
          {person.email}
        </a>
      ),
    },
  ];
  const open = data.items.find(({ person_id: id }) => id === openId);
  return (
    <>
      <DataTable
        caption={t("identity.people.caption")}
        columns={columns}
        rows={data.items}
        rowKey={(person) => person.person_id}
      />
      <Sheet isOpen={open !== undefined} onClose={() => setOpenId(null)} title={t("clinics.people.person")}>
        {open !== undefined && (
          <PersonPanel
            key={open.person_id}
            clinicId={clinicId}
            person={open}
            isLastAdministrator={isLastAdministrator(open, data.items)}
          />
        )}
      </Sheet>
    </>
  );
}
