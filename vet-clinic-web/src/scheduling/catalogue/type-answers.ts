/** What the form of an appointment type asks, and how its answers become the API's words. */
import { z } from "@/config/zod";

import type { AppointmentTypeIn, AppointmentTypeOut, AppointmentTypePatch } from "@/api/generated.gen";
import { SPECIES } from "@/design/silhouettes";

import { exponentOf, minorFrom } from "../money";

const whole = (least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most, "number");

export const typeForm = z.object({
  name: z.string().trim().min(1, "nameNeeded").max(120, "tooLong"),
  description: z.string().trim().max(4000, "tooLong"),
  duration: whole(5, 1440),
  bufferBefore: whole(0, 480),
  bufferAfter: whole(0, 480),
  interval: whole(5, 1440),
  noticeHours: whole(0, 8760),
  horizonDays: whole(1, 730),
  price: z.string().refine((text) => minorFrom(text, "EUR") !== null, "price"),
  species: z.array(z.enum(SPECIES)),
  veterinarianIds: z.array(z.string()),
  isOwnerBookable: z.boolean(),
  isActive: z.boolean(),
});

export type TypeAnswers = z.infer<typeof typeForm>;

export function answersOf(type: AppointmentTypeOut | null): TypeAnswers {
  const exponent = type === null ? 2 : exponentOf(type.price.currency);
  return {
    name: type?.name ?? "",
    description: type?.description ?? "",
    duration: String(type?.duration_minutes ?? 20),
    bufferBefore: String(type?.buffer_before_minutes ?? 0),
    bufferAfter: String(type?.buffer_after_minutes ?? 5),
    interval: String(type?.slot_interval_minutes ?? 15),
    noticeHours: String(Math.round((type?.minimum_notice_minutes ?? 120) / 60)),
    horizonDays: String(type?.horizon_days ?? 90),
    price: type === null ? "" : (type.price.amount_minor / 10 ** exponent).toFixed(exponent),
    species: type?.species ?? [],
    veterinarianIds: type?.veterinarian_ids ?? [],
    isOwnerBookable: type?.is_owner_bookable ?? true,
    isActive: type?.is_active ?? true,
  };
}

export function typeInFrom(answers: TypeAnswers, clinicId: string, currency: string): AppointmentTypeIn {
  return {
    clinic_id: clinicId,
    name: answers.name,
    description: answers.description,
    duration_minutes: Number(answers.duration),
    buffer_before_minutes: Number(answers.bufferBefore),
    buffer_after_minutes: Number(answers.bufferAfter),
    slot_interval_minutes: Number(answers.interval),
    minimum_notice_minutes: Number(answers.noticeHours) * 60,
    horizon_days: Number(answers.horizonDays),
    species: answers.species,
    price: { amount_minor: minorFrom(answers.price, currency) ?? 0, currency },
    is_owner_bookable: answers.isOwnerBookable,
    is_active: answers.isActive,
    veterinarian_ids: answers.veterinarianIds,
  };
}

export function typePatchFrom(answers: TypeAnswers, currency: string): AppointmentTypePatch {
  const { clinic_id: _, ...patch } = typeInFrom(answers, "", currency);
  return patch;
}
