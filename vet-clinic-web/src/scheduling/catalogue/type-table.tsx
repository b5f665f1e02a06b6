/** The clinic's appointment types for its administrator. */
import { CircleCheck, CircleSlash, EyeOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { AppointmentTypeOut } from "@/api/generated.gen";
import { Badge } from "@/design/badge";
import { DataTable, type Column } from "@/design/data-table";
import { EmptyState } from "@/design/empty-state";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";

import { useListAppointmentTypesQuery } from "../api";
import { priceText } from "../money";

function TypeState({ type }: { type: AppointmentTypeOut }) {
  const { t } = useTranslation();
  if (!type.is_active) {
    return (
      <Badge tone="taken" icon={CircleSlash}>
        {t("scheduling.types.inactive")}
      </Badge>
    );
  }
  if (!type.is_owner_bookable) {
    return (
      <Badge tone="info" icon={EyeOff}>
        {t("scheduling.types.staffOnly")}
      </Badge>
    );
  }
  return (
    <Badge tone="free" icon={CircleCheck}>
      {t("scheduling.types.offered")}
    </Badge>
  );
}

export function TypeTable({ clinicId, linkTo }: { clinicId: string; linkTo: (typeId: string) => string }) {
  const { t, i18n } = useTranslation();
  const { data, error, refetch } = useListAppointmentTypesQuery({ clinicId });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={6} className="h-10" />
      </Loading>
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyState title={t("scheduling.types.none")} species="dog">
        {t("scheduling.types.noneAdvice")}
      </EmptyState>
    );
  }
  const columns: Column<AppointmentTypeOut>[] = [
    {
      key: "name",
      name: t("scheduling.types.name"),
      cell: (type) => (
        <Link
          to={linkTo(type.id)}
          className="inline-flex min-h-9 items-center font-semibold text-green underline decoration-line-strong underline-offset-4 hover:decoration-green"
        >
          {type.name}
        </Link>
      ),
    },
    {
      key: "duration",
      name: t("scheduling.types.columnDuration"),
      isNumber: true,
      cell: (type) => t("time.minutes", { count: type.duration_minutes }),
    },
    {
      key: "price",
      name: t("scheduling.facts.price"),
      isNumber: true,
      cell: (type) => priceText(type.price, i18n.language),
    },
    {
      key: "species",
      name: t("scheduling.types.columnSpecies"),
      cell: (type) =>
        type.species.length === 0
          ? t("scheduling.types.allSpecies")
          : type.species.map((each) => t(`pets.species.${each}`)).join(", "),
    },
    {
      key: "vets",
      name: t("scheduling.types.columnVets"),
      isNumber: true,
      cell: (type) => type.veterinarian_ids.length,
    },
    { key: "state", name: t("scheduling.desk.columns.status"), cell: (type) => <TypeState type={type} /> },
  ];
  return (
    <DataTable
      caption={t("scheduling.types.title")}
      columns={columns}
      rows={data.items}
      rowKey={(type) => type.id}
    />
  );
}
