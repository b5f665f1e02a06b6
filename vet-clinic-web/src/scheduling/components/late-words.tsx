/** The clinic's rule for late cancelling, said before anybody cancels. */
import { useTranslation } from "react-i18next";

import { useTimes } from "@/time/use-times";

import type { LateRule } from "../late-rule";
import { priceText } from "../money";

export function useLateWords(): (rule: LateRule, zone: string) => string {
  const { t, i18n } = useTranslation();
  const times = useTimes();
  return ({ until, isLate, fee }, zone) => {
    const words = {
      moment: times.moment(new Date(until).toISOString(), zone),
      fee: fee === null ? "" : priceText(fee, i18n.language),
    };
    if (isLate) return fee === null ? t("scheduling.late.now", words) : t("scheduling.late.nowFee", words);
    return fee === null ? t("scheduling.late.until", words) : t("scheduling.late.untilFee", words);
  };
}
