/** The clinics that fit the wish, a page at a time. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, Skeleton } from "@/design/skeleton";

import { useListClinicsQuery } from "../api";
import { ClinicCard } from "./clinic-card";
import type { ClinicWish } from "./clinic-search";

const GRID = "grid grid-cols-1 gap-4 md:grid-cols-2";

function pageOf({ q, species }: ClinicWish, after?: string) {
  return {
    limit: 20,
    ...(q.trim() !== "" && { q: q.trim() }),
    ...(species !== "" && { species }),
    ...(after !== undefined && { after }),
  };
}

function ClinicPage({ wish, after, isFirst }: { wish: ClinicWish; after?: string; isFirst: boolean }) {
  const { t } = useTranslation();
  const [showsMore, setShowsMore] = useState(false);
  const { data, error, refetch } = useListClinicsQuery(pageOf(wish, after));
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading className={GRID}>
        <Skeleton className="h-44" />
        <Skeleton className="h-44" />
        <Skeleton className="h-44" />
        <Skeleton className="h-44" />
      </Loading>
    );
  }
  if (isFirst && data.items.length === 0) {
    return (
      <EmptyState title={t("clinics.none.title")} species="bird">
        {t("clinics.none.advice")}
      </EmptyState>
    );
  }
  return (
    <>
      {isFirst && (
        <p role="status" className="sr-only">
          {t("clinics.found", { count: data.items.length })}
        </p>
      )}
      <ul className={GRID}>
        {data.items.map((clinic) => (
          <li key={clinic.id}>
            <ClinicCard clinic={clinic} />
          </li>
        ))}
      </ul>
      {data.next && !showsMore && (
        <div className="mt-6 text-center">
          <Button onClick={() => setShowsMore(true)}>{t("actions.more")}</Button>
        </div>
      )}
      {data.next && showsMore && (
        <div className="mt-4">
          <ClinicPage wish={wish} after={data.next} isFirst={false} />
        </div>
      )}
    </>
  );
}

export function ClinicList({ wish }: { wish: ClinicWish }) {
  return <ClinicPage key={`${wish.q}|${wish.species}`} wish={wish} isFirst />;
}
