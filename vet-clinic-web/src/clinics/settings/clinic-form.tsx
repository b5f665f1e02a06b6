/** What owners read about the clinic and how they reach it. Only what was changed is sent, on the version that was read. */
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { ClinicOut, ClinicPatch } from "@/api/generated.gen";
import { z } from "@/config/zod";
import { Button } from "@/design/button";
import { TextArea, TextField } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";

import { useUpdateClinicMutation } from "../api";

const line = (most: number) => z.string().trim().min(1, "needed").max(most, "tooLong");

const form = z.object({
  name: line(120),
  description: z.string().trim().max(4000, "tooLong"),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d\s()/.-]{5,30}$/, "phone"),
  email: z
    .string()
    .trim()
    .regex(/^\S+@\S+\.\S+$/, "email"),
  street: line(120),
  postal_code: line(20),
  locality: line(120),
  region: z.string().trim().max(120, "tooLong"),
});
export type ClinicAnswers = z.infer<typeof form>;

export function answersOf(clinic: ClinicOut): ClinicAnswers {
  const { name, description, phone, email, address } = clinic;
  const { street, postal_code, locality, region } = address;
  return { name, description, phone, email, street, postal_code, locality, region: region ?? "" };
}

/** The answers that differ from what stands; a region taken out is null. */
export function patchFrom(answers: ClinicAnswers, clinic: ClinicOut): ClinicPatch {
  const before = answersOf(clinic);
  const names = Object.keys(before) as (keyof ClinicAnswers)[];
  return Object.fromEntries(
    names
      .filter((name) => answers[name] !== before[name])
      .map((name) => [name, name === "region" && answers.region === "" ? null : answers[name]]),
  );
}

export function ClinicForm({ clinic }: { clinic: ClinicOut }) {
  const { t } = useTranslation();
  const [update, { error }] = useUpdateClinicMutation();
  const { register, handleSubmit, formState } = useForm<ClinicAnswers>({
    resolver: zodResolver(form),
    defaultValues: answersOf(clinic),
  });
  const save = async (answers: ClinicAnswers) => {
    const clinicPatch = patchFrom(answers, clinic);
    if (Object.keys(clinicPatch).length === 0) return;
    const result = await update({ clinicId: clinic.id, "If-Match": `"${clinic.version}"`, clinicPatch });
    if (result.data !== undefined) showToast({ tone: "free", message: t("clinics.settings.saved") });
  };
  const field = (name: keyof ClinicAnswers) => {
    const message = formState.errors[name]?.message;
    return {
      label: t(`clinics.settings.${name}`),
      error: message === undefined ? undefined : t(`clinics.settings.errors.${message as "needed"}`),
      ...register(name),
    };
  };
  return (
    <form
      noValidate
      onSubmit={(event) => void handleSubmit(save)(event)}
      className="flex max-w-form flex-col gap-6"
    >
      <TextField {...field("name")} />
      <TextArea
        {...field("description")}
        hint={t("clinics.settings.descriptionHint")}
        optional={t("states.optional")}
      />
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <TextField {...field("phone")} type="tel" />
        <TextField {...field("email")} type="email" />
      </div>
      <TextField {...field("street")} />
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-3">
        <TextField {...field("postal_code")} />
        <TextField {...field("locality")} />
        <TextField {...field("region")} optional={t("states.optional")} />
      </div>
      <p className="text-sm text-ink-soft">
        {t("clinics.settings.fixed", { zone: clinic.time_zone, currency: clinic.currency })}
      </p>
      {error !== undefined && <ProblemNotice problem={error} />}
      <div>
        <Button type="submit" tone="primary" isBusy={formState.isSubmitting} disabled={!formState.isDirty}>
          {t("actions.save")}
        </Button>
      </div>
    </form>
  );
}
