/** The clinic's questions to whoever books. Each answer is kept as text; yes and no as "yes" and "no". */
import { useTranslation } from "react-i18next";

import type { AnswerIn, Question } from "@/api/generated.gen";
import { TextArea } from "@/design/field";

import { questionWords } from "../type-words";

/** By the question's id. */
export type Answers = Readonly<Record<string, string>>;

const YES_NO = ["yes", "no"] as const;

export function isMissing(question: Question, answers: Answers): boolean {
  return question.is_required === true && (answers[question.id] ?? "").trim() === "";
}

/** Only what was answered; nothing is sent for a question that was left open. */
export function answersIn(questions: readonly Question[], answers: Answers): AnswerIn[] {
  return questions
    .map(({ id }) => ({ question_id: id, text: (answers[id] ?? "").trim() }))
    .filter(({ text }) => text !== "");
}

export type QuestionListProps = {
  questions: readonly Question[];
  answers: Answers;
  onChange: (answers: Answers) => void;
  /** Say what is missing. */
  isAsked: boolean;
};

export function QuestionList({ questions, answers, onChange, isAsked }: QuestionListProps) {
  const { t, i18n } = useTranslation();
  const set = (id: string, text: string) => onChange({ ...answers, [id]: text });
  return questions.map((question) => {
    const words = questionWords(question, i18n.language);
    const error = isAsked && isMissing(question, answers) ? t("scheduling.questions.needed") : undefined;
    const optional = question.is_required === true ? undefined : t("states.optional");
    if ((question.kind ?? "text") === "text") {
      return (
        <TextArea
          key={question.id}
          label={words}
          {...(optional !== undefined && { optional })}
          rows={2}
          maxLength={4000}
          error={error}
          value={answers[question.id] ?? ""}
          onChange={(event) => set(question.id, event.target.value)}
        />
      );
    }
    const choices: readonly { value: string; label: string }[] =
      question.kind === "yes_no"
        ? YES_NO.map((value) => ({ value, label: t(`scheduling.questions.${value}`) }))
        : (question.choices ?? []).map((value) => ({ value, label: value }));
    return (
      <fieldset key={question.id}>
        <legend className="mb-1.5 text-sm font-semibold">
          {words}
          {optional !== undefined && <span className="font-normal text-ink-soft"> ({optional})</span>}
        </legend>
        <div className="flex flex-wrap gap-x-6 gap-y-1">
          {choices.map(({ value, label }) => (
            <label key={value} className="flex min-h-11 items-center gap-2.5">
              <input
                type="radio"
                name={question.id}
                checked={answers[question.id] === value}
                onChange={() => set(question.id, value)}
                className="size-5 shrink-0 accent-green"
              />
              {label}
            </label>
          ))}
        </div>
        <p role="alert" className="text-sm font-semibold text-alert">
          {error ?? ""}
        </p>
      </fieldset>
    );
  });
}
