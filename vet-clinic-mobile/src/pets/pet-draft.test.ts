import { DateTime } from "luxon";
import type { Pet } from "./api";
import { changesTo, draftOf, NEW_PET, readDraft, type PetDraft } from "./pet-draft";

const today = DateTime.fromISO("2026-03-01");
const read = (words: Partial<PetDraft>) => readDraft({ ...NEW_PET, name: "Miso", ...words }, today);

test("a name is enough", () => {
  expect(read({ name: "  Miso " })).toEqual({
    pet: {
      name: "Miso",
      species: "dog",
      breed_id: null,
      sex: "unknown",
      is_neutered: null,
      born_on: null,
      is_birth_date_estimated: false,
      weight_grams: null,
      microchip_number: null,
      color: null,
      note: null,
    },
  });
});

test.each([
  ["24.06.2021", "2021-06-24", false],
  ["4/6/2021", "2021-06-04", false],
  ["2021-06-24", "2021-06-24", false],
  ["2019", "2019-01-01", true],
])("born %s", (born, born_on, is_birth_date_estimated) => {
  expect(read({ born })).toMatchObject({ pet: { born_on, is_birth_date_estimated } });
});

test.each([
  ["31.02.2021", "born_invalid"],
  ["last summer", "born_invalid"],
  ["0021", "born_invalid"],
  ["02.03.2026", "born_future"],
  ["2027", "born_future"],
])("born %s is refused", (born, error) => {
  expect(read({ born })).toEqual({ errors: { born: error } });
});

test.each([
  ["4.2", 4200],
  ["4,25", 4250],
  ["38 kg", 38_000],
  ["0.035", 35],
])("%s weighs", (weight, weight_grams) => {
  expect(read({ weight })).toMatchObject({ pet: { weight_grams } });
});

test.each(["heavy", "0", "-3", "4.2.1", "2001"])("a weight of %s is refused", (weight) => {
  expect(read({ weight })).toEqual({ errors: { weight: "weight_invalid" } });
});

test("a microchip number may be written in groups but has fifteen digits", () => {
  expect(read({ microchip: "276 098 102 345 678" })).toMatchObject({
    pet: { microchip_number: "276098102345678" },
  });
  expect(read({ microchip: "27609810234567" })).toEqual({ errors: { microchip: "microchip_invalid" } });
});

test("every mistake is told at once", () => {
  expect(read({ name: " ", born: "x", weight: "x", microchip: "x" })).toEqual({
    errors: {
      name: "name_missing",
      born: "born_invalid",
      weight: "weight_invalid",
      microchip: "microchip_invalid",
    },
  });
});

const pet: Pet = {
  id: "p1",
  name: "Miso",
  species: "cat",
  breed_id: null,
  breed_name: null,
  sex: "female",
  is_neutered: true,
  born_on: "2019-01-01",
  is_birth_date_estimated: true,
  weight_grams: 4200,
  microchip_number: null,
  color: null,
  note: null,
  deceased_on: null,
  insurer: null,
  insurance_number: null,
  owner_ids: ["o1"],
  version: 3,
};

test("an untouched pet has no changes, in either language", () => {
  for (const locale of ["en", "de"]) {
    const outcome = readDraft(draftOf(pet, locale), today);
    expect("pet" in outcome && changesTo(pet, outcome.pet)).toEqual({});
  }
});

test("only what changed is sent, and never the species", () => {
  const outcome = readDraft({ ...draftOf(pet, "de"), weight: "4,6", species: "dog" }, today);
  expect("pet" in outcome && changesTo(pet, outcome.pet)).toEqual({ weight_grams: 4600 });
});
