/** The service's questions at the desk: the owner's own, but nobody has to answer, because somebody may be on the phone. */
import { useTranslation } from "react-i18next";

import type { Question } from "@/api/generated.gen";

import { QuestionList, type Answers } from "../../booking/question-list";

export type DeskQuestionsProps = {
  questions: readonly Question[];
  answers: Answers;
  onChange: (answers: Answers) => void;
};

export function DeskQuestions({ questions, answers, onChange }: DeskQuestionsProps) {
  const { t } = useTranslation();
  if (questions.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-4 border-t border-line pt-4">
      <legend className="sr-only">{t("desk.questions.title")}</legend>
      <QuestionList
        questions={questions.map((question) => ({ ...question, is_required: false }))}
        answers={answers}
        onChange={onChange}
        isAsked={false}
      />
    </fieldset>
  );
}
