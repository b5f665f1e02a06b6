import { DateTime } from "luxon";

import { PETS } from "@/testing/world";

import { ageOn } from "./age";
import { answersOf, gramsFrom, petForm, petInFrom, petPatchFrom } from "./pet-answers";

const TODAY = DateTime.fromISO("2026-03-02", { zone: "utc" });
const [PRETZEL] = PETS;
if (PRETZEL === undefined) throw new Error("The world has no pets.");

test.each([
  ["2026-02-16", "weeks", 2],
  ["2025-12-03", "weeks", 12],
  ["2025-12-02", "months", 3],
  ["2024-03-03", "months", 23],
  ["2024-03-02", "years", 2],
  ["2016-03-03", "years", 9],
] as const)("born on %s is %s: %i", (bornOn, unit, count) => {
  expect(ageOn(bornOn, TODAY)).toEqual({ unit, count });
});

test("weights are read with comma or point", () => {
  expect([
    gramsFrom("8,6"),
    gramsFrom(" 8.6 "),
    gramsFrom("0.032"),
    gramsFrom("0"),
    gramsFrom("heavy"),
  ]).toEqual([8600, 8600, 32, null, null]);
});

test("unchanged answers change nothing, a changed one changes only itself", () => {
  const answers = answersOf(PRETZEL);
  expect(petPatchFrom(answers, PRETZEL)).toEqual({});
  expect(petPatchFrom({ ...answers, weight: "9", note: "Afraid of scales." }, PRETZEL)).toEqual({
    weight_grams: 9000,
    note: "Afraid of scales.",
  });
});

test("what is left empty is unknown, not empty text", () => {
  expect(
    petInFrom({ ...answersOf(null), name: "Minka", species: "cat", isBirthDateEstimated: true }),
  ).toEqual({
    name: "Minka",
    species: "cat",
    breed_id: null,
    sex: "unknown",
    is_neutered: null,
    born_on: null,
    is_birth_date_estimated: false,
    weight_grams: null,
    microchip_number: null,
    color: null,
    insurer: null,
    insurance_number: null,
    note: null,
  });
});

test.each([
  [{ name: " " }, "nameNeeded"],
  [{ microchip: "12345" }, "microchipInvalid"],
  [{ weight: "heavy" }, "weightInvalid"],
  [{ bornOn: "2999-01-01" }, "bornLater"],
])("the form refuses %j", (wrong, word) => {
  const result = petForm.safeParse({ ...answersOf(PRETZEL), ...wrong });
  expect(result.error?.issues[0]?.message).toBe(word);
});

test("a microchip number may be typed in groups", () => {
  expect(petForm.safeParse({ ...answersOf(PRETZEL), microchip: "276 0981 0234 5678" }).success).toBe(true);
});
