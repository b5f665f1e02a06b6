/** What people may change about themselves. */
import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "@/config/zod";

import type { MeOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { TextArea, TextField } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";
import { showToast } from "@/design/toasts";
import { dateIn, viewerZone } from "@/time/zones";

import { useUpdateMeMutation } from "../api";

const ZONES = Intl.supportedValuesOf("timeZone");

const form = z.object({
  givenName: z.string().trim().min(1, "required").max(120, "tooLong"),
  familyName: z.string().trim().min(1, "required").max(120, "tooLong"),
  phone: z.string().regex(/^$|^\+?[\d\s()/.-]{5,30}$/, "phoneInvalid"),
  address: z.string().trim().max(300, "tooLong"),
  bornOn: z.string().refine((day) => day === "" || day <= dateIn(viewerZone()), "bornLater"),
  locale: z.enum(["en", "de"]),
  timeZone: z.string().refine((zone) => zone === "" || ZONES.includes(zone), "zoneUnknown"),
});
type Answers = z.infer<typeof form>;

export function YouForm({ me }: { me: MeOut }) {
  const { t } = useTranslation();
  const [update, { error }] = useUpdateMeMutation();
  const { control, register, handleSubmit, formState } = useForm<Answers>({
    resolver: zodResolver(form),
    values: {
      givenName: me.given_name,
      familyName: me.family_name,
      phone: me.phone ?? "",
      address: me.address ?? "",
      bornOn: me.born_on ?? "",
      timeZone: me.time_zone ?? "",
      locale: me.locale.startsWith("de") ? "de" : "en",
    },
  });
  const wrong = (name: keyof Answers) => {
    const message = formState.errors[name]?.message;
    return message === undefined ? undefined : t(`identity.you.${message as "required"}`);
  };
  const save = async (answers: Answers) => {
    const mePatch = {
      given_name: answers.givenName,
      family_name: answers.familyName,
      phone: answers.phone.trim() || null,
      address: answers.address || null,
      born_on: answers.bornOn || null,
      locale: answers.locale,
      time_zone: answers.timeZone || null,
    };
    const result = await update({ mePatch, "If-Match": `"${me.version}"` });
    if (result.data !== undefined) showToast({ tone: "free", message: t("states.saved") });
  };
  return (
    <form noValidate onSubmit={(event) => void handleSubmit(save)(event)} className="flex flex-col gap-6">
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <TextField
          label={t("identity.you.givenName")}
          autoComplete="given-name"
          error={wrong("givenName")}
          {...register("givenName")}
        />
        <TextField
          label={t("identity.you.familyName")}
          autoComplete="family-name"
          error={wrong("familyName")}
          {...register("familyName")}
        />
      </div>
      <TextField
        label={t("identity.you.email")}
        hint={t("identity.you.emailHint")}
        value={me.email}
        disabled
        readOnly
      />
      <TextField
        label={t("identity.you.phone")}
        hint={t("identity.you.phoneHint")}
        optional={t("states.optional")}
        type="tel"
        autoComplete="tel"
        error={wrong("phone")}
        {...register("phone")}
      />
      <TextArea
        label={t("identity.you.address")}
        hint={t("identity.you.addressHint")}
        optional={t("states.optional")}
        autoComplete="street-address"
        error={wrong("address")}
        {...register("address")}
      />
      <TextField
        label={t("identity.you.bornOn")}
        hint={t("identity.you.bornOnHint")}
        optional={t("states.optional")}
        type="date"
        autoComplete="bday"
        error={wrong("bornOn")}
        {...register("bornOn")}
      />
      <TextField
        label={t("identity.you.timeZone")}
        hint={t("identity.you.timeZoneHint")}
        optional={t("states.optional")}
        list="you-zones"
        autoComplete="off"
        error={wrong("timeZone")}
        {...register("timeZone")}
      />
      <datalist id="you-zones">
        {ZONES.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <Controller
        control={control}
        name="locale"
        render={({ field }) => (
          <Select
            label={t("identity.you.mailLanguage")}
            value={field.value}
            onChange={field.onChange}
            choices={[
              { value: "en", label: t("shell.languages.en") },
              { value: "de", label: t("shell.languages.de") },
            ]}
          />
        )}
      />
      {error !== undefined && <ProblemNotice problem={error} />}
      <div>
        <Button type="submit" tone="primary" isBusy={formState.isSubmitting}>
          {t("actions.save")}
        </Button>
      </div>
    </form>
  );
}
