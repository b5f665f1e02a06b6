/** Which visits the eye should find: by vet, by room, by state. The rest grows faint where it still takes time. */
import { FilterX } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/design/button";
import { Select, type Choice } from "@/design/select";
import type { Named } from "@/scheduling/desk/calendar/columns";
import { STATUSES, type AppointmentStatus } from "@/scheduling/statuses";

import type { DeskFilter } from "./use-desk-address";

export type FilterBarProps = {
  filter: DeskFilter;
  vets: readonly Named[];
  rooms: readonly Named[];
  onFilter: (change: Partial<DeskFilter>) => void;
};

const ALL = "all";

export function FilterBar({ filter, vets, rooms, onFilter }: FilterBarProps) {
  const { t } = useTranslation();
  const named = (all: string, things: readonly Named[]): Choice<string>[] => [
    { value: ALL, label: all },
    ...things.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const states: Choice<string>[] = [
    { value: ALL, label: t("desk.filter.allStates") },
    ...STATUSES.map((state) => ({ value: state, label: t(`scheduling.status.${state}`) })),
  ];
  const picked = (value: string) => (value === ALL ? null : value);
  const isFiltered = filter.vet !== null || filter.room !== null || filter.state !== null;
  return (
    <div role="group" aria-label={t("desk.filter.title")} className="flex items-center gap-2 sm:flex-wrap">
      <Select
        label={t("scheduling.facts.vet")}
        hideLabel
        isDense
        className="w-44 shrink-0"
        value={filter.vet ?? ALL}
        choices={named(t("desk.filter.allVets"), vets)}
        onChange={(value) => onFilter({ vet: picked(value) })}
      />
      {rooms.length > 0 && (
        <Select
          label={t("desk.room")}
          hideLabel
          isDense
          className="w-36 shrink-0"
          value={filter.room ?? ALL}
          choices={named(t("desk.filter.allRooms"), rooms)}
          onChange={(value) => onFilter({ room: picked(value) })}
        />
      )}
      <Select
        label={t("scheduling.desk.columns.status")}
        hideLabel
        isDense
        className="w-40 shrink-0"
        value={filter.state ?? ALL}
        choices={states}
        onChange={(value) => onFilter({ state: picked(value) as AppointmentStatus | null })}
      />
      {isFiltered && (
        <Button
          size="small"
          tone="quiet"
          icon={<FilterX aria-hidden="true" size={16} />}
          onClick={() => onFilter({ vet: null, room: null, state: null })}
        >
          {t("desk.filter.clear")}
        </Button>
      )}
    </div>
  );
}
