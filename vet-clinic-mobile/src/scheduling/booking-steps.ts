/** The questions of a booking, in their order. */
export const BOOKING_STEPS = ["clinic", "service", "veterinarian", "time", "details"] as const;
export type BookingStep = (typeof BOOKING_STEPS)[number];

export function stepNumbers(step: BookingStep): { step: number; count: number } {
  return { step: BOOKING_STEPS.indexOf(step) + 1, count: BOOKING_STEPS.length };
}
