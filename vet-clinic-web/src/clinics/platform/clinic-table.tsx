/** Every clinic of the platform, for its administrators: where its data stays, and the way to its people. */
import { Globe } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { ClinicSummaryOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { DataTable, type Column } from "@/design/data-table";
import { EmptyState } from "@/design/empty-state";
import { ProblemNotice, useProblemWords } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { showToast } from "@/design/toasts";
import { performWithUndo, useWaiting } from "@/undo/undo-queue";

import { useListClinicsQuery, useSuspendClinicMutation } from "../api";

const PAGE = 50;

const suspendKey = (id: string) => `suspend:${id}`;

export type ClinicTableProps = { q: string; onEmergency: (clinic: ClinicSummaryOut) => void };

function useColumns(onEmergency: ClinicTableProps["onEmergency"]): Column<ClinicSummaryOut>[] {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const [suspend] = useSuspendClinicMutation();
  const suspendLater = ({ id, name }: ClinicSummaryOut) =>
    performWithUndo({
      key: suspendKey(id),
      message: t("clinics.platform.suspendedNow", { clinic: name }),
      undoLabel: t("actions.undo"),
      perform: () =>
        void suspend({ clinicId: id }).then(({ error }) => {
          if (error !== undefined) showToast({ tone: "alert", message: wordsOf(error).title });
        }),
    });
  return [
    {
      key: "name",
      name: t("clinics.platform.clinic"),
      cell: (clinic) => (
        <Link
          to={`/desk/${clinic.id}/people`}
          className="inline-flex min-h-9 flex-col justify-center font-semibold text-green underline decoration-line-strong underline-offset-4 hover:decoration-green"
        >
          {clinic.name}
        </Link>
      ),
    },
    {
      key: "place",
      name: t("clinics.platform.place"),
      cell: ({ address }) => `${address.locality}, ${address.country_code}`,
    },
    {
      key: "region",
      name: t("clinics.platform.region"),
      cell: ({ data_region: region }) => (
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <Globe aria-hidden="true" size={14} className="text-ink-soft" />
          {t(`clinics.platform.regions.${region}`)}
        </span>
      ),
    },
    {
      key: "actions",
      name: t("clinics.invitations.actions"),
      hideName: true,
      cell: (clinic) => (
        <span className="flex justify-end gap-2">
          <Button size="small" tone="quiet" onClick={() => suspendLater(clinic)}>
            {t("clinics.platform.suspend")}
            <span className="sr-only">: {clinic.name}</span>
          </Button>
          <Button size="small" tone="quiet" onClick={() => onEmergency(clinic)}>
            {t("clinics.emergency.begin")}
            <span className="sr-only">: {clinic.name}</span>
          </Button>
        </span>
      ),
    },
  ];
}

function TablePage({ after, isFirst, ...props }: ClinicTableProps & { after?: string; isFirst: boolean }) {
  const { t } = useTranslation();
  const [showsMore, setShowsMore] = useState(false);
  const waiting = useWaiting();
  const columns = useColumns(props.onEmergency);
  const { data, error, refetch } = useListClinicsQuery({
    limit: PAGE,
    ...(props.q !== "" && { q: props.q }),
    ...(after !== undefined && { after }),
  });
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
      <EmptyState title={t("clinics.none.title")} species="bird">
        {t("clinics.platform.noneAdvice")}
      </EmptyState>
    );
  }
  return (
    <>
      <DataTable
        caption={t("clinics.platform.title")}
        columns={columns}
        rows={data.items.filter(({ id }) => !waiting.has(suspendKey(id)))}
        rowKey={({ id }) => id}
      />
      {data.next && !showsMore && (
        <div className="mt-6 text-center">
          <Button onClick={() => setShowsMore(true)}>{t("actions.more")}</Button>
        </div>
      )}
      {data.next && showsMore && <TablePage {...props} after={data.next} isFirst={false} />}
    </>
  );
}

export function ClinicTable(props: ClinicTableProps) {
  return <TablePage key={props.q} {...props} isFirst />;
}
