/** Today at the clinic: the calendar, live, with one visit open beside it. */
import { CalendarDays, CalendarPlus, Search, X } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";

import type { AppointmentOut, ClinicOut, Role } from "@/api/generated.gen";
import { useGetClinicQuery, useListVeterinariansQuery } from "@/clinics/api";
import { IconButton } from "@/design/button";
import { Sheet } from "@/design/dialog";
import { PetPortrait } from "@/design/portrait";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { IS_NARROW, IS_WIDE, useMedia } from "@/design/use-media";
import { AppointmentPanel } from "@/scheduling/desk/appointment-panel";
import { DayList } from "@/scheduling/desk/day-list";
import { DayView } from "@/scheduling/desk/day-view";
import { matchesWords } from "@/scheduling/desk/matches-words";
import { useDay } from "@/scheduling/desk/use-day";
import { isFrontDesk } from "@/scheduling/statuses";
import { useNow } from "@/time/use-times";
import { dateIn, shiftDate } from "@/time/zones";

import { useKeyboardHelp, useOfferCommands } from "../desk/commands";
import { DeskBar, type DeskView } from "../desk/desk-bar";
import { LiveWords } from "../desk/live-words";
import { openHoursOn } from "../desk/open-hours";
import { useShortcuts } from "../desk/shortcuts";
import { useTitle } from "../shell/route-focus";
import { useWorkplace } from "../use-workplace";

function useDeskAddress(today: string) {
  const [params, setParams] = useSearchParams();
  const isNarrow = useMedia(IS_NARROW);
  const asked = params.get("on");
  const date = asked !== null && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today;
  const view: DeskView = (params.get("view") ?? (isNarrow ? "list" : "day")) === "list" ? "list" : "day";
  const set = (change: Record<string, string | null>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change))
          if (value === null) next.delete(name);
          else next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return {
    date,
    view,
    visit: params.get("visit"),
    goTo: (day: string) => set({ on: day === today ? null : day, visit: null }),
    show: (next: DeskView) => set({ view: next }),
    open: (id: string | null) => set({ visit: id }),
  };
}

function Desk({ clinic, roles }: { clinic: ClinicOut; roles: readonly Role[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const showHelp = useKeyboardHelp();
  const isWide = useMedia(IS_WIDE);
  const today = dateIn(clinic.time_zone, useNow(60));
  const { date, view, visit, goTo, show, open } = useDeskAddress(today);
  const { appointments, error, refetch } = useDay(clinic.id, date, clinic.time_zone);
  const vets = useListVeterinariansQuery({ clinicId: clinic.id });
  const [words, setWords] = useState("");
  const search = useRef<HTMLInputElement>(null);
  useTitle(t("scheduling.desk.title"));

  const addNew = isFrontDesk(roles) ? () => void navigate(`/desk/${clinic.id}/book?day=${date}`) : null;
  const find = () => search.current?.focus();
  const toggle = (id: string) => open(id === visit ? null : id);
  const move = (appointment: AppointmentOut) => void navigate(`/desk/${clinic.id}/move/${appointment.id}`);
  const matches = (row: AppointmentOut) =>
    matchesWords(words, row.pet_name, row.owner_name, row.veterinarian_name, row.appointment_type_name);

  useShortcuts({
    "/": find,
    t: () => goTo(today),
    "[": () => goTo(shiftDate(date, -1)),
    "]": () => goTo(shiftDate(date, 1)),
    Escape: () => open(null),
    ...(addNew !== null && { n: addNew }),
  });

  const icon = { "aria-hidden": true, size: 18 } as const;
  useOfferCommands([
    ...(addNew === null
      ? []
      : [{ id: "new", label: t("scheduling.keys.new"), icon: <CalendarPlus {...icon} />, perform: addNew }]),
    {
      id: "search",
      label: t("scheduling.keys.search"),
      icon: <Search {...icon} />,
      perform: () => setTimeout(find, 50),
    },
    {
      id: "today",
      label: t("scheduling.keys.today"),
      icon: <CalendarDays {...icon} />,
      perform: () => goTo(today),
    },
    {
      id: "after",
      label: t("scheduling.keys.after"),
      icon: <CalendarDays {...icon} />,
      perform: () => goTo(shiftDate(date, 1)),
    },
    {
      id: "before",
      label: t("scheduling.keys.before"),
      icon: <CalendarDays {...icon} />,
      perform: () => goTo(shiftDate(date, -1)),
    },
    ...(appointments ?? []).map((row) => ({
      id: row.id,
      label: `${row.starts_local.slice(11, 16)} ${row.pet_name}`,
      detail: [row.owner_name, row.appointment_type_name, row.veterinarian_name].filter(Boolean).join(" · "),
      icon: <PetPortrait petId={row.pet_id} species={row.pet_species} size="small" />,
      perform: () => open(row.id),
    })),
  ]);

  const shared = { openId: visit, matches, onOpen: toggle };
  const panel = visit !== null && <AppointmentPanel appointmentId={visit} roles={roles} onMove={move} />;
  return (
    <div className="flex flex-col lg:h-dvh">
      <DeskBar
        date={date}
        today={today}
        zone={clinic.time_zone}
        view={view}
        words={words}
        searchRef={search}
        onDate={goTo}
        onView={show}
        onWords={setWords}
        onNew={addNew}
        onHelp={showHelp}
      />
      <LiveWords appointments={appointments ?? []} />
      <div className="flex min-h-0 grow">
        <div className="flex min-w-0 grow flex-col overflow-auto">
          {appointments === undefined && error !== undefined && (
            <div className="p-4">
              <ProblemNotice problem={error} onRetry={refetch} />
            </div>
          )}
          {appointments === undefined && error === undefined && (
            <Loading className="p-4">
              <SkeletonRows rows={8} className="h-14" />
            </Loading>
          )}
          {appointments !== undefined && view === "list" && (
            <DayList key={date} appointments={appointments} {...shared} />
          )}
          {appointments !== undefined && view === "day" && (
            <DayView
              date={date}
              zone={clinic.time_zone}
              vets={(vets.data?.items ?? []).map(({ id, display_name: name }) => ({ id, name }))}
              open={openHoursOn(clinic, date)}
              appointments={appointments}
              {...shared}
            />
          )}
        </div>
        {isWide && panel && (
          <aside
            aria-label={t("scheduling.desk.panel")}
            className="w-96 shrink-0 overflow-y-auto border-l border-line bg-surface p-5"
          >
            <div className="-mt-2 flex justify-end">
              <IconButton label={t("actions.close")} size="small" onClick={() => open(null)}>
                <X aria-hidden="true" size={18} />
              </IconButton>
            </div>
            {panel}
          </aside>
        )}
      </div>
      <Sheet isOpen={!isWide && visit !== null} onClose={() => open(null)} title={t("scheduling.desk.panel")}>
        {!isWide && panel}
      </Sheet>
    </div>
  );
}

export default function DeskPage() {
  const { clinicId = "" } = useParams();
  const { roles } = useWorkplace();
  const { currentData: clinic, error, refetch } = useGetClinicQuery({ clinicId });
  if (clinic !== undefined) return <Desk key={clinicId} clinic={clinic} roles={roles} />;
  return (
    <div className="p-4">
      {error !== undefined ? (
        <ProblemNotice problem={error} onRetry={refetch} />
      ) : (
        <Loading isPage>
          <SkeletonRows rows={8} className="h-14" />
        </Loading>
      )}
    </div>
  );
}
