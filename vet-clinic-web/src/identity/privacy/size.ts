/** "48 kB", in the reader's language. */
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

export function sizeWords(bytes: number, language: string): string {
  const rank = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: UNITS[rank] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: rank > 1 ? 1 : 0,
  }).format(bytes / 1000 ** rank);
}
