/** The app's languages. Each domain brings its own words; this file only knows which language is spoken. */
import i18next, { type i18n as I18n, type Resource } from "i18next";
import { getLocales } from "expo-localization";
import { initReactI18next } from "react-i18next";

export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The person's choice, else the first language of the device that we speak, else English. */
export function spokenLanguage(
  choice: "system" | Language,
  deviceLanguages = deviceLanguageCodes(),
): Language {
  if (choice !== "system") return choice;
  const spoken = deviceLanguages.find((code): code is Language =>
    (LANGUAGES as readonly string[]).includes(code),
  );
  return spoken ?? "en";
}

function deviceLanguageCodes(): string[] {
  return getLocales().flatMap(({ languageCode }) => (languageCode === null ? [] : [languageCode]));
}

export function createI18n(language: Language, resources: Resource): I18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources,
    defaultNS: "ground",
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}
