/** The day as a list, for the phone at the counter and for reading aloud. */
import { ArrowDownUp } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { cx } from "@/design/class-names";
import { DataTable, type Column } from "@/design/data-table";
import { EmptyState } from "@/design/empty-state";
import { PetPortrait } from "@/design/portrait";
import { IS_NARROW, useMedia } from "@/design/use-media";

import { StatusPill } from "../components/status-pill";
import { useIsFresh } from "../highlights";
import { useShownStatus } from "../use-steps";
import { useTypeName } from "../use-type-name";
import { useSteadyRows } from "./steady-rows";

export type DayListProps = {
  appointments: readonly AppointmentOut[];
  openId: string | null;
  matches: (appointment: AppointmentOut) => boolean;
  onOpen: (id: string) => void;
};

/** On a phone each visit is two lines instead of a row of six columns. */
function NarrowRows({
  rows,
  openId,
  onOpen,
}: { rows: readonly AppointmentOut[] } & Pick<DayListProps, "openId" | "onOpen">) {
  const typeName = useTypeName();
  const isFresh = useIsFresh();
  const shownStatus = useShownStatus();
  return (
    <ul className="divide-y divide-line border-y border-line">
      {rows.map((row) => (
        <li key={row.id}>
          <button
            type="button"
            aria-expanded={row.id === openId}
            onClick={() => onOpen(row.id)}
            className={cx(
              "flex w-full items-center gap-3 py-2.5 text-left outline-2 outline-transparent focus-visible:outline-green",
              isFresh(row) && "animate-arrive",
            )}
          >
            <time dateTime={row.starts_at} className="w-12 shrink-0 font-semibold">
              {row.starts_local.slice(11, 16)}
            </time>
            <PetPortrait petId={row.pet_id} species={row.pet_species} size="small" />
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center justify-between gap-x-3">
                <span className="font-semibold">{row.pet_name}</span>
                <StatusPill status={shownStatus(row)} />
              </span>
              <span className="block truncate text-sm text-ink-soft">
                {[typeName(row), row.owner_name, row.veterinarian_name].filter(Boolean).join(" · ")}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

export function DayList({ appointments, openId, matches, onOpen }: DayListProps) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const isFresh = useIsFresh();
  const isNarrow = useMedia(IS_NARROW);
  const shownStatus = useShownStatus();
  const { rows, waiting, showAll } = useSteadyRows(appointments);
  const columns: Column<AppointmentOut>[] = [
    {
      key: "time",
      name: t("scheduling.desk.columns.time"),
      cell: (row) => <span className="font-semibold">{row.starts_local.slice(11, 16)}</span>,
    },
    {
      key: "pet",
      name: t("scheduling.desk.columns.pet"),
      cell: (row) => (
        <button
          type="button"
          aria-expanded={row.id === openId}
          onClick={() => onOpen(row.id)}
          className="flex min-h-9 items-center gap-2 rounded-control pr-2 text-left font-semibold hover:underline"
        >
          <PetPortrait petId={row.pet_id} species={row.pet_species} size="small" />
          {row.pet_name}
        </button>
      ),
    },
    { key: "owner", name: t("scheduling.facts.owner"), cell: (row) => row.owner_name },
    { key: "type", name: t("scheduling.facts.service"), cell: (row) => typeName(row) },
    { key: "vet", name: t("scheduling.facts.vet"), cell: (row) => row.veterinarian_name },
    {
      key: "status",
      name: t("scheduling.desk.columns.status"),
      cell: (row) => <StatusPill status={shownStatus(row)} />,
    },
  ];
  const visible = rows.filter(matches);
  return (
    <div className="p-4">
      <div role="status" className="mb-2">
        {waiting > 0 && (
          <Button size="small" icon={<ArrowDownUp aria-hidden="true" size={16} />} onClick={showAll}>
            {t("scheduling.desk.newRows", { count: waiting })}
          </Button>
        )}
      </div>
      {visible.length === 0 ? (
        <EmptyState title={t("scheduling.desk.none")} species="cat" />
      ) : isNarrow ? (
        <NarrowRows rows={visible} openId={openId} onOpen={onOpen} />
      ) : (
        <DataTable
          caption={t("scheduling.desk.dayCaption")}
          columns={columns}
          rows={visible}
          rowKey={(row) => row.id}
          rowClassName={(row) =>
            cx(
              "outline-2 -outline-offset-2 outline-transparent",
              row.id === openId && "bg-green-wash",
              isFresh(row) && "animate-arrive",
            )
          }
        />
      )}
    </div>
  );
}
