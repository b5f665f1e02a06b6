/** What the pet form asks and how its answers become the API's words. Weights are typed in kilograms, stored in grams. */
import { z } from "@/config/zod";

import type { PetIn, PetOut, PetPatch } from "@/api/generated.gen";
import { SPECIES } from "@/design/silhouettes";

export const SEXES = ["unknown", "female", "male"] as const;
export const NEUTERED = ["unknown", "yes", "no"] as const;

/** "8,6" or "8.6" kilograms as 8600 grams; null when it is not a weight. */
export function gramsFrom(kilograms: string): number | null {
  const value = Number(kilograms.trim().replace(",", "."));
  return Number.isFinite(value) && value > 0 ? Math.round(value * 1000) : null;
}

export const petForm = z.object({
  name: z.string().trim().min(1, "nameNeeded").max(120, "tooLong"),
  species: z.enum(SPECIES, "speciesNeeded"),
  breedId: z.string(),
  sex: z.enum(SEXES),
  neutered: z.enum(NEUTERED),
  bornOn: z.string().refine((day) => day === "" || day <= new Date().toISOString().slice(0, 10), "bornLater"),
  isBirthDateEstimated: z.boolean(),
  weight: z.string().refine((text) => {
    const grams = text.trim() === "" ? 1 : gramsFrom(text);
    return grams !== null && grams <= 2_000_000;
  }, "weightInvalid"),
  microchip: z
    .string()
    .refine((text) => text.trim() === "" || /^\d{15}$/.test(text.replaceAll(" ", "")), "microchipInvalid"),
  color: z.string().trim().max(120, "tooLong"),
  insurer: z.string().trim().max(120, "tooLong"),
  insuranceNumber: z.string().trim().max(60, "tooLong"),
  note: z.string().trim().max(4000, "tooLong"),
});

export type PetAnswers = z.infer<typeof petForm>;

export function answersOf(pet: PetOut | null): PetAnswers {
  return {
    name: pet?.name ?? "",
    species: pet?.species ?? "dog",
    breedId: pet?.breed_id ?? "",
    sex: pet?.sex ?? "unknown",
    neutered: pet?.is_neutered == null ? "unknown" : pet.is_neutered ? "yes" : "no",
    bornOn: pet?.born_on ?? "",
    isBirthDateEstimated: pet?.is_birth_date_estimated ?? false,
    weight: pet?.weight_grams == null ? "" : String(pet.weight_grams / 1000),
    microchip: pet?.microchip_number ?? "",
    color: pet?.color ?? "",
    insurer: pet?.insurer ?? "",
    insuranceNumber: pet?.insurance_number ?? "",
    note: pet?.note ?? "",
  };
}

const orNull = (text: string) => (text === "" ? null : text);

export function petInFrom(answers: PetAnswers): PetIn {
  return {
    name: answers.name,
    species: answers.species,
    breed_id: orNull(answers.breedId),
    sex: answers.sex,
    is_neutered: answers.neutered === "unknown" ? null : answers.neutered === "yes",
    born_on: orNull(answers.bornOn),
    is_birth_date_estimated: answers.bornOn !== "" && answers.isBirthDateEstimated,
    weight_grams: gramsFrom(answers.weight),
    microchip_number: orNull(answers.microchip.replaceAll(" ", "")),
    color: orNull(answers.color),
    insurer: orNull(answers.insurer),
    insurance_number: orNull(answers.insuranceNumber),
    note: orNull(answers.note),
  };
}

/** Only what differs from the pet as it was read; a pet does not change its species. */
export function petPatchFrom(answers: PetAnswers, pet: PetOut): PetPatch {
  const { species: _, ...wanted } = petInFrom(answers);
  const changed = Object.entries(wanted).filter(([name, value]) => pet[name as keyof PetOut] !== value);
  return Object.fromEntries(changed);
}
