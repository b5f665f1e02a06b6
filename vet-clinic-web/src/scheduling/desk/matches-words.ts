/** Does each of the words somebody typed occur in one of these texts? */
export function matchesWords(words: string, ...texts: (string | null | undefined)[]): boolean {
  const haystack = texts.join(" ").toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
