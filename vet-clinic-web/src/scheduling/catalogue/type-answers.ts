/** What the form of an appointment type asks, and how its answers become the API's words. */
import { z } from "@/config/zod";

import type { AppointmentTypeIn, AppointmentTypeOut, AppointmentTypePatch, Money } from "@/api/generated.gen";
import { SPECIES } from "@/design/silhouettes";

import { exponentOf, minorFrom } from "../money";
import { questionAnswers, questionForm, questionsFrom } from "./question-answers";

const CLIENTS = ["everyone", "new", "existing"] as const;
const PLACES = ["in_clinic", "home_visit", "video"] as const;
export { CLIENTS, PLACES };

const isWhole = (text: string, least: number, most: number) =>
  /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
const whole = (least: number, most: number) =>
  z.string().refine((text) => isWhole(text, least, most), "number");
const wholeOrNothing = (least: number, most: number) =>
  z.string().refine((text) => text.trim() === "" || isWhole(text, least, most), "number");

/** "1.5" or "1,5" hours as 90 minutes; null when it is no number of hours. */
export function minutesFromHours(typed: string): number | null {
  const hours = Number(typed.trim().replace(",", "."));
  return typed.trim() !== "" && Number.isFinite(hours) && hours >= 0 ? Math.round(hours * 60) : null;
}

const hours = z.string().refine((text) => (minutesFromHours(text) ?? Infinity) <= 8760 * 60, "hours");
const amount = z.string().refine((text) => minorFrom(text, "EUR") !== null, "price");
const amountOrNothing = z
  .string()
  .refine((text) => text.trim() === "" || minorFrom(text, "EUR") !== null, "price");

export const typeForm = z.object({
  name: z.string().trim().min(1, "nameNeeded").max(120, "tooLong"),
  description: z.string().trim().max(4000, "tooLong"),
  place: z.enum(PLACES),
  isActive: z.boolean(),
  duration: whole(1, 1440),
  veterinarianIds: z.array(z.string()),
  /** By vet; empty means as long as usual. */
  durations: z.record(z.string(), wholeOrNothing(1, 1440)),
  bufferBefore: whole(0, 480),
  bufferAfter: whole(0, 480),
  interval: whole(1, 1440),
  offset: whole(0, 1439),
  noticeHours: hours,
  horizonDays: whole(1, 730),
  /** "room:general" */
  requirements: z.array(z.string()),
  isOwnerBookable: z.boolean(),
  isConfirmationNeeded: z.boolean(),
  clients: z.enum(CLIENTS),
  species: z.array(z.enum(SPECIES)),
  capacity: whole(1, 100),
  dailyCap: wholeOrNothing(1, 1000),
  sameDayPercent: whole(0, 100),
  price: amount,
  deposit: amountOrNothing,
  cancellationHours: hours,
  lateFee: amountOrNothing,
  questions: z.array(questionForm).max(20),
  /** By language. */
  translations: z.record(
    z.string(),
    z.object({
      name: z.string().trim().max(120, "tooLong"),
      description: z.string().trim().max(4000, "tooLong"),
    }),
  ),
});

export type TypeAnswers = z.infer<typeof typeForm>;

function amountText(money: Money | null | undefined): string {
  if (money === null || money === undefined) return "";
  const exponent = exponentOf(money.currency);
  return (money.amount_minor / 10 ** exponent).toFixed(exponent);
}

/** Nothing is written as nothing, not as 0.00. */
const extraText = (money: Money | null | undefined) => (money?.amount_minor ? amountText(money) : "");
const hoursText = (minutes: number) => String(Math.round((minutes / 60) * 100) / 100);

