/** The form of an appointment type; beside it, while it is written, what owners will read and the times that will be free. */
import { zodResolver } from "@hookform/resolvers/zod";
import { FormProvider, useForm, useWatch, type Control } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { AppointmentTypeOut, ResourceOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Card } from "@/design/card";
import { Notice } from "@/design/notice";
import { ProblemNotice } from "@/design/problem-notice";

import { ServiceWords } from "../components/service-list";
import { minorFrom } from "../money";
import { BasicsGroup, BookingGroup, MoneyGroup, TimesGroup, TranslationsGroup } from "./more-groups";
import { NeedsGroup } from "./needs-group";
import { PerformersGroup, type Vet } from "./performers-group";
import { QuestionsGroup } from "./questions-group";
import { SlotPreview } from "./slot-preview";
import { answersOf, typeForm, typeInFrom, type TypeAnswers } from "./type-answers";

export type TypeFormProps = {
  type: AppointmentTypeOut | null;
  clinic: { id: string; zone: string; currency: string };
  vets: readonly Vet[];
  resources: readonly ResourceOut[];
  /** Languages into which name, description and questions can be translated. */
  languages: readonly string[];
  resourcesLink: string;
  onSubmit: (answers: TypeAnswers) => Promise<void>;
  problem: unknown;
};

function Preview({
  control,
  clinic,
  vets,
}: { control: Control<TypeAnswers> } & Pick<TypeFormProps, "clinic" | "vets">) {
  const { t } = useTranslation();
  const answers = useWatch({ control }) as TypeAnswers;
  const words = {
    name: answers.name.trim() || t("scheduling.types.previewName"),
    description: answers.description.trim(),
    duration_minutes: Number(answers.duration) || 0,
    price: { amount_minor: minorFrom(answers.price, clinic.currency) ?? 0, currency: clinic.currency },
    species: answers.species,
    place: answers.place,
    clients: answers.clients,
  };
  // A name and a price do not change what is free: the times are shown before they are there.
  const named = {
    ...answers,
    name: answers.name.trim() || "–",
    price: answers.price.trim() || "0",
    questions: [],
    translations: {},
  };
  const type = typeForm.safeParse(named).success ? typeInFrom(named, clinic.id, clinic.currency) : null;
  return (
    <aside aria-label={t("scheduling.types.preview")} className="lg:sticky lg:top-6 lg:self-start">
      <h2 className="mb-2 text-sm font-semibold text-ink-soft">{t("scheduling.types.preview")}</h2>
      <Card className="p-4">
        <ServiceWords type={words} />
      </Card>
      <p className="mt-2 mb-6 text-sm text-ink-soft">
        {answers.isActive && answers.isOwnerBookable
          ? t("scheduling.types.shown")
          : t("scheduling.types.hidden")}
      </p>
      <SlotPreview type={type} clinicId={clinic.id} zone={clinic.zone} vets={vets} />
    </aside>
  );
}

export function TypeForm(props: TypeFormProps) {
  const { t } = useTranslation();
  const { type, clinic, vets, resources, languages, resourcesLink, onSubmit, problem } = props;
  const form = useForm<TypeAnswers>({
    resolver: zodResolver(typeForm),
    defaultValues: answersOf(type, languages),
  });
  const { control, handleSubmit, formState } = form;
  const isWrong = formState.isSubmitted && !formState.isValid;
  return (
    <div className="grid grid-cols-1 gap-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <FormProvider {...form}>
        <form
          noValidate
          onSubmit={(event) => void handleSubmit(onSubmit)(event)}
          className="flex max-w-form min-w-0 flex-col gap-10"
        >
          <BasicsGroup />
          <PerformersGroup vets={vets} />
          <TimesGroup />
          <NeedsGroup
            resources={resources}
            asked={formState.defaultValues?.requirements?.filter((need) => need !== undefined) ?? []}
            resourcesLink={resourcesLink}
          />
          <BookingGroup />
          <MoneyGroup currency={clinic.currency} />
          <QuestionsGroup languages={languages} />
          <TranslationsGroup languages={languages} />
          {isWrong && <Notice tone="alert" title={t("scheduling.types.check")} />}
          {problem !== undefined && <ProblemNotice problem={problem} />}
          <div className="sticky bottom-0 -mx-1 border-t border-line bg-paper px-1 py-3">
            <Button type="submit" tone="primary" isBusy={formState.isSubmitting}>
              {type === null ? t("scheduling.types.create") : t("actions.save")}
            </Button>
          </div>
        </form>
      </FormProvider>
      <Preview control={control} clinic={clinic} vets={vets} />
    </div>
  );
}
