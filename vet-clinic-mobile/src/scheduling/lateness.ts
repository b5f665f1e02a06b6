/** Until when a visit can be moved or called off for nothing. The clinic decides for good; this only says it beforehand. */
import { DateTime } from "luxon";
import type { Service } from "./api";

type Rule = Pick<Service, "cancellation_notice_minutes" | "late_fee">;

/** The last instant that is not late, or null when the clinic has no such rule. */
export function freeUntil(startsAt: string, rule: Rule): string | null {
  if (rule.cancellation_notice_minutes === 0) return null;
  const at = DateTime.fromISO(startsAt, { zone: "utc" }).minus({ minutes: rule.cancellation_notice_minutes });
  return at.toISO({ suppressMilliseconds: true });
}

export function isLate(startsAt: string, rule: Rule, now: DateTime): boolean {
  const until = freeUntil(startsAt, rule);
  return until !== null && now.toMillis() > DateTime.fromISO(until).toMillis();
}