/** `languages` are those the name can be translated into. */
export function answersOf(type: AppointmentTypeOut | null, languages: readonly string[] = []): TypeAnswers {
  return {
    name: type?.name ?? "",
    description: type?.description ?? "",
    place: type?.place ?? "in_clinic",
    isActive: type?.is_active ?? true,
    duration: String(type?.duration_minutes ?? 20),
    veterinarianIds: type?.performers.map((performer) => performer.veterinarian_id) ?? [],
    durations: Object.fromEntries(
      (type?.performers ?? []).map((performer) => [
        performer.veterinarian_id,
        performer.duration_minutes == null ? "" : String(performer.duration_minutes),
      ]),
    ),
    bufferBefore: String(type?.buffer_before_minutes ?? 0),
    bufferAfter: String(type?.buffer_after_minutes ?? 5),
    interval: String(type?.slot_interval_minutes ?? 15),
    offset: String(type?.grid_offset_minutes ?? 0),
    noticeHours: hoursText(type?.minimum_notice_minutes ?? 120),
    horizonDays: String(type?.horizon_days ?? 90),
    requirements: (type?.requirements ?? []).map(({ kind, category }) => `${kind}:${category}`),
    isOwnerBookable: type?.is_owner_bookable ?? true,
    isConfirmationNeeded: type?.is_confirmation_needed ?? false,
    clients: type?.clients ?? "everyone",
    species: type?.species ?? [],
    capacity: String(type?.capacity ?? 1),
    dailyCap: type?.daily_cap == null ? "" : String(type.daily_cap),
    sameDayPercent: String(type?.same_day_percent ?? 0),
    price: amountText(type?.price),
    deposit: extraText(type?.deposit),
    cancellationHours: hoursText(type?.cancellation_notice_minutes ?? 0),
    lateFee: extraText(type?.late_fee),
    questions: (type?.questions ?? []).map((question) => questionAnswers(question, languages)),
    translations: Object.fromEntries(
      [...languages, ...Object.keys(type?.translations ?? {})].map((language) => {
        const words = type?.translations[language];
        return [language, { name: words?.name ?? "", description: words?.description ?? "" }];
      }),
    ),
  };
}

type Requirements = NonNullable<AppointmentTypeIn["requirements"]>;

function requirementsFrom(chosen: readonly string[]): Requirements {
  return chosen.map((each) => {
    const [kind = "", ...category] = each.split(":");
    return { kind: kind as Requirements[number]["kind"], category: category.join(":") };
  });
}

function translationsFrom(translations: TypeAnswers["translations"]) {
  const given = Object.entries(translations)
    .map(
      ([language, words]) =>
        [language, { name: words.name.trim(), description: words.description.trim() }] as const,
    )
    .filter(([, { name, description }]) => name !== "" || description !== "")
    .map(
      ([language, { name, description }]) =>
        [language, { ...(name !== "" && { name }), ...(description !== "" && { description }) }] as const,
    );
  return Object.fromEntries(given);
}

export function typeInFrom(answers: TypeAnswers, clinicId: string, currency: string): AppointmentTypeIn {
  const money = (typed: string) => ({ amount_minor: minorFrom(typed, currency) ?? 0, currency });
  return {
    clinic_id: clinicId,
    name: answers.name.trim(),
    description: answers.description.trim(),
    place: answers.place,
    is_active: answers.isActive,
    duration_minutes: Number(answers.duration),
    performers: answers.veterinarianIds.map((id) => ({
      veterinarian_id: id,
      duration_minutes: (answers.durations[id] ?? "").trim() === "" ? null : Number(answers.durations[id]),
    })),
    buffer_before_minutes: Number(answers.bufferBefore),
    buffer_after_minutes: Number(answers.bufferAfter),
    slot_interval_minutes: Number(answers.interval),
    grid_offset_minutes: Number(answers.offset),
    minimum_notice_minutes: minutesFromHours(answers.noticeHours) ?? 0,
    horizon_days: Number(answers.horizonDays),
    requirements: requirementsFrom(answers.requirements),
    is_owner_bookable: answers.isOwnerBookable,
    is_confirmation_needed: answers.isConfirmationNeeded,
    clients: answers.clients,
    species: answers.species,
    capacity: Number(answers.capacity),
    daily_cap: answers.dailyCap.trim() === "" ? null : Number(answers.dailyCap),
    same_day_percent: Number(answers.sameDayPercent),
    price: money(answers.price),
    deposit: money(answers.deposit),
    cancellation_notice_minutes: minutesFromHours(answers.cancellationHours) ?? 0,
    late_fee: money(answers.lateFee),
    questions: questionsFrom(answers.questions),
    translations: translationsFrom(answers.translations),
  };
}

export function typePatchFrom(answers: TypeAnswers, currency: string): AppointmentTypePatch {
  const { clinic_id: _, ...patch } = typeInFrom(answers, "", currency);
  return patch;
}
