/** All visits of a clinic's day, fresh by realtime events, or by asking again now and then while those are away. */
import { useSelector } from "react-redux";

import type { AppointmentOut } from "@/api/generated.gen";
import type { RealtimeState } from "@/realtime/client";
import { dayBounds } from "@/time/zones";

import { useListAppointmentsQuery } from "../api";

const PAGE = 100;
const WITHOUT_NEWS_MS = 20_000;

export function useDay(clinicId: string, date: string, zone: string) {
  const isLive = useSelector((state: { realtime: RealtimeState }) => state.realtime === "live");
  const polling = { pollingInterval: isLive ? 0 : WITHOUT_NEWS_MS, skipPollingIfUnfocused: true };
  const range = { clinicId, ...dayBounds(date, zone), limit: PAGE };
  const first = useListAppointmentsQuery(range, polling);
  const after = first.currentData?.next;
  const second = useListAppointmentsQuery({ ...range, after: after ?? null }, { ...polling, skip: !after });
  const items: AppointmentOut[] | undefined = first.currentData && [
    ...first.currentData.items,
    ...(after ? (second.currentData?.items ?? []) : []),
  ];
  return { appointments: items, error: first.error, refetch: first.refetch };
}
