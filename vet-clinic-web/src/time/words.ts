/** The time words of a language, from its translations. */
import type { TFunction } from "i18next";

import type { TimeWords } from "./zones";

export function timeWords(t: TFunction): TimeWords {
  return {
    locale: t("time.locale"),
    day: t("time.day"),
    dayWithYear: t("time.dayWithYear"),
    clock: t("time.clock"),
    zone: (city: string) =>
      t("time.zone", { city: t(`time.cities.${city}` as "time.cities.Vienna", { defaultValue: city }) }),
  };
}
