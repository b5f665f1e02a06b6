/** Who works at the clinic, as its administrator sees them. */
import { ShieldCheck, Stethoscope, Syringe, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ClinicPersonOut, Role } from "@/api/generated.gen";
import { Badge } from "@/design/badge";
import { DataTable, type Column } from "@/design/data-table";
import { EmptyState } from "@/design/empty-state";
import { Avatar } from "@/design/portrait";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";

import { useListClinicPeopleQuery } from "../api";

const ICONS = {
  veterinarian: Stethoscope,
  technician: Syringe,
  receptionist: UserRound,
  clinic_administrator: ShieldCheck,
} satisfies Record<Role, unknown>;

export function PeopleTable({ clinicId }: { clinicId: string }) {
  const { t } = useTranslation();
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
  const columns: Column<ClinicPersonOut>[] = [
    {
      key: "name",
      name: t("identity.people.name"),
      cell: (person) => {
        const name = `${person.given_name} ${person.family_name}`.trim();
        return (
          <span className="flex items-center gap-3 font-semibold whitespace-nowrap">
            <Avatar name={name} id={person.veterinarian_id ?? person.person_id} size="small" />
            {name}
          </span>
        );
      },
    },
    {
      key: "roles",
      name: t("identity.people.roles"),
      cell: (person) => (
        <span className="flex flex-wrap gap-1.5">
          {person.roles.map((role) => (
            <Badge key={role} tone={role === "clinic_administrator" ? "due" : "green"} icon={ICONS[role]}>
              {t(`identity.roles.${role}`)}
            </Badge>
          ))}
        </span>
      ),
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
  return (
    <DataTable
      caption={t("identity.people.caption")}
      columns={columns}
      rows={data.items}
      rowKey={(person) => person.person_id}
    />
  );
}
