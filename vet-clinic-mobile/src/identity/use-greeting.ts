/** The first words of the start page. */
import type { DateTime } from "luxon";
import { useTranslation } from "react-i18next";
import { useGetMeQuery } from "./api";
import { greetingAt } from "./greeting";

/** Null until we know whom to greet. */
export function useGreeting(now: DateTime): string | null {
  const { t } = useTranslation("identity");
  const { data } = useGetMeQuery();
  return data === undefined
    ? null
    : t(`greeting.${greetingAt(now.toLocal().hour)}`, { name: data.given_name });
}
