/** Until when a visit may be cancelled or moved at no cost, and what it costs after that. */
import type { AppointmentTypeOut, Money } from "@/api/generated.gen";

export type LateRule = {
  /** The last instant, in milliseconds, at which it is not late. */
  until: number;
  isLate: boolean;
  fee: Money | null;
};

type Rules = Pick<AppointmentTypeOut, "cancellation_notice_minutes" | "late_fee">;

/** null when the clinic has no such rule. */
export function lateRule(type: Rules | undefined, startsAt: string, now: number): LateRule | null {
  if (type === undefined || type.cancellation_notice_minutes === 0) return null;
  const until = Date.parse(startsAt) - type.cancellation_notice_minutes * 60_000;
  const fee = type.late_fee !== null && type.late_fee.amount_minor > 0 ? type.late_fee : null;
  return { until, isLate: now > until, fee };
}
