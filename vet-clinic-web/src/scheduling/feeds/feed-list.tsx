/** Calendars that read one's visits by a secret address: which, since when, and the way to stop each. */
import { CalendarSync } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { FeedOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { ProblemNotice, useProblemWords } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";
import { performWithUndo, useWaiting } from "@/undo/undo-queue";

import { useListFeedsQuery, useRevokeFeedMutation } from "../api";

const keyOf = (id: string) => `feed:${id}`;

export function FeedList() {
  const { t } = useTranslation();
  const times = useTimes();
  const wordsOf = useProblemWords();
  const waiting = useWaiting();
  const { data, error, refetch } = useListFeedsQuery();
  const [revoke] = useRevokeFeedMutation();
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={2} />
      </Loading>
    );
  }
  const stop = (feed: FeedOut) =>
    performWithUndo({
      key: keyOf(feed.id),
      message: t("scheduling.feeds.revoked"),
      undoLabel: t("actions.undo"),
      perform: () =>
        void revoke({ feedId: feed.id })
          .unwrap()
          .catch((problem: unknown) => showToast({ tone: "alert", message: wordsOf(problem).title })),
    });
  const shown = data.items.filter(({ id }) => !waiting.has(keyOf(id)));
  if (shown.length === 0) return <p className="text-ink-soft">{t("scheduling.feeds.none")}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {shown.map((feed) => (
        <li key={feed.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
          <CalendarSync aria-hidden="true" size={20} className="shrink-0 text-green" />
          <span className="min-w-0 flex-1">
            <span className="block font-semibold">
              {t(`scheduling.feeds.kinds.${feed.kind}`)},{" "}
              {feed.shows_details ? t("scheduling.feeds.withDetails") : t("scheduling.feeds.withoutDetails")}
            </span>
            <span className="block text-sm text-ink-soft">
              {t("scheduling.feeds.created", { moment: times.moment(feed.created_at, times.viewer) })} ·{" "}
              {feed.last_read_at === null
                ? t("scheduling.feeds.neverRead")
                : t("scheduling.feeds.read", { ago: times.ago(feed.last_read_at) })}
            </span>
          </span>
          <Button size="small" tone="alert" onClick={() => stop(feed)}>
            {t("scheduling.feeds.revoke")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
