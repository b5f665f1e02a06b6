/** Where the person is signed in: which browser, where, when it was last used, and the way to end it. */
import { CircleCheck, LogOut, Monitor, Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { SessionOut } from "@/api/generated.gen";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { Moment } from "@/design/moment";
import { ProblemNotice, useProblemWords } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";
import { performWithUndo, useWaiting } from "@/undo/undo-queue";

import { useEndSessionMutation, useListSessionsQuery } from "../api";

const PHONE = /phone|android|ipad|mobile|tablet/i;

const keyOf = (id: string) => `end-session:${id}`;

export function sortSessions(sessions: readonly SessionOut[]): SessionOut[] {
  return [...sessions].sort(
    (a, b) => Number(b.is_current) - Number(a.is_current) || b.last_seen_at.localeCompare(a.last_seen_at),
  );
}

function Device({ session, onEnd }: { session: SessionOut; onEnd: () => void }) {
  const { t } = useTranslation();
  const times = useTimes();
  const Icon = PHONE.test(`${session.device ?? ""} ${session.browser ?? ""}`) ? Smartphone : Monitor;
  const name = [session.browser, session.device].filter(Boolean).join(", ") || t("identity.devices.unknown");
  const place = session.place ?? t("identity.devices.unknownPlace");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 py-4">
      <span
        aria-hidden="true"
        className="flex size-11 shrink-0 items-center justify-center rounded-full bg-green-wash text-green"
      >
        <Icon size={20} />
      </span>
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
          {name}
          {session.is_current && (
            <Badge tone="free" icon={CircleCheck}>
              {t("identity.devices.thisOne")}
            </Badge>
          )}
        </p>
        <p className="text-sm text-ink-soft">
          {place}
          {session.address !== null && <span className="tabular"> · {session.address}</span>}
        </p>
        <p className="text-sm text-ink-soft">
          {t("identity.devices.lastSeen")} <Moment at={session.last_seen_at} zone={times.viewer} isRelative />
        </p>
      </div>
      {!session.is_current && (
        <Button size="small" icon={<LogOut aria-hidden="true" size={16} />} onClick={onEnd}>
          {t("identity.devices.end")}
          <span className="sr-only">: {name}</span>
        </Button>
      )}
    </li>
  );
}

export function DeviceList() {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const { data, error, refetch } = useListSessionsQuery();
  const [end] = useEndSessionMutation();
  const waiting = useWaiting();
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={3} className="h-20" />
      </Loading>
    );
  }
  const shown = sortSessions(data.items).filter(({ id }) => !waiting.has(keyOf(id)));
  const others = shown.filter((session) => !session.is_current);
  const endLater = (sessions: readonly SessionOut[], key: string) =>
    performWithUndo({
      key,
      message: t("identity.devices.ended", { count: sessions.length }),
      undoLabel: t("actions.undo"),
      perform: () =>
        void (async () => {
          for (const { id } of sessions) {
            const { error: problem } = await end({ sessionId: id });
            if (problem !== undefined) showToast({ tone: "alert", message: wordsOf(problem).title });
          }
        })(),
    });
  const isEndingAll = waiting.has(keyOf("all"));
  const listed = isEndingAll ? shown.filter((session) => session.is_current) : shown;
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {listed.map((session) => (
          <Device key={session.id} session={session} onEnd={() => endLater([session], keyOf(session.id))} />
        ))}
      </ul>
      {others.length === 0 || isEndingAll ? (
        <p className="mt-4 text-sm text-ink-soft">{t("identity.devices.onlyThis")}</p>
      ) : (
        <div className="mt-6">
          <Button tone="alert" onClick={() => endLater(others, keyOf("all"))}>
            {t("identity.devices.endOthers", { count: others.length })}
          </Button>
        </div>
      )}
    </>
  );
}
