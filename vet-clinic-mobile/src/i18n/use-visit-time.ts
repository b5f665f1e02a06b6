/** Times of visits in the language in force: hook form of time/visit-times.ts. */
import type { DateTime } from "luxon";
import { useTranslation } from "react-i18next";
import { clockText, dayText, zoneCity } from "@/time/visit-times";

export interface VisitTimes {
  /** "Tue 3 Mar" */
  day: (instant: string, zone: string) => string;
  /** "14:30" */
  clock: (instant: string, zone: string) => string;
  /** "Tue 3 Mar, 14:30" */
  short: (instant: string, zone: string) => string;
  /** "Tue 3 Mar, 14:30 (Berlin time)" */
  full: (instant: string, zone: string) => string;
}

export function useVisitTime(now: DateTime): VisitTimes {
  const { t, i18n } = useTranslation();
  const day = (instant: string, zone: string) => dayText(instant, zone, i18n.language, now);
  const short = (instant: string, zone: string) => `${day(instant, zone)}, ${clockText(instant, zone)}`;
  return {
    day,
    clock: clockText,
    short,
    full: (instant, zone) => t("zone_time", { time: short(instant, zone), city: zoneCity(zone) }),
  };
}
