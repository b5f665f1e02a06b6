/** What a visit, a wish or a link is about, by the service's name in the reader's language where the clinic gave one. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

type About = {
  appointment_type_name: string;
  appointment_type_translations?: Readonly<Record<string, string>>;
};

export function typeNameIn(about: About, language: string): string {
  return about.appointment_type_translations?.[language] || about.appointment_type_name;
}

export function useTypeName(): (about: About) => string {
  const { i18n } = useTranslation();
  return useCallback((about) => typeNameIn(about, i18n.language), [i18n.language]);
}
