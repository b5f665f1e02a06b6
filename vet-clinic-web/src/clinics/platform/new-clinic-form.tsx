/** The questions about a clinic that joins the platform. Its people are invited afterwards, its administrator first. */
import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { ClinicOut, DataRegion } from "@/api/generated.gen";
import { z } from "@/config/zod";
import { Button } from "@/design/button";
import { Checkbox, TextField } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";
import { SPECIES } from "@/design/silhouettes";

import { useOpenClinicMutation } from "../api";

const REGIONS = ["eu", "uk", "us", "ca", "au"] as const satisfies readonly DataRegion[];
const CURRENCIES = Intl.supportedValuesOf("currency");
const ZONES = Intl.supportedValuesOf("timeZone");

const needed = z.string().trim().min(1);
const degrees = (most: number) =>
  z.string().refine((text) => text.trim() !== "" && Math.abs(Number(text.replace(",", "."))) <= most);

const form = z.object({
  name: needed.max(120),
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  street: needed,
  postal_code: needed.max(20),
  locality: needed,
  country_code: z.string().regex(/^[A-Z]{2}$/),
  latitude: degrees(90),
  longitude: degrees(180),
  time_zone: z.string().refine((zone) => ZONES.includes(zone)),
  phone: z.string().regex(/^\+?[\d\s()/.-]{5,30}$/),
  email: z.string().regex(/^\S+@\S+\.\S+$/),
  currency: z.string().refine((word) => CURRENCIES.includes(word)),
  data_region: z.enum(REGIONS),
  species: z.array(z.enum(SPECIES)).min(1),
});
type Answers = z.infer<typeof form>;

const NOTHING: Answers = {
  name: "",
  slug: "",
  street: "",
  postal_code: "",
  locality: "",
  country_code: "",
  latitude: "",
  longitude: "",
  time_zone: "",
  phone: "",
  email: "",
  currency: "EUR",
  data_region: "eu",
  species: ["dog", "cat"],
};

const LINES = [
  ["name", "slug"],
  ["street", "postal_code"],
  ["locality", "country_code"],
  ["latitude", "longitude"],
  ["time_zone", "currency"],
  ["phone", "email"],
] as const;

const number = (text: string) => Number(text.replace(",", "."));

export function NewClinicForm({ onOpened }: { onOpened: (clinic: ClinicOut) => void }) {
  const { t, i18n } = useTranslation();
  const [open, { error }] = useOpenClinicMutation();
  const { control, register, handleSubmit, formState } = useForm<Answers>({
    resolver: zodResolver(form),
    defaultValues: NOTHING,
  });
  const hintOf = (name: string) => {
    const key = `clinics.platform.form.hints.${name}`;
    return i18n.exists(key) ? t(key as "clinics.platform.form.hints.slug") : undefined;
  };
  const send = async (answers: Answers) => {
    const { data } = await open({
      newClinic: {
        ...answers,
        latitude: number(answers.latitude),
        longitude: number(answers.longitude),
        locale: i18n.language,
      },
    });
    if (data !== undefined) onOpened(data);
  };
  return (
    <form noValidate onSubmit={(event) => void handleSubmit(send)(event)} className="flex flex-col gap-6">
      <datalist id="clinic-zones">
        {ZONES.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      {LINES.map((line) => (
        <div key={line[0]} className="grid grid-cols-1 gap-6 sm:grid-cols-2">
          {line.map((name) => (
            <TextField
              key={name}
              label={t(`clinics.platform.form.${name}`)}
              hint={hintOf(name)}
              error={formState.errors[name] && t("clinics.platform.form.wrong")}
              autoComplete="off"
              {...(name === "time_zone" && { list: "clinic-zones" })}
              {...register(name)}
            />
          ))}
        </div>
      ))}
      <Controller
        control={control}
        name="data_region"
        render={({ field }) => (
          <Select
            label={t("clinics.platform.region")}
            value={field.value}
            onChange={field.onChange}
            choices={REGIONS.map((region) => ({
              value: region,
              label: t(`clinics.platform.regions.${region}`),
            }))}
          />
        )}
      />
      <fieldset>
        <legend className="mb-1.5 text-sm font-semibold">{t("clinics.platform.form.species")}</legend>
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
          {SPECIES.map((species) => (
            <Checkbox
              key={species}
              label={t(`pets.species.${species}`)}
              value={species}
              {...register("species")}
            />
          ))}
        </div>
        {formState.errors.species && (
          <p role="alert" className="mt-2 text-sm font-semibold text-alert">
            {t("clinics.platform.form.speciesNeeded")}
          </p>
        )}
      </fieldset>
      {error !== undefined && <ProblemNotice problem={error} />}
      <div>
        <Button type="submit" tone="primary" isBusy={formState.isSubmitting}>
          {t("clinics.platform.new")}
        </Button>
      </div>
    </form>
  );
}
