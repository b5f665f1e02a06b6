/** Questions a clinic asks when owners book: what the administrator's form holds of them. */
import { z } from "@/config/zod";

import type { Question, QuestionKind } from "@/api/generated.gen";

export const QUESTION_KINDS = ["text", "yes_no", "choice"] as const satisfies readonly QuestionKind[];

export const questionForm = z
  .object({
    /** Kept for good: answers given earlier refer to it. */
    id: z.string(),
    text: z.string().trim().min(1, "questionNeeded").max(200, "tooLong"),
    kind: z.enum(QUESTION_KINDS),
    /** One a line. */
    choices: z.string(),
    isRequired: z.boolean(),
    translations: z.record(z.string(), z.string().trim().max(200, "tooLong")),
  })
  .refine(({ kind, choices }) => kind !== "choice" || choicesFrom(choices).length >= 2, {
    message: "choicesNeeded",
    path: ["choices"],
  });

export type QuestionAnswers = z.infer<typeof questionForm>;

export function choicesFrom(typed: string): string[] {
  const lines = typed.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}

export function newQuestion(): QuestionAnswers {
  return {
    id: crypto.randomUUID(),
    text: "",
    kind: "text",
    choices: "",
    isRequired: false,
    translations: {},
  };
}

export function questionAnswers(question: Question, languages: readonly string[]): QuestionAnswers {
  return {
    id: question.id,
    text: question.text,
    kind: question.kind ?? "text",
    choices: (question.choices ?? []).join("\n"),
    isRequired: question.is_required ?? false,
    translations: {
      ...Object.fromEntries(languages.map((language) => [language, ""])),
      ...question.translations,
    },
  };
}

export function questionsFrom(answers: readonly QuestionAnswers[]): Question[] {
  return answers.map(({ id, text, kind, choices, isRequired, translations }) => ({
    id,
    text: text.trim(),
    kind,
    choices: kind === "choice" ? choicesFrom(choices) : [],
    is_required: isRequired,
    translations: Object.fromEntries(Object.entries(translations).filter(([, words]) => words.trim() !== "")),
  }));
}
