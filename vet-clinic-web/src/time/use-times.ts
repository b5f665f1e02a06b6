/** The time words of the reader's language, ready to use in a component. */
import { DateTime } from "luxon";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { timeWords } from "./words";
import { at, cityOf, clockOf, dayOf, exactOf, momentOf, viewerZone, zoneNote, type TimeWords } from "./zones";

export function useTimeWords(): TimeWords {
  const { t } = useTranslation();
  return useMemo(() => timeWords(t), [t]);
}

export function useTimes() {
  const words = useTimeWords();
  return useMemo(
    () => ({
      words,
      /** "Tue 3 Mar, 14:30 (Berlin time)" */
      moment: (instant: string, zone: string) => momentOf(instant, zone, words),
      /** "Tue 3 Mar" */
      day: (instant: string, zone: string) => dayOf(at(instant, zone, words), words),
      /** "Tue 3 Mar" of a calendar day that is in no zone. */
      date: (date: string) => dayOf(DateTime.fromISO(date, { zone: "utc" }).setLocale(words.locale), words),
      longDate: (date: string) =>
        DateTime.fromISO(date, { zone: "utc" })
          .setLocale(words.locale)
          .toLocaleString({ weekday: "long", day: "numeric", month: "long" }),
      /** "1 Dec" */
      monthDay: (date: string) =>
        DateTime.fromISO(date, { zone: "utc" }).setLocale(words.locale).toFormat("d LLL"),
      /** "in 2 days" */
      relativeDay: (instant: string, zone: string) =>
        at(instant, zone, words).toRelativeCalendar({ unit: "days" }) ?? "",
      /** "5 minutes ago" */
      ago: (instant: string) => at(instant, viewerZone(), words).toRelative() ?? "",
      /** "3 March 2026 at 14:30:05 CET": to the second, with its zone. */
      exact: (instant: string, zone: string) => exactOf(instant, zone, words),
      /** "14:30" */
      clock: (instant: string, zone: string) => clockOf(at(instant, zone, words), words),
      /** "Berlin time", or null when the reader's clock shows the same. */
      note: (instant: string, zone: string) => zoneNote(instant, zone, words),
      zone: (zone: string) => words.zone(cityOf(zone)),
      viewer: viewerZone(),
    }),
    [words],
  );
}

/** The current instant, kept up to date once every `everySeconds`. */
export function useNow(everySeconds = 30): DateTime {
  const [now, setNow] = useState(() => DateTime.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(DateTime.now()), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds]);
  return now;
}
