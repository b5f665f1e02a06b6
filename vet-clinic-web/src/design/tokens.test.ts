/** The promise of tokens.css: nothing else names a raw colour or size, and the scale stays small. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SOURCE = join(import.meta.dirname, "..");
const TOKENS = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter(
  (name) => /\.(tsx?|css)$/.test(name) && !/\.test\.|tokens\.css|generated\.gen|^testing/.test(name),
);
const read = (name: string) => readFileSync(join(SOURCE, name), "utf8");

const names = (pattern: RegExp) => new Set([...TOKENS.matchAll(pattern)].map((match) => match[1] ?? ""));
const colours = names(/--color-([\w-]+):/g);

test("no raw colour outside tokens.css", () => {
  const raw = files.filter((name) => /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/i.test(read(name)));
  expect(raw).toEqual([]);
});

test("no raw size in a class", () => {
  const raw = files.flatMap((name) =>
    [...read(name).matchAll(/[\w:-]+-\[\d[\d.]*(?:px|rem|em|vw|%)\]/g)].map(
      (match) => `${name}: ${match[0]}`,
    ),
  );
  expect(raw).toEqual([]);
});

test("six sizes of type, one radius for controls", () => {
  expect([...names(/--text-(\w+):/g)]).toEqual(["xs", "sm", "base", "lg", "xl", "2xl"]);
  expect([...names(/--radius-(\w+):/g)]).toEqual(["control", "full"]);
});

test("every colour class is a token", () => {
  const unknown = files.flatMap((name) =>
    [
      ...read(name).matchAll(
        /["\s:](?:bg|fill|border|outline|decoration|accent)-([a-z]+(?:-[a-z0-9]+)*)(?=[/\s"'`!])/g,
      ),
    ]
      .map((match) => match[1] ?? "")
      .filter((word) =>
        /^(paper|surface|raised|sunk|line|scrim|ink|green|on|accent|free|due|alert|info|taken|tint)/.test(
          word,
        ),
      )
      .filter((word) => !colours.has(word))
      .map((word) => `${name}: ${word}`),
  );
  expect(unknown).toEqual([]);
});
