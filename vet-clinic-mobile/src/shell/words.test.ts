import { allWords } from "./words";

type Words = { [key: string]: string | Words };

function flat(words: Words, prefix = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[prefix + key, value]] : Object.entries(flat(value, `${prefix}${key}.`)),
    ),
  );
}

const placeholders = (text: string) => (text.match(/{{\w+}}/g) ?? []).sort();
const en = flat(allWords.en as unknown as Words);
const de = flat(allWords.de as unknown as Words);

test("both languages say the same things", () => {
  expect(Object.keys(de)).toEqual(Object.keys(en));
});

test.each(Object.keys(en))("%s fills in the same values in both languages", (key) => {
  expect(placeholders(de[key] ?? "")).toEqual(placeholders(en[key] ?? ""));
});

test("nothing is left unsaid", () => {
  expect([...Object.values(en), ...Object.values(de)].filter((text) => text.trim() === "")).toEqual([]);
});
