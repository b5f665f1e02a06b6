/** What the clinic wants to know beforehand, one question after the other. */
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Chip } from "@/design/choice";
import { Field } from "@/design/field";
import { Text } from "@/design/text";
import { space } from "@/design/tokens";
import { questionText, type Question } from "../service-words";

/** By the question's id: a text, "yes" or "no", or one of its choices. */
export type Answers = Readonly<Record<string, string>>;

interface QuestionsProps {
  questions: readonly Question[];
  answers: Answers;
  /** Somebody tried to go on without the answers that are needed. */
  isPressing: boolean;
  onAnswer: (questionId: string, answer: string) => void;
}

const LONGEST_ANSWER = 4000;

export function Questions({ questions, answers, isPressing, onAnswer }: QuestionsProps) {
  const { t, i18n } = useTranslation("scheduling");
  const { t: ground } = useTranslation();
  return (
    <>
      {questions.map((question) => {
        const asked = questionText(question, i18n.language);
        const label = question.is_required === true ? asked : `${asked} (${ground("optional")})`;
        const answer = answers[question.id] ?? "";
        const missing = isPressing && isMissing(question, answers) ? t("answer_missing") : undefined;
        if ((question.kind ?? "text") === "text") {
          return (
            <Field
              key={question.id}
              label={label}
              value={answer}
              error={missing}
              onChangeText={(words) => onAnswer(question.id, words)}
              maxLength={LONGEST_ANSWER}
              multiline
            />
          );
        }
        return (
          <View key={question.id} style={{ gap: space.sm }}>
            <Text size="sm" strong>
              {label}
            </Text>
            <View
              role="radiogroup"
              aria-label={asked}
              style={{ flexDirection: "row", flexWrap: "wrap", gap: space.sm }}
            >
              {choicesOf(question).map((choice) => (
                <Chip
                  key={choice}
                  label={question.kind === "yes_no" ? t(`answer.${choice === "yes" ? "yes" : "no"}`) : choice}
                  isChosen={answer === choice}
                  onChoose={() => onAnswer(question.id, choice)}
                />
              ))}
            </View>
            {missing === undefined ? null : (
              <Text size="sm" tone="alert" role="alert">
                {missing}
              </Text>
            )}
          </View>
        );
      })}
    </>
  );
}

function choicesOf(question: Question): readonly string[] {
  return question.kind === "yes_no" ? ["yes", "no"] : (question.choices ?? []);
}

export function isMissing(question: Question, answers: Answers): boolean {
  return question.is_required === true && (answers[question.id] ?? "").trim() === "";
}

/** As the API takes them; what was left open is left out. */
export function given(questions: readonly Question[], answers: Answers) {
  return questions
    .map(({ id }) => ({ question_id: id, text: (answers[id] ?? "").trim() }))
    .filter(({ text }) => text !== "");
}
