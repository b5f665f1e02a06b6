/** Moments of the person's own life, a sign-in or a request: told where they are, unlike visits, which happen at a clinic. */
import { DateTime } from "luxon";
import { useTranslation } from "react-i18next";
import { clockText, dayText } from "@/time/visit-times";

export interface Moments {
  /** "Tue 3 Mar" */
  day: (instant: string) => string;
  /** "Tue 3 Mar, 14:30" */
  moment: (instant: string) => string;
}

export function useMoment(): Moments {
  const { i18n } = useTranslation();
  const here = DateTime.local().zoneName;
  const day = (instant: string) => dayText(instant, here, i18n.language, DateTime.utc());
  return { day, moment: (instant) => `${day(instant)}, ${clockText(instant, here)}` };
}
