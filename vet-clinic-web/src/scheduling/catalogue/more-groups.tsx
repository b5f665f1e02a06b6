/** The groups of the form of an appointment type that are lines and ticks: basics, times, who books, money, other languages. */
import { useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { TextArea, TextField } from "@/design/field";
import { SPECIES } from "@/design/silhouettes";

import { CLIENTS, PLACES, type TypeAnswers } from "./type-answers";
import { Group, Line, Lines, ManyOf, OneOf, Tick, useWrong } from "./type-group";

export function BasicsGroup() {
  const { t } = useTranslation();
  const { register, formState } = useFormContext<TypeAnswers>();
  const wrong = useWrong();
  return (
    <Group title={t("scheduling.types.groups.basics")}>
      <Line name="name" />
      <TextArea
        label={t("scheduling.types.description")}
        hint={t("scheduling.types.descriptionHint")}
        optional={t("states.optional")}
        error={wrong(formState.errors.description?.message)}
        {...register("description")}
      />
      <OneOf
        name="place"
        legend={t("scheduling.types.place")}
        options={PLACES.map((place) => ({ value: place, label: t(`scheduling.place.${place}`) }))}
      />
      <Tick name="isActive" />
    </Group>
  );
}

export function TimesGroup() {
  const { t } = useTranslation();
  return (
    <Group title={t("scheduling.types.groups.times")}>
      <Lines>
        <Line name="bufferBefore" />
        <Line name="bufferAfter" />
        <Line name="interval" />
        <Line name="offset" />
        <Line name="noticeHours" />
        <Line name="horizonDays" />
      </Lines>
    </Group>
  );
}

export function BookingGroup() {
  const { t } = useTranslation();
  return (
    <Group title={t("scheduling.types.groups.booking")}>
      <Tick name="isOwnerBookable" />
      <Tick name="isConfirmationNeeded" />
      <OneOf
        name="clients"
        legend={t("scheduling.types.clients")}
        options={CLIENTS.map((each) => ({ value: each, label: t(`scheduling.types.clientKinds.${each}`) }))}
      />
      <ManyOf
        legend={t("scheduling.types.species")}
        hint={t("scheduling.types.speciesHint")}
        name="species"
        options={SPECIES.map((species) => ({ value: species, label: t(`pets.species.${species}`) }))}
      />
      <Lines>
        <Line name="capacity" />
        <Line name="dailyCap" />
        <Line name="sameDayPercent" />
      </Lines>
    </Group>
  );
}

export function MoneyGroup({ currency }: { currency: string }) {
  const { t } = useTranslation();
  return (
    <Group title={t("scheduling.types.groups.money")}>
      <Lines>
        <Line name="price" currency={currency} />
        <Line name="deposit" currency={currency} />
        <Line name="cancellationHours" />
        <Line name="lateFee" currency={currency} />
      </Lines>
    </Group>
  );
}

export function TranslationsGroup({ languages }: { languages: readonly string[] }) {
  const { t, i18n } = useTranslation();
  const { register, formState } = useFormContext<TypeAnswers>();
  const wrong = useWrong();
  const names = new Intl.DisplayNames([i18n.language], { type: "language" });
  if (languages.length === 0) return null;
  return (
    <Group title={t("scheduling.types.groups.translations")} lead={t("scheduling.types.translationsLead")}>
      {languages.map((language) => {
        const errors = formState.errors.translations?.[language];
        return (
          <div key={language} className="flex flex-col gap-5">
            <TextField
              label={t("scheduling.types.nameIn", { language: names.of(language) ?? language })}
              optional={t("states.optional")}
              lang={language}
              error={wrong(errors?.name?.message)}
              {...register(`translations.${language}.name`)}
            />
            <TextArea
              label={t("scheduling.types.descriptionIn", { language: names.of(language) ?? language })}
              optional={t("states.optional")}
              lang={language}
              error={wrong(errors?.description?.message)}
              {...register(`translations.${language}.description`)}
            />
          </div>
        );
      })}
    </Group>
  );
}
