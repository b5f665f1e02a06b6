/** The visits still to come, soonest first, and when one of them is. */
import { DateTime } from "luxon";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { daysAway } from "@/time/visit-times";
import { useListAppointmentsQuery, type Appointment } from "./api";
import { isOpen } from "./status";

export function useUpcomingVisits() {
  // The whole hour: every screen asks for the same list and shares the answer.
  const [from] = useState(() => DateTime.utc().startOf("hour").toISO({ suppressMilliseconds: true }) ?? "");
  const query = useListAppointmentsQuery({ from, limit: 100 });
  return { ...query, visits: query.data?.items.filter(isOpen) };
}

/** "Today", "Tomorrow", "In 5 days", counted where the clinic is. */
export function useAwayText(now: DateTime): (visit: Pick<Appointment, "starts_at" | "time_zone">) => string {
  const { t } = useTranslation("scheduling");
  return ({ starts_at, time_zone }) => {
    const days = daysAway(starts_at, time_zone, now);
    if (days <= 0) return t("away.today");
    return days === 1 ? t("away.tomorrow") : t("away.days", { count: days });
  };
}
