/** Every domain's words in one place, as i18next wants them. Joining domains is the shell's work. */
import { clinicsWords } from "@/clinics/words";
import { groundWords } from "@/i18n/ground-words";
import { LANGUAGES, type Language } from "@/i18n/i18n";
import { identityWords } from "@/identity/words";
import { petsWords } from "@/pets/words";
import { schedulingWords } from "@/scheduling/words";

const namespaces = {
  ground: groundWords,
  clinics: clinicsWords,
  identity: identityWords,
  pets: petsWords,
  scheduling: schedulingWords,
};

export const allWords = Object.fromEntries(
  LANGUAGES.map((language) => [language, wordsIn(language)]),
) as Record<Language, ReturnType<typeof wordsIn>>;

function wordsIn(language: Language) {
  return Object.fromEntries(Object.entries(namespaces).map(([name, words]) => [name, words[language]]));
}
