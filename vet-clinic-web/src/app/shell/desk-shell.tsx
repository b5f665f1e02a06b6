/** The frame for clinic staff: a deep green rail with the clinic's name, and all remaining room for the work. */
import {
  Armchair,
  CalendarClock,
  CalendarDays,
  Clock,
  DoorOpen,
  ListChecks,
  NotebookTabs,
  ScrollText,
  SquareActivity,
  Store,
  UsersRound,
} from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, ScrollRestoration, useLocation, useParams } from "react-router";

import type { Role } from "@/api/generated.gen";
import { useGetClinicQuery } from "@/clinics/api";
import { EmergencyBar } from "@/clinics/emergency/emergency-bar";
import { PauseBar } from "@/clinics/pause/pause-bar";
import { PauseButton } from "@/clinics/pause/pause-button";
import { getConfig } from "@/config/config";
import { useCurrentInSight } from "@/design/use-current-in-sight";
import { useMe } from "@/identity/api";

import { useOwnEmergency, useWorkplace } from "../use-workplace";
import { mayWatchJobs, rememberWorkplace, workplacesOf } from "../workspace";
import { BrandMark } from "./brand";
import { ClinicSwitch } from "./clinic-switch";
import { LiveMark, OfflineBanner } from "./connection";
import { DeskCommands, type DeskLink } from "./desk-commands";
import { PersonMenu } from "./person-menu";
import { useRouteFocus } from "./route-focus";
import { SkipLink } from "./skip-link";

const RAIL_LINK =
  "flex min-h-11 items-center gap-3 rounded-control px-3 text-sm font-semibold whitespace-nowrap text-on-green-deep-soft transition-colors " +
  "hover:text-on-green-deep aria-[current=page]:bg-on-green-deep/12 aria-[current=page]:text-on-green-deep focus-visible:outline-accent";

function useLinks(): DeskLink[] {
  const { t } = useTranslation();
  const { clinicId, mayLook, mayManage } = useWorkplace();
  const base = `/desk/${clinicId}`;
  return [
    ...(mayLook || !mayManage
      ? [
          { to: base, label: t("shell.calendar"), icon: CalendarDays },
          { to: `${base}/board`, label: t("desk.board.title"), icon: Armchair },
          { to: `${base}/clients`, label: t("shell.clients"), icon: NotebookTabs },
        ]
      : []),
    ...(mayManage
      ? [
          { to: `${base}/people`, label: t("shell.people"), icon: UsersRound },
          { to: `${base}/appointment-types`, label: t("shell.types"), icon: ListChecks },
          { to: `${base}/rosters`, label: t("scheduling.rosters.title"), icon: CalendarClock },
          { to: `${base}/opening`, label: t("scheduling.opening.title"), icon: Clock },
          { to: `${base}/resources`, label: t("scheduling.resources.title"), icon: DoorOpen },
          { to: `${base}/settings`, label: t("clinics.settings.title"), icon: Store },
          { to: `${base}/audit`, label: t("shell.audit"), icon: ScrollText },
        ]
      : []),
  ];
}

function JobsLink() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { flowerUrl } = getConfig();
  if (flowerUrl === null || !mayWatchJobs(me)) return null;
  return (
    <a href={flowerUrl} target="_blank" rel="noopener noreferrer" className={RAIL_LINK}>
      <SquareActivity aria-hidden="true" size={18} />
      {t("shell.jobs")}
    </a>
  );
}

/** Who may stop owners' booking when something happens. */
const PAUSERS: readonly Role[] = ["receptionist", "veterinarian", "clinic_administrator"];

/** Where one works by a role is remembered; a clinic one only looks after is not. */
function useRemembered(clinicId: string, worksHere: boolean): void {
  useEffect(() => {
    if (worksHere) rememberWorkplace(clinicId);
  }, [clinicId, worksHere]);
}

export function DeskShell() {
  const { t } = useTranslation();
  const { clinicId = "" } = useParams();
  const { me, worksHere, roles, mayManage } = useWorkplace();
  const { emergency, refetch } = useOwnEmergency();
  const places = workplacesOf(me);
  const { currentData: clinic } = useGetClinicQuery({ clinicId }, { skip: me === undefined });
  const mayPause = mayManage || roles.some((role) => PAUSERS.includes(role));
  const name = places.find((place) => place.clinicId === clinicId)?.clinicName ?? clinic?.name;
  const links = useLinks();
  const row = useCurrentInSight(`${useLocation().pathname} ${links.length}`);
  useRouteFocus();
  useRemembered(clinicId, worksHere);
  return (
    <DeskCommands clinicId={clinicId} places={places} links={links}>
      <div className="flex grow flex-col lg:flex-row">
        <SkipLink />
        <header className="grid grid-cols-[minmax(0,1fr)_auto] bg-green-deep print:hidden text-on-green-deep lg:sticky lg:top-0 lg:flex lg:h-dvh lg:w-56 lg:shrink-0 lg:flex-col lg:p-3">
          <div className="flex min-w-0 items-center gap-3 px-3 py-3 max-lg:pb-1">
            <BrandMark className="size-7 shrink-0" />
            <ClinicSwitch clinicId={clinicId} name={name ?? t("app.name")} places={places} />
          </div>
          <div className="flex items-center gap-3 max-lg:self-start max-lg:pt-1.5 max-lg:pr-3 lg:order-3 lg:justify-between lg:px-1">
            <LiveMark />
            <PersonMenu />
          </div>
          <nav
            ref={row}
            aria-label={t("shell.main")}
            className="flex gap-1 overflow-x-auto p-2 max-lg:col-span-2 lg:mt-4 lg:grow lg:flex-col lg:p-0"
          >
            {links.map(({ to, label, icon: Icon }) => (
              <NavLink key={to} to={to} end className={RAIL_LINK}>
                <Icon aria-hidden="true" size={18} />
                {label}
              </NavLink>
            ))}
            <JobsLink />
            {clinic !== undefined && mayPause && !clinic.is_booking_paused && (
              <span className="flex max-lg:order-first lg:mt-auto lg:flex-col">
                <PauseButton clinic={clinic} />
              </span>
            )}
          </nav>
        </header>
        <div className="flex min-w-0 grow flex-col">
          <OfflineBanner />
          {clinic?.is_booking_paused === true && <PauseBar clinic={clinic} mayChange={mayPause} />}
          {emergency !== undefined && <EmergencyBar access={emergency} onOver={() => void refetch()} />}
          <main id="content" tabIndex={-1} className="min-w-0 grow">
            <Outlet />
          </main>
        </div>
        <ScrollRestoration />
      </div>
    </DeskCommands>
  );
}
