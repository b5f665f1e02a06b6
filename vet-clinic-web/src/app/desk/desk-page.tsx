/** The clinic's days: the calendar or the list, live, with one visit open beside it. */
import { CalendarDays, CalendarPlus, CalendarRange, Search } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { AppointmentOut, ClinicOut, Role } from "@/api/generated.gen";
import { PetPortrait } from "@/design/portrait";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { BlockDialog } from "@/scheduling/desk/block-dialog";
import { classesOf } from "@/scheduling/desk/calendar/classes";
import type { Column, Stretch } from "@/scheduling/desk/calendar/columns";
import { minuteOf } from "@/scheduling/desk/calendar/wall-clock";
import { draftAt } from "@/scheduling/desk/create/draft";
import { DayList } from "@/scheduling/desk/day-list";
import { keepsCalendar } from "@/scheduling/statuses";
import { useTypeName } from "@/scheduling/use-type-name";
import { useNow } from "@/time/use-times";
import { dateIn } from "@/time/zones";

import { useTitle } from "../shell/route-focus";
import { matchesFilter } from "./arrange";
import { useKeyboardHelp, useOfferCommands } from "./commands";
import { DeskBar } from "./desk-bar";
import { DeskCalendar } from "./desk-calendar";
import { FilterBar } from "./filter-bar";
import { LiveWords } from "./live-words";
import { MoreActions } from "./more-actions";
import { QuickCreate, type QuickCreateProps } from "./quick-create";
import { useShortcuts } from "./shortcuts";
import { useDeskAddress, weekOf } from "./use-desk-address";
import { useDeskData } from "./use-desk-data";
import { VisitAside } from "./visit-aside";

const ICON = { "aria-hidden": true, size: 18 } as const;

export type DeskPageProps = { clinic: ClinicOut; roles: readonly Role[] };

