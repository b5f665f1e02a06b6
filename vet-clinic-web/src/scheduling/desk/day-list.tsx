/** The day as a list, for the phone at the counter and for reading aloud. */
import { ArrowDownUp } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { cx } from "@/design/class-names";
import { DataTable, type Column } from "@/design/data-table";
import { EmptyState } from "@/design/empty-state";
import { PetPortrait } from "@/design/portrait";
import { useNow } from "@/time/use-times";

import { StatusPill } from "../components/status-pill";
import { HIGHLIGHT_MS, useHighlights } from "../highlights";
import { useShownStatus } from "../use-steps";
import { useSteadyRows } from "./steady-rows";

export type DayListProps = {
  appointments: readonly AppointmentOut[];
  openId: string | null;
  matches: (appointment: AppointmentOut) => boolean;
  onOpen: (id: string) => void;
};

export function DayList({ appointments, openId, matches, onOpen }: DayListProps) {
  const { t } = useTranslation();
  const highlights = useHighlights();
  const shownStatus = useShownStatus();
  const clock = useNow(5).toMillis();
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
    { key: "type", name: t("scheduling.facts.service"), cell: (row) => row.appointment_type_name },
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
              clock - (highlights[row.id] ?? 0) < HIGHLIGHT_MS && "animate-arrive",
            )
          }
        />
      )}
    </div>
  );
}
