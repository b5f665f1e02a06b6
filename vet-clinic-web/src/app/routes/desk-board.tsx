/** The waiting room of today: who is expected, who waits and for how long, who may go home. */
import { CalendarDays, UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { useSelector } from "react-redux";

import { useGetClinicQuery } from "@/clinics/api";
import { Button } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import type { RealtimeState } from "@/realtime/client";
import { useGetBoardQuery } from "@/scheduling/desk/api";
import { BoardView } from "@/scheduling/desk/board/board-view";
import { draftAt } from "@/scheduling/desk/create/draft";
import { keepsCalendar } from "@/scheduling/statuses";
import { useNow, useTimes } from "@/time/use-times";
import { dateIn } from "@/time/zones";

import { QuickCreate } from "../desk/quick-create";
import { useShortcuts } from "../desk/shortcuts";
import { useDeskData } from "../desk/use-desk-data";
import { useTitle } from "../shell/route-focus";
import { useWorkplace } from "../use-workplace";
import type { ClinicOut } from "@/api/generated.gen";

const WITHOUT_NEWS_MS = 20_000;

function Board({ clinic }: { clinic: ClinicOut }) {
  const { t } = useTranslation();
  const times = useTimes();
  const navigate = useNavigate();
  const { roles } = useWorkplace();
  const today = dateIn(clinic.time_zone, useNow(60));
  const isLive = useSelector((state: { realtime: RealtimeState }) => state.realtime === "live");
  const board = useGetBoardQuery(
    { clinicId: clinic.id, on: today },
    { pollingInterval: isLive ? 0 : WITHOUT_NEWS_MS, skipPollingIfUnfocused: true },
  );
  const data = useDeskData(clinic, [today], roles.length > 0);
  const [isAdding, setIsAdding] = useState(false);
  const mayKeep = keepsCalendar(roles);
  useTitle(t("desk.board.title"));
  useShortcuts({
    ...(mayKeep && { n: () => setIsAdding(true) }),
    d: () => void navigate(`/desk/${clinic.id}`),
  });
  const items = board.currentData?.items;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h1 tabIndex={-1} className="font-serif text-lg font-medium">
            {t("desk.board.title")}
          </h1>
          <p className="text-sm text-ink-soft">{times.longDate(today)}</p>
        </div>
        <div className="flex flex-wrap gap-2 print:hidden">
          <Button
            size="small"
            tone="quiet"
            icon={<CalendarDays aria-hidden="true" size={16} />}
            onClick={() => void navigate(`/desk/${clinic.id}`)}
          >
            {t("shell.calendar")}
          </Button>
          {mayKeep && (
            <Button
              size="small"
              tone="solid"
              icon={<UserPlus aria-hidden="true" size={16} />}
              onClick={() => setIsAdding(true)}
            >
              {t("desk.board.walkIn")}
            </Button>
          )}
        </div>
      </div>
      {items === undefined && board.error !== undefined && (
        <div className="p-4">
          <ProblemNotice problem={board.error} onRetry={board.refetch} />
        </div>
      )}
      {items === undefined && board.error === undefined && (
        <Loading className="p-4">
          <SkeletonRows rows={6} className="h-20" />
        </Loading>
      )}
      {items?.length === 0 && (
        <EmptyState title={t("desk.board.empty")} species="cat">
          {t("desk.board.emptyAdvice")}
        </EmptyState>
      )}
      {items !== undefined && items.length > 0 && (
        <BoardView items={items} rooms={data.rooms} roles={roles} />
      )}
      <QuickCreate
        clinicId={clinic.id}
        zone={clinic.time_zone}
        data={data}
        draft={isAdding ? { ...draftAt(today, null), kind: "walkIn" } : null}
        onClose={() => setIsAdding(false)}
        onMade={() => setIsAdding(false)}
        onBlocked={() => setIsAdding(false)}
      />
    </>
  );
}

export default function DeskBoard() {
  const { clinicId = "" } = useParams();
  const { currentData: clinic, error, refetch } = useGetClinicQuery({ clinicId });
  if (clinic !== undefined) return <Board key={clinicId} clinic={clinic} />;
  return (
    <div className="p-4">
      {error !== undefined ? (
        <ProblemNotice problem={error} onRetry={refetch} />
      ) : (
        <Loading isPage>
          <SkeletonRows rows={6} className="h-20" />
        </Loading>
      )}
    </div>
  );
}
