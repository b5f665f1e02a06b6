/** The questions about a pet: name and species first, everything else can wait. */
import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm, useWatch, type Control } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { PetOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Checkbox, TextArea, TextField } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";
import { Silhouette, SPECIES } from "@/design/silhouettes";

import { useListBreedsQuery } from "../api";
import { answersOf, NEUTERED, petForm, SEXES, type PetAnswers } from "../pet-answers";

export type PetFormProps = {
  pet: PetOut | null;
  onSubmit: (answers: PetAnswers) => Promise<void>;
  problem: unknown;
};

function SpeciesField({ control }: { control: Control<PetAnswers> }) {
  const { t } = useTranslation();
  return (
    <Controller
      control={control}
      name="species"
      render={({ field }) => (
        <fieldset>
          <legend className="mb-1.5 text-sm font-semibold">{t("pets.form.species")}</legend>
          <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
            {SPECIES.map((species) => (
              <label
                key={species}
                className="flex min-w-0 cursor-pointer items-center gap-2 rounded-control border border-line bg-surface p-2 text-sm font-semibold transition hover:border-line-strong has-checked:border-green has-checked:bg-green-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-green"
              >
                <input
                  type="radio"
                  className="sr-only"
                  name={field.name}
                  value={species}
                  checked={field.value === species}
                  onChange={() => field.onChange(species)}
                  onBlur={field.onBlur}
                />
                <span className="size-9 shrink-0 overflow-hidden rounded-full bg-sunk text-green [--wash:var(--color-sunk)]">
                  <Silhouette species={species} />
                </span>
                <span className="min-w-0">{t(`pets.species.${species}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
    />
  );
}

function BreedField({ control }: { control: Control<PetAnswers> }) {
  const { t } = useTranslation();
  const species = useWatch({ control, name: "species" });
  const { data } = useListBreedsQuery({ species });
  const breeds = data?.items ?? [];
  return (
    <Controller
      control={control}
      name="breedId"
      render={({ field }) => (
        <Select
          label={t("pets.form.breed")}
          value={breeds.some(({ id }) => id === field.value) ? field.value : ""}
          onChange={field.onChange}
          disabled={breeds.length === 0}
          choices={[
            { value: "", label: t("pets.form.noBreed") },
            ...breeds.map((breed) => ({ value: breed.id, label: breed.name })),
          ]}
        />
      )}
    />
  );
}

export function PetForm({ pet, onSubmit, problem }: PetFormProps) {
  const { t } = useTranslation();
  const { control, register, handleSubmit, formState } = useForm<PetAnswers>({
    resolver: zodResolver(petForm),
    defaultValues: answersOf(pet),
  });
  const bornOn = useWatch({ control, name: "bornOn" });
  const wrong = (name: keyof PetAnswers) => {
    const message = formState.errors[name]?.message;
    return message === undefined ? undefined : t(`pets.form.errors.${message as "nameNeeded"}`);
  };
  const optional = t("states.optional");
  return (
    <form noValidate onSubmit={(event) => void handleSubmit(onSubmit)(event)} className="flex flex-col gap-6">
      <TextField label={t("pets.form.name")} error={wrong("name")} autoComplete="off" {...register("name")} />
      {pet === null && <SpeciesField control={control} />}
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <BreedField control={control} />
        <TextField
          label={t("pets.form.color")}
          optional={optional}
          error={wrong("color")}
          {...register("color")}
        />
        <Controller
          control={control}
          name="sex"
          render={({ field }) => (
            <Select
              label={t("pets.form.sex")}
              value={field.value}
              onChange={field.onChange}
              choices={SEXES.map((sex) => ({ value: sex, label: t(`pets.sex.${sex}`) }))}
            />
          )}
        />
        <Controller
          control={control}
          name="neutered"
          render={({ field }) => (
            <Select
              label={t("pets.form.neutered")}
              value={field.value}
              onChange={field.onChange}
              choices={NEUTERED.map((answer) => ({ value: answer, label: t(`pets.neutered.${answer}`) }))}
            />
          )}
        />
        <div className="flex flex-col gap-3">
          <TextField
            label={t("pets.form.bornOn")}
            optional={optional}
            type="date"
            error={wrong("bornOn")}
            {...register("bornOn")}
          />
          {bornOn !== "" && (
            <Checkbox label={t("pets.form.estimated")} {...register("isBirthDateEstimated")} />
          )}
        </div>
        <TextField
          label={t("pets.form.weight")}
          hint={t("pets.form.weightHint")}
          optional={optional}
          inputMode="decimal"
          error={wrong("weight")}
          {...register("weight")}
        />
      </div>
      <TextField
        label={t("pets.form.microchip")}
        hint={t("pets.form.microchipHint")}
        optional={optional}
        inputMode="numeric"
        error={wrong("microchip")}
        {...register("microchip")}
      />
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <TextField
          label={t("pets.form.insurer")}
          optional={optional}
          autoComplete="off"
          error={wrong("insurer")}
          {...register("insurer")}
        />
        <TextField
          label={t("pets.form.insuranceNumber")}
          optional={optional}
          autoComplete="off"
          error={wrong("insuranceNumber")}
          {...register("insuranceNumber")}
        />
      </div>
      <TextArea
        label={t("pets.form.note")}
        hint={t("pets.form.noteHint")}
        optional={optional}
        error={wrong("note")}
        {...register("note")}
      />
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <div>
        <Button type="submit" tone="primary" isBusy={formState.isSubmitting}>
          {pet === null ? t("pets.form.add") : t("actions.save")}
        </Button>
      </div>
    </form>
  );
}
