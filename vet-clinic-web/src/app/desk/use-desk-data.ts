/** Everything the calendar of a stretch of days stands on, fresh by realtime events, or by asking again while those are away. */
import { useMemo } from "react";
import { useSelector } from "react-redux";

import type { ClinicOut } from "@/api/generated.gen";
import { useListVeterinariansQuery } from "@/clinics/api";
import type { RealtimeState } from "@/realtime/client";
import {
  useGetOpeningQuery,
  useListAppointmentTypesQuery,
  useListResourcesQuery,
  useListRosterOverridesQuery,
  useListRostersQuery,
} from "@/scheduling/api";
import { useListBlocksQuery, useReadCalendarQuery } from "@/scheduling/desk/api";
import { dayBounds, shiftDate } from "@/time/zones";

const WITHOUT_NEWS_MS = 20_000;
const NOTHING: never[] = [];

export function useDeskData(clinic: ClinicOut, dates: readonly string[], mayWatch: boolean) {
  const clinicId = clinic.id;
  const first = dates[0] ?? "";
  const isLive = useSelector((state: { realtime: RealtimeState }) => state.realtime === "live");
  const polling = { pollingInterval: isLive ? 0 : WITHOUT_NEWS_MS, skipPollingIfUnfocused: true };
  const range = { clinicId, ...dayBounds(first, clinic.time_zone, dates.length) };
  // A night that began the evening before reaches into the first day.
  const days = { clinicId, fromDay: shiftDate(first, -1), toDay: dates.at(-1) ?? first };
  const asStaff = { skip: !mayWatch };
  const calendar = useReadCalendarQuery(range, polling);
  const vets = useListVeterinariansQuery({ clinicId });
  const types = useListAppointmentTypesQuery({ clinicId });
  const resources = useListResourcesQuery({ clinicId }, asStaff);
  const rosters = useListRostersQuery({ clinicId }, asStaff);
  const overrides = useListRosterOverridesQuery(days, asStaff);
  const opening = useGetOpeningQuery(days);
  const blocks = useListBlocksQuery(range, { ...polling, ...asStaff });
  return {
    visits: calendar.currentData?.items,
    isCut: calendar.currentData?.isCut ?? false,
    error: calendar.error,
    refetch: calendar.refetch,
    vets: useMemo(
      () => (vets.data?.items ?? NOTHING).map(({ id, display_name: name }) => ({ id, name })),
      [vets.data],
    ),
    rooms: useMemo(
      () => (resources.data?.items ?? NOTHING).filter((each) => each.kind === "room" && each.is_active),
      [resources.data],
    ),
    resources: useMemo(
      () => (resources.data?.items ?? NOTHING).filter((each) => each.is_active),
      [resources.data],
    ),
    types: types.data?.items ?? NOTHING,
    /** Null until it is known who works when; then nothing is shaded by a guess. */
    rosters:
      rosters.data === undefined
        ? null
        : { weekly: rosters.data.items, overrides: overrides.currentData?.items ?? NOTHING },
    opening: opening.currentData ?? null,
    blocks: blocks.currentData?.items ?? NOTHING,
  };
}

export type DeskData = ReturnType<typeof useDeskData>;