export function DeskPage({ clinic, roles }: DeskPageProps) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const navigate = useNavigate();
  const showHelp = useKeyboardHelp();
  const zone = clinic.time_zone;
  const today = dateIn(zone, useNow(60));
  const address = useDeskAddress(today);
  const { date, view, visit, filter, goTo, step, show, open } = address;
  const week = weekOf(date);
  const dates = view === "week" ? week : [date];
  const data = useDeskData(clinic, dates, roles.length > 0);
  const { visits } = data;
  const [words, setWords] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const mayKeep = keepsCalendar(roles);
  useTitle(t("scheduling.desk.title"));

  const classes = useMemo(() => classesOf(visits ?? [], data.types), [visits, data.types]);
  const [draft, setDraft] = useState<QuickCreateProps["draft"]>(null);
  const [blockId, setBlockId] = useState<string | null>(null);
  const block = data.blocks.find(({ id }) => id === blockId) ?? null;

  const addNew = mayKeep
    ? () => setDraft({ ...draftAt(date, null, { veterinarianId: filter.vet }), kind: "visit" })
    : null;
  const addAt = (column: Column, at: Stretch) => {
    const isRoom = address.by === "room" && view === "day";
    const whose = isRoom
      ? { roomId: column.resourceId }
      : { veterinarianId: column.resourceId ?? filter.vet };
    setDraft({ ...draftAt(column.date, at, whose), kind: "visit" });
  };
  const addTo = (lead: AppointmentOut) => {
    const from = minuteOf(lead.starts_local);
    const whose = { veterinarianId: lead.veterinarian_id, typeId: lead.appointment_type_id };
    const at = { from, to: from + lead.duration_minutes };
    setDraft({ ...draftAt(lead.starts_local.slice(0, 10), at, whose), kind: "visit" });
  };
  const showVisit = (appointment: AppointmentOut) =>
    address.openOn(appointment.starts_local.slice(0, 10), appointment.id);
  const find = () => search.current?.focus();
  const toggle = (id: string) => open(id === visit ? null : id);
  const move = (appointment: AppointmentOut) => void navigate(`/desk/${clinic.id}/move/${appointment.id}`);

  useShortcuts({
    "/": find,
    t: () => goTo(today),
    d: () => show("day"),
    w: () => show("week"),
    l: () => show("list"),
    b: () => void navigate(`/desk/${clinic.id}/board`),
    "[": () => step(-1),
    "]": () => step(1),
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    Escape: () => open(null),
    ...(addNew !== null && { n: addNew }),
  });
  useOfferCommands([
    ...(addNew === null
      ? []
      : [{ id: "new", label: t("scheduling.keys.new"), icon: <CalendarPlus {...ICON} />, perform: addNew }]),
    {
      id: "search",
      label: t("scheduling.keys.search"),
      icon: <Search {...ICON} />,
      perform: () => setTimeout(find, 50),
    },
    {
      id: "today",
      label: t("scheduling.keys.today"),
      icon: <CalendarDays {...ICON} />,
      perform: () => goTo(today),
    },
    {
      id: "after",
      label: t("scheduling.keys.after"),
      icon: <CalendarDays {...ICON} />,
      perform: () => step(1),
    },
    {
      id: "before",
      label: t("scheduling.keys.before"),
      icon: <CalendarDays {...ICON} />,
      perform: () => step(-1),
    },
    {
      id: "week",
      label: t("desk.keys.week"),
      icon: <CalendarRange {...ICON} />,
      perform: () => show("week"),
    },
    ...(visits ?? []).map((row) => ({
      id: row.id,
      label: `${row.starts_local.slice(11, 16)} ${row.pet_name}`,
      detail: [row.owner_name, typeName(row), row.veterinarian_name].filter(Boolean).join(" · "),
      icon: <PetPortrait petId={row.pet_id} species={row.pet_species} size="small" />,
      perform: () => open(row.id),
    })),
  ]);

  return (
    <div className="print-all flex flex-col lg:h-dvh">
      <DeskBar
        date={date}
        week={view === "week" ? [week[0] ?? date, week[6] ?? date] : null}
        today={today}
        zone={zone}
        view={view}
        by={address.by}
        hasRooms={data.rooms.length > 0}
        words={words}
        searchRef={search}
        onDate={goTo}
        onStep={step}
        onView={show}
        onBy={address.showBy}
        onWords={setWords}
        onNew={addNew}
        onHelp={showHelp}
        more={
          <MoreActions
            clinicId={clinic.id}
            address={address}
            data={data}
            keepsCalendar={mayKeep}
            onShow={showVisit}
          />
        }
        filters={
          <FilterBar filter={filter} vets={data.vets} rooms={data.rooms} onFilter={address.filterBy} />
        }
      />
      <LiveWords appointments={visits ?? []} />
      <div className="print-all flex min-h-0 grow">
        <div className="print-all flex min-w-0 grow flex-col overflow-auto">
          {visits === undefined && data.error !== undefined && (
            <div className="p-4">
              <ProblemNotice problem={data.error} onRetry={data.refetch} />
            </div>
          )}
          {visits === undefined && data.error === undefined && (
            <Loading className="p-4">
              <SkeletonRows rows={8} className="h-14" />
            </Loading>
          )}
          {data.isCut && (
            <p role="status" className="bg-due-wash px-4 py-2 text-sm">
              {t("desk.cut", { count: visits?.length ?? 0 })}
            </p>
          )}
          {visits !== undefined && view === "list" && (
            <DayList
              key={date}
              appointments={visits}
              openId={visit}
              matches={(row) => matchesFilter(row, words, filter)}
              onOpen={toggle}
            />
          )}
          {visits !== undefined && view !== "list" && (
            <DeskCalendar
              clinic={clinic}
              dates={dates}
              address={address}
              data={{ ...data, visits }}
              words={words}
              keepsCalendar={mayKeep}
              onOpen={toggle}
              onOpenBlock={setBlockId}
              onFree={addAt}
            />
          )}
        </div>
        <VisitAside
          visit={visit}
          visits={visits ?? []}
          classes={classes}
          roles={roles}
          onClose={() => open(null)}
          onOpen={open}
          onAdd={mayKeep ? addTo : null}
          onMove={move}
        />
      </div>
      <QuickCreate
        clinicId={clinic.id}
        zone={zone}
        data={data}
        draft={draft}
        onClose={() => setDraft(null)}
        onMade={(appointment) => {
          setDraft(null);
          showVisit(appointment);
        }}
        onBlocked={() => setDraft(null)}
      />
      {block !== null && (
        <BlockDialog
          key={block.id}
          block={block}
          name={[...data.vets, ...data.resources].find(({ id }) => id === block.resource_id)?.name ?? ""}
          isVet={data.vets.some(({ id }) => id === block.resource_id)}
          zone={zone}
          onShow={(id, startsLocal) => {
            setBlockId(null);
            address.openOn(startsLocal.slice(0, 10), id);
          }}
          onClose={() => setBlockId(null)}
        />
      )}
    </div>
  );
}
