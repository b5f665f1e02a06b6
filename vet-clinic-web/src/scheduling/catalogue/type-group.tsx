/** The groups of the form of an appointment type, and the fields they are made of. */
import type { ReactNode } from "react";
import { useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { Checkbox, TextField } from "@/design/field";

import type { TypeAnswers } from "./type-answers";

export function Group({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-5 border-t border-line pt-6 first:border-0 first:pt-0">
      <legend className="contents">
        <span className="font-serif text-lg font-medium">{title}</span>
      </legend>
      {lead !== undefined && <p className="-mt-4 max-w-prose text-sm text-ink-soft">{lead}</p>}
      {children}
    </fieldset>
  );
}

export type LineName =
  | "name"
  | "duration"
  | "bufferBefore"
  | "bufferAfter"
  | "interval"
  | "offset"
  | "noticeHours"
  | "horizonDays"
  | "capacity"
  | "dailyCap"
  | "sameDayPercent"
  | "price"
  | "deposit"
  | "cancellationHours"
  | "lateFee";

const WORDS: readonly LineName[] = ["name"];
const OPTIONAL: readonly LineName[] = ["dailyCap", "deposit", "lateFee"];
const WITHOUT_HINT: readonly LineName[] = ["name", "price"];
const DECIMAL: readonly LineName[] = ["price", "deposit", "lateFee", "noticeHours", "cancellationHours"];

/** The message for what is wrong with an answer. */
export function useWrong() {
  const { t } = useTranslation();
  return (message: string | undefined) =>
    message === undefined ? undefined : t(`scheduling.types.errors.${message as "number"}`);
}

/** One line of text: label and hint are the words of its name. */
export function Line({ name, currency = "" }: { name: LineName; currency?: string }) {
  const { t } = useTranslation();
  const { register, formState } = useFormContext<TypeAnswers>();
  const wrong = useWrong();
  return (
    <TextField
      label={t(`scheduling.types.${name}`, { currency })}
      hint={
        WITHOUT_HINT.includes(name)
          ? undefined
          : t(`scheduling.types.${name as "duration"}Hint`, { currency })
      }
      error={wrong(formState.errors[name]?.message)}
      {...(!WORDS.includes(name) && { inputMode: DECIMAL.includes(name) ? "decimal" : "numeric" })}
      {...(OPTIONAL.includes(name) && { optional: t("states.optional") })}
      {...register(name)}
    />
  );
}

export function Lines({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 items-start gap-5 sm:grid-cols-2">{children}</div>;
}

export type ManyOfProps = {
  legend: string;
  hint: string;
  name: "species" | "requirements";
  options: readonly { value: string; label: string; hint?: string }[];
};

export function ManyOf({ legend, hint, name, options }: ManyOfProps) {
  const { register } = useFormContext<TypeAnswers>();
  return (
    <fieldset>
      <legend className="text-sm font-semibold">{legend}</legend>
      <p className="mb-2 text-sm text-ink-soft">{hint}</p>
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        {options.map(({ value, ...option }) => (
          <Checkbox key={value} value={value} {...option} {...register(name)} />
        ))}
      </div>
    </fieldset>
  );
}

export function Tick({ name }: { name: "isOwnerBookable" | "isActive" | "isConfirmationNeeded" }) {
  const { t } = useTranslation();
  const { register } = useFormContext<TypeAnswers>();
  return (
    <Checkbox
      label={t(`scheduling.types.${name}`)}
      hint={t(`scheduling.types.${name}Hint`)}
      {...register(name)}
    />
  );
}

/** One of a few, as radio buttons with a word each. */
export function OneOf({
  name,
  legend,
  options,
}: {
  name: "place" | "clients";
  legend: string;
  options: readonly { value: string; label: string }[];
}) {
  const { register } = useFormContext<TypeAnswers>();
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-semibold">{legend}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {options.map(({ value, label }) => (
          <label key={value} className="flex min-h-8 items-center gap-2.5">
            <input type="radio" value={value} className="size-5 shrink-0 accent-green" {...register(name)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
