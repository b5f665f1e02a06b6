/** A service and its questions in the reader's language, where the clinic wrote them in it. */
import type { Appointment, Service } from "./api";

export type Question = Service["questions"][number];

export function serviceName(service: Pick<Service, "name" | "translations">, language: string): string {
  return said(service.translations, language)?.name ?? service.name;
}

/** What a visit or a wish on the waitlist is about. */
export function aboutName(
  about: Pick<Appointment, "appointment_type_name" | "appointment_type_translations">,
  language: string,
): string {
  return said(about.appointment_type_translations, language) ?? about.appointment_type_name;
}

export function serviceDescription(
  service: Pick<Service, "description" | "translations">,
  language: string,
): string {
  return said(service.translations, language)?.description ?? service.description;
}

export function questionText(question: Pick<Question, "text" | "translations">, language: string): string {
  return said(question.translations ?? {}, language) ?? question.text;
}

/** By the whole tag, then by its language: "de-AT" reads what was written for "de". */
function said<Words>(translations: Record<string, Words>, language: string): Words | undefined {
  return translations[language] ?? translations[language.split("-")[0] ?? language];
}
