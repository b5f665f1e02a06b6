/** The form of an appointment type, with what owners will read beside it while it is written. */
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch, type Control, type UseFormRegister } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { AppointmentTypeOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Card } from "@/design/card";
import { Checkbox, TextArea, TextField } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { SPECIES } from "@/design/silhouettes";

import { ServiceWords } from "../components/service-list";
import { minorFrom } from "../money";
import { answersOf, typeForm, type TypeAnswers } from "./type-answers";

export type TypeFormProps = {
  type: AppointmentTypeOut | null;
  currency: string;
  vets: readonly { id: string; name: string }[];
  onSubmit: (answers: TypeAnswers) => Promise<void>;
  problem: unknown;
};

function Preview({ control, currency }: { control: Control<TypeAnswers>; currency: string }) {
  const { t } = useTranslation();
  const answers = useWatch({ control });
  const type = {
    name: answers.name?.trim() || t("scheduling.types.previewName"),
    description: answers.description?.trim() ?? "",
    duration_minutes: Number(answers.duration) || 0,
    price: { amount_minor: minorFrom(answers.price ?? "", currency) ?? 0, currency },
    species: answers.species ?? [],
  };
  return (
    <aside aria-label={t("scheduling.types.preview")} className="lg:sticky lg:top-6 lg:self-start">
      <h2 className="mb-2 text-sm font-semibold text-ink-soft">{t("scheduling.types.preview")}</h2>
      <Card className="p-4">
        <ServiceWords type={type} />
      </Card>
      <p className="mt-2 text-sm text-ink-soft">
        {answers.isActive && answers.isOwnerBookable
          ? t("scheduling.types.shown")
          : t("scheduling.types.hidden")}
      </p>
    </aside>
  );
}

type Choices = {
  legend: string;
  hint: string;
  name: "species" | "veterinarianIds";
  options: readonly { value: string; label: string }[];
};

function ManyOf({
  legend,
  hint,
  name,
  options,
  register,
}: Choices & { register: UseFormRegister<TypeAnswers> }) {
  return (
    <fieldset>
      <legend className="text-sm font-semibold">{legend}</legend>
      <p className="mb-2 text-sm text-ink-soft">{hint}</p>
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        {options.map(({ value, label }) => (
          <Checkbox key={value} label={label} value={value} {...register(name)} />
        ))}
      </div>
    </fieldset>
  );
}

export function TypeForm({ type, currency, vets, onSubmit, problem }: TypeFormProps) {
  const { t } = useTranslation();
  const { control, register, handleSubmit, formState } = useForm<TypeAnswers>({
    resolver: zodResolver(typeForm),
    defaultValues: answersOf(type),
  });
  const wrong = (name: keyof TypeAnswers) => {
    const message = formState.errors[name]?.message;
    return message === undefined ? undefined : t(`scheduling.types.errors.${message as "number"}`);
  };
  const number = (
    name: "duration" | "bufferBefore" | "bufferAfter" | "interval" | "noticeHours" | "horizonDays",
  ) => (
    <TextField
      label={t(`scheduling.types.${name}`)}
      hint={t(`scheduling.types.${name}Hint`)}
      inputMode="numeric"
      error={wrong(name)}
      {...register(name)}
    />
  );
  return (
    <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <form
        noValidate
        onSubmit={(event) => void handleSubmit(onSubmit)(event)}
        className="flex min-w-0 flex-col gap-6"
      >
        <TextField label={t("scheduling.types.name")} error={wrong("name")} {...register("name")} />
        <TextArea
          label={t("scheduling.types.description")}
          hint={t("scheduling.types.descriptionHint")}
          optional={t("states.optional")}
          error={wrong("description")}
          {...register("description")}
        />
        <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
          <TextField
            label={t("scheduling.types.price", { currency })}
            inputMode="decimal"
            error={wrong("price")}
            {...register("price")}
          />
          {number("duration")}
          {number("bufferBefore")}
          {number("bufferAfter")}
          {number("interval")}
          {number("noticeHours")}
          {number("horizonDays")}
        </div>
        <ManyOf
          legend={t("scheduling.types.species")}
          hint={t("scheduling.types.speciesHint")}
          name="species"
          options={SPECIES.map((species) => ({ value: species, label: t(`pets.species.${species}`) }))}
          register={register}
        />
        <ManyOf
          legend={t("scheduling.types.vets")}
          hint={t("scheduling.types.vetsHint")}
          name="veterinarianIds"
          options={vets.map(({ id, name }) => ({ value: id, label: name }))}
          register={register}
        />
        <div className="flex flex-col gap-3">
          <Checkbox
            label={t("scheduling.types.isOwnerBookable")}
            hint={t("scheduling.types.isOwnerBookableHint")}
            {...register("isOwnerBookable")}
          />
          <Checkbox
            label={t("scheduling.types.isActive")}
            hint={t("scheduling.types.isActiveHint")}
            {...register("isActive")}
          />
        </div>
        {problem !== undefined && <ProblemNotice problem={problem} />}
        <div>
          <Button type="submit" tone="primary" isBusy={formState.isSubmitting}>
            {type === null ? t("scheduling.types.create") : t("actions.save")}
          </Button>
        </div>
      </form>
      <Preview control={control} currency={currency} />
    </div>
  );
}
