/** "de" as "German" or "Deutsch". Hermes on some phones has no names for languages; then the code itself has to do. */
export function languageName(code: string, locale: string): string {
  if (typeof Intl.DisplayNames !== "function") return code.toUpperCase();
  return new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code;
}
