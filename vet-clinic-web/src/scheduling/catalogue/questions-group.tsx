/** What owners are asked when they book, in the order in which they are asked. */
import { ArrowDown, ArrowUp, MessageCircleQuestion, Trash2 } from "lucide-react";
import { Controller, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/design/button";
import { Card } from "@/design/card";
import { Checkbox, TextArea, TextField } from "@/design/field";
import { Select } from "@/design/select";

import { newQuestion, QUESTION_KINDS } from "./question-answers";
import type { TypeAnswers } from "./type-answers";
import { Group, useWrong } from "./type-group";

const MOST = 20;

function Question({
  index,
  last,
  languages,
  onMove,
  onRemove,
}: {
  index: number;
  last: number;
  languages: readonly string[];
  onMove: (to: number) => void;
  onRemove: () => void;
}) {
  const { t, i18n } = useTranslation();
  const { register, control, formState } = useFormContext<TypeAnswers>();
  const wrong = useWrong();
  const errors = formState.errors.questions?.[index];
  const kind = useWatch({ control, name: `questions.${index}.kind` });
  const names = new Intl.DisplayNames([i18n.language], { type: "language" });
  const words = { number: index + 1 };
  return (
    <Card className="flex flex-col gap-4 p-4!">
      <div className="flex items-center justify-between">
        <h3 className="text-sm font-semibold">{t("scheduling.types.question.nth", words)}</h3>
        <span className="flex">
          <IconButton
            size="small"
            label={t("scheduling.types.question.up", words)}
            disabled={index === 0}
            onClick={() => onMove(index - 1)}
          >
            <ArrowUp aria-hidden="true" size={16} />
          </IconButton>
          <IconButton
            size="small"
            label={t("scheduling.types.question.down", words)}
            disabled={index === last}
            onClick={() => onMove(index + 1)}
          >
            <ArrowDown aria-hidden="true" size={16} />
          </IconButton>
          <IconButton size="small" label={t("scheduling.types.question.remove", words)} onClick={onRemove}>
            <Trash2 aria-hidden="true" size={16} />
          </IconButton>
        </span>
      </div>
      <TextField
        label={t("scheduling.types.question.text")}
        error={wrong(errors?.text?.message)}
        {...register(`questions.${index}.text`)}
      />
      {languages.map((language) => (
        <TextField
          key={language}
          label={t("scheduling.types.question.translated", { language: names.of(language) ?? language })}
          optional={t("states.optional")}
          lang={language}
          error={wrong(errors?.translations?.[language]?.message)}
          {...register(`questions.${index}.translations.${language}`)}
        />
      ))}
      <Controller
        control={control}
        name={`questions.${index}.kind`}
        render={({ field }) => (
          <Select
            label={t("scheduling.types.question.kind")}
            value={field.value}
            onChange={field.onChange}
            choices={QUESTION_KINDS.map((each) => ({
              value: each,
              label: t(`scheduling.types.question.kinds.${each}`),
            }))}
          />
        )}
      />
      {kind === "choice" && (
        <TextArea
          label={t("scheduling.types.question.choices")}
          hint={t("scheduling.types.question.choicesHint")}
          error={wrong(errors?.choices?.message)}
          {...register(`questions.${index}.choices`)}
        />
      )}
      <Checkbox
        label={t("scheduling.types.question.isRequired")}
        {...register(`questions.${index}.isRequired`)}
      />
    </Card>
  );
}

export function QuestionsGroup({ languages }: { languages: readonly string[] }) {
  const { t } = useTranslation();
  const { control } = useFormContext<TypeAnswers>();
  const { fields, append, move, remove } = useFieldArray({ control, name: "questions", keyName: "key" });
  return (
    <Group title={t("scheduling.types.groups.questions")} lead={t("scheduling.types.questionsLead")}>
      {fields.map((field, index) => (
        <Question
          key={field.key}
          index={index}
          last={fields.length - 1}
          languages={languages}
          onMove={(to) => move(index, to)}
          onRemove={() => remove(index)}
        />
      ))}
      {fields.length < MOST && (
        <div>
          <Button
            icon={<MessageCircleQuestion aria-hidden="true" size={18} />}
            onClick={() => append(newQuestion())}
          >
            {t("scheduling.types.question.add")}
          </Button>
        </div>
      )}
    </Group>
  );
}
