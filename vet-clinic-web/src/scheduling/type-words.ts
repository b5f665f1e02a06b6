/** A service and its questions in the reader's language, where the clinic has translated them. */
import type { AppointmentTypeOut, Question } from "@/api/generated.gen";

type Named = Pick<AppointmentTypeOut, "name" | "description"> &
  Partial<Pick<AppointmentTypeOut, "translations">>;

export function typeWords(type: Named, language: string): { name: string; description: string } {
  const words = type.translations?.[language];
  return { name: words?.name || type.name, description: words?.description || type.description };
}

export function questionWords(question: Question, language: string): string {
  return question.translations?.[language] || question.text;
}
