/** Why a time is not on offer, in words for the desk. */
import { useTranslation } from "react-i18next";

import type { SlotsOut } from "@/api/generated.gen";
import type { Problem } from "@/api/problem";

export type WhyNot = NonNullable<SlotsOut["why_not"]>[number];

export const WHY_NOT = [
  "inactive",
  "paused",
  "species",
  "clients",
  "notice",
  "horizon",
  "off_grid",
  "closed",
  "off_duty",
  "taken",
  "room_busy",
  "cap",
  "same_day_only",
] as const satisfies readonly WhyNot[];

/** The words for a refusal, or null when it is no question of time. */
export function useWhyNotWords(): (problem: Problem) => string | null {
  const { t } = useTranslation();
  return (problem) => {
    if (problem.code === "scheduling.slot_taken") return t("desk.whyNot.taken");
    if (problem.code !== "scheduling.not_offered") return null;
    const reason = WHY_NOT.find((each) => each === problem.params["reason"]);
    return reason === undefined ? problem.detail : t(`desk.whyNot.${reason}`);
  };
}
