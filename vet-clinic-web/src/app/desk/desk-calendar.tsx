/** The calendar itself: arranges what is known into columns, and turns what the hand does on it into moves. */
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut, ClinicOut } from "@/api/generated.gen";
import { CalendarView } from "@/scheduling/desk/calendar/calendar-view";
import { classIdOf } from "@/scheduling/desk/calendar/classes";
import { windowOf, type Column, type Stretch } from "@/scheduling/desk/calendar/columns";
import { useCalm } from "@/scheduling/desk/calendar/use-calm";
import { OverrideDialog } from "@/scheduling/desk/override-dialog";
import { MoveClassDialog } from "@/scheduling/desk/classes/move-class-dialog";
import type { AskedClassMove } from "@/scheduling/desk/classes/use-class-move";
import { useBlockMoves } from "@/scheduling/desk/use-block-moves";
import { MoveSeriesDialog, type AskedMove } from "@/scheduling/desk/series/move-series-dialog";
import { targetAt } from "@/scheduling/desk/target";
import { useMoves } from "@/scheduling/desk/use-moves";
import { useNow, useTimes } from "@/time/use-times";
import { dateIn } from "@/time/zones";

import { arrange, buffersFor, gridFor, matchesFilter, shadeOf, type Arrangement } from "./arrange";
import { ColumnHead } from "./column-head";
import type { DeskAddress } from "./use-desk-address";
import type { DeskData } from "./use-desk-data";

export type DeskCalendarProps = {
  clinic: ClinicOut;
  dates: readonly string[];
  address: DeskAddress;
  data: DeskData & { visits: AppointmentOut[] };
  words: string;
  keepsCalendar: boolean;
  onOpen: (id: string) => void;
  onOpenBlock: (id: string) => void;
  onFree: (column: Column, at: Stretch) => void;
};

export function DeskCalendar(props: DeskCalendarProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const { clinic, dates, address, data, words, keepsCalendar } = props;
  const { time_zone: zone } = clinic;
  const { filter } = address;
  const kind = dates.length > 1 ? "day" : address.by;
  const stretchKey = `${dates[0]}:${kind}`;
  const [isCalm, setIsCalm] = useState(false);
  const [asked, setAsked] = useState<AskedMove | null>(null);
  const [askedClass, setAskedClass] = useState<AskedClassMove | null>(null);
  const { move, carry, withMoves, refused, dismiss } = useMoves();
  const blockMoves = useBlockMoves(data.blocks, zone);
  const today = dateIn(zone, useNow(60));

  const { vets, rooms, types } = data;
  const shown = useCalm(data.visits, isCalm, stretchKey);
  const arrangement: Arrangement = {
    dates,
    kind,
    filter,
    nameOfDay: times.date,
    withoutRoom: t("desk.noRoom"),
  };
  const columns = arrange(
    arrangement,
    withMoves(shown),
    { vets, rooms, types, blocks: blockMoves.shown },
    zone,
  );
  const shades = new Map(
    columns.map((column) => [column.key, shadeOf(column, kind, filter, clinic, data)] as const),
  );
  const shadeFor = (column: Column) => shades.get(column.key) ?? { open: [], duty: null, holiday: null };
  const window = windowOf(
    [...shades.values()].flatMap(({ open, duty }) => [...open, ...(duty ?? [])]),
    columns,
  );
  const gridOf = useMemo(() => gridFor(types), [types]);
  const buffersOf = useMemo(() => buffersFor(types), [types]);
  return (
    <>
      <CalendarView
        stretchKey={stretchKey}
        zone={zone}
        columns={columns}
        window={window}
        showsVet={kind !== "vet"}
        isWeek={kind === "day"}
        openId={address.visit}
        headOf={(column) => (
          <ColumnHead
            column={column}
            kind={kind}
            isToday={column.date === today}
            holiday={shadeFor(column).holiday}
            onShowDay={address.showDay}
          />
        )}
        shadeOf={shadeFor}
        buffersOf={buffersOf}
        gridOf={gridOf}
        matches={(visit) => matchesFilter(visit, words, filter)}
        mayHold={({ status }) => keepsCalendar && (status === "requested" || status === "confirmed")}
        onOpen={props.onOpen}
        onOpenMark={keepsCalendar ? props.onOpenBlock : null}
        onPlace={({ appointment, group, ...block }, column, at) => {
          const target = targetAt(appointment, column, at, kind, zone);
          if (group !== null) return setAskedClass({ block: { ...block, appointment, group }, target });
          const isSameLength = target.durationMinutes === appointment.duration_minutes;
          if (appointment.series_id !== null && isSameLength && target.roomId === appointment.room_id)
            setAsked({ appointment, seriesId: appointment.series_id, target });
          else void move(appointment, target);
        }}
        onPlaceMark={keepsCalendar ? ({ id }, { date }, at) => void blockMoves.place(id, date, at) : null}
        onFree={keepsCalendar ? props.onFree : null}
        onCalm={setIsCalm}
      />
      {askedClass !== null && (
        <MoveClassDialog
          key={`${askedClass.block.id}${askedClass.target.startsAt}`}
          asked={askedClass}
          zone={zone}
          carry={carry}
          onMoved={([first]) => {
            if (first !== undefined && address.visit === askedClass.block.id) address.open(classIdOf(first));
          }}
          onClose={() => setAskedClass(null)}
        />
      )}
      <MoveSeriesDialog
        key={`series${asked?.appointment.id ?? ""}${asked?.target.startsAt ?? ""}`}
        asked={asked}
        onClose={() => setAsked(null)}
        onOnlyThis={() => {
          if (asked === null) return;
          setAsked(null);
          void move(asked.appointment, asked.target);
        }}
      />
      <OverrideDialog
        key={refused === null ? "none" : `${refused.appointment.id}${refused.target.startsAt}`}
        isOpen={refused !== null}
        title={t("desk.moves.refused", { pet: refused?.appointment.pet_name ?? "" })}
        wish={
          refused === null
            ? ""
            : t("desk.moves.wish", {
                moment: times.moment(refused.target.startsAt, zone),
                vet: refused.target.veterinarian.name,
              })
        }
        problem={refused?.problem ?? null}
        hasInsisted={refused?.hasInsisted ?? false}
        mayOverride={keepsCalendar}
        isBusy={false}
        onClose={dismiss}
        onOverride={(reason) => {
          if (refused === null) return;
          dismiss();
          void move(refused.appointment, refused.target, reason);
        }}
      />
    </>
  );
}
