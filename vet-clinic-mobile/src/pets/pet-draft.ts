/**
 * A pet while it is being typed: words as people write them, and what the API wants. Dates read day first as in 24.06.2021, or as
 * a year alone, which counts as estimated; weights take a comma or a point.
 */
import { DateTime } from "luxon";
import type { PetIn, PetPatch } from "@/api/generated.gen";
import { readTypedDay, typedDay } from "@/time/typed-day";
import type { Pet } from "./api";

export interface PetDraft {
  name: string;
  species: Pet["species"];
  breedId: string | null;
  sex: Pet["sex"];
  isNeutered: boolean | null;
  born: string;
  weight: string;
  microchip: string;
  color: string;
  note: string;
}

export type DraftError =
  "name_missing" | "born_invalid" | "born_future" | "weight_invalid" | "microchip_invalid";
export type DraftErrors = Partial<Record<keyof PetDraft, DraftError>>;

export const NEW_PET: PetDraft = {
  name: "",
  species: "dog",
  breedId: null,
  sex: "unknown",
  isNeutered: null,
  born: "",
  weight: "",
  microchip: "",
  color: "",
  note: "",
};

const HEAVIEST_GRAMS = 2_000_000;

export function draftOf(pet: Pet, locale: string): PetDraft {
  const weight = pet.weight_grams === null ? "" : String(pet.weight_grams / 1000);
  return {
    name: pet.name,
    species: pet.species,
    breedId: pet.breed_id,
    sex: pet.sex,
    isNeutered: pet.is_neutered,
    born: pet.born_on === null ? "" : bornText(pet.born_on, pet.is_birth_date_estimated),
    weight: locale.startsWith("de") ? weight.replace(".", ",") : weight,
    microchip: pet.microchip_number ?? "",
    color: pet.color ?? "",
    note: pet.note ?? "",
  };
}

/** The pet to send, or what is wrong with which field. */
export function readDraft(draft: PetDraft, today: DateTime): { pet: PetIn } | { errors: DraftErrors } {
  const errors: DraftErrors = {};
  const name = draft.name.trim();
  if (name === "") errors.name = "name_missing";
  const born = readBorn(draft.born, today);
  if (typeof born === "string") errors.born = born;
  const weight = readWeight(draft.weight);
  if (weight === "weight_invalid") errors.weight = weight;
  const microchip = draft.microchip.replace(/[\s-]/g, "");
  if (microchip !== "" && !/^[0-9]{15}$/.test(microchip)) errors.microchip = "microchip_invalid";
  if (Object.keys(errors).length > 0 || typeof born === "string" || weight === "weight_invalid")
    return { errors };
  return {
    pet: {
      name,
      species: draft.species,
      breed_id: draft.breedId,
      sex: draft.sex,
      is_neutered: draft.isNeutered,
      born_on: born?.on ?? null,
      is_birth_date_estimated: born?.isEstimated ?? false,
      weight_grams: weight,
      microchip_number: emptyAsNull(microchip),
      color: emptyAsNull(draft.color.trim()),
      note: emptyAsNull(draft.note.trim()),
    },
  };
}

/** Only what differs from the pet as it is; a pet keeps its species. */
export function changesTo(pet: Pet, wanted: PetIn): PetPatch {
  const differs = ([name, value]: [string, unknown]) =>
    name !== "species" && value !== pet[name as keyof PetIn];
  return Object.fromEntries(Object.entries(wanted).filter(differs)) as PetPatch;
}

function readBorn(text: string, today: DateTime): { on: string; isEstimated: boolean } | DraftError | null {
  const words = text.trim();
  if (words === "") return null;
  const isYear = /^\d{4}$/.test(words);
  const day = isYear
    ? DateTime.fromObject({ year: Number(words), month: 1, day: 1 }, { zone: "utc" })
    : readTypedDay(words);
  if (day === null || !day.isValid || day.year < 1900) return "born_invalid";
  const on = day.toISODate() ?? "";
  if (on > (today.toISODate() ?? "")) return "born_future";
  return { on, isEstimated: isYear };
}

function readWeight(text: string): number | null | "weight_invalid" {
  const words = text
    .trim()
    .replace(/\s*kg$/i, "")
    .replace(",", ".");
  if (words === "") return null;
  if (!/^\d+(\.\d{1,3})?$/.test(words)) return "weight_invalid";
  const grams = Math.round(Number(words) * 1000);
  return grams >= 1 && grams <= HEAVIEST_GRAMS ? grams : "weight_invalid";
}

function bornText(bornOn: string, isEstimated: boolean): string {
  return isEstimated ? bornOn.slice(0, 4) : typedDay(bornOn);
}

function emptyAsNull(text: string): string | null {
  return text === "" ? null : text;
}
