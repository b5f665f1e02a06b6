/** "48 kB", in the reader's language. Written out by hand: not every phone's engine knows units. */
const UNITS = ["B", "kB", "MB", "GB"] as const;

export function sizeWords(bytes: number, language: string): string {
  const rank = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const figure = new Intl.NumberFormat(language, { maximumFractionDigits: rank > 1 ? 1 : 0 });
  return `${figure.format(bytes / 1000 ** rank)} ${UNITS[rank] ?? "B"}`;
}
