import de from "./de";
import en from "./en";

type Words = { [key: string]: string | Words };

function flatten(words: Words, prefix = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

test("both languages say the same things", () => {
  const english = flatten(en);
  const german = new Map(flatten(de));
  expect([...german.keys()].sort()).toEqual(english.map(([key]) => key).sort());
  for (const [key, text] of english) {
    expect(placeholders(german.get(key) ?? ""), key).toEqual(placeholders(text));
  }
});
