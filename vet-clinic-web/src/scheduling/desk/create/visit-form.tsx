/** A new visit for somebody at the counter or on the phone: who, what, with whom, when, and whether that is free. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut, AppointmentTypeOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { TextArea, TextField } from "@/design/field";
import { Notice } from "@/design/notice";
import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";

import { AddressField, isAddressMissing } from "../../home-visit/address-field";
import { typeWords } from "../../type-words";
import type { Named } from "../calendar/columns";
import { DeskQuestions } from "./desk-questions";
import { fitting, type Draft } from "./draft";
import { FreeCheck } from "./free-check";
import { MOST, RHYTHMS } from "./repeat";
import { SeriesList } from "./series-list";
import { useVisitAnswers, type VisitForm as Form } from "./use-visit-answers";
import { WhenFields } from "./when-fields";

/** Any patient may be named first; then only services for such an animal are offered. */
export type PetQuestion = (props: {
  value: string | null;
  onChange: (petId: string, patient?: { species: string }) => void;
}) => ReactNode;

export type VisitFormProps = {
  clinicId: string;
  zone: string;
  types: readonly AppointmentTypeOut[];
  vets: readonly Named[];
  draft: Draft;
  petQuestion: PetQuestion;
  onBooked: (appointment: AppointmentOut, count: number) => void;
};

const ANY = "any";

function ServiceAndVet({ form, types, vets }: { form: Form } & Pick<VisitFormProps, "types" | "vets">) {
  const { t, i18n } = useTranslation();
  const offering = vets.filter(({ id }) => form.type?.veterinarian_ids.includes(id));
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Select
        label={t("scheduling.facts.service")}
        value={form.type?.id ?? ""}
        choices={types.map((type) => ({
          value: type.id,
          label: typeWords(type, i18n.language).name,
          detail: t("time.minutes", { count: type.duration_minutes }),
        }))}
        onChange={(typeId) => form.change({ typeId })}
      />
      <Select
        label={t("scheduling.facts.vet")}
        value={form.vetId ?? ANY}
        choices={[
          { value: ANY, label: t("scheduling.book.anyVet") },
          ...offering.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(value) => form.change({ veterinarianId: value === ANY ? null : value })}
      />
    </div>
  );
}

function RepeatFields({ form }: { form: Form }) {
  const { t } = useTranslation();
  const { repeat } = form.answers;
  return (
    <div className="grid grid-cols-2 gap-3">
      <Select
        label={t("desk.series.repeat")}
        value={repeat.rhythm}
        choices={RHYTHMS.map((value) => ({ value, label: t(`desk.series.rhythm.${value}`) }))}
        onChange={(rhythm) => form.change({ repeat: { ...repeat, rhythm } })}
      />
      {repeat.rhythm !== "none" && (
        <TextField
          label={t("desk.series.count")}
          type="number"
          min={1}
          max={MOST}
          value={Number.isNaN(repeat.count) ? "" : repeat.count}
          onChange={(event) => form.change({ repeat: { ...repeat, count: event.target.valueAsNumber } })}
        />
      )}
    </div>
  );
}

function Submit({ form, onBooked }: { form: Form } & Pick<VisitFormProps, "onBooked">) {
  const { t } = useTranslation();
  const { answers, rule, isFree, preview, vetId } = form;
  const isMissing = answers.petId === null || form.wish === null;
  const isNowhere = isAddressMissing(form.type?.place, answers.address);
  const finish = async (work: Promise<AppointmentOut | null>, count: number) => {
    const made = await work;
    if (made !== null) onBooked(made, count);
  };
  if (rule !== null && preview === null) {
    return (
      <div className="flex flex-col items-start gap-2">
        <Button
          tone="primary"
          disabled={isMissing || isNowhere || vetId === null}
          isBusy={form.isBusy}
          onClick={() => void form.previewSeries()}
        >
          {t("desk.series.preview")}
        </Button>
        {vetId === null && <p className="text-sm text-ink-soft">{t("desk.series.vetNeeded")}</p>}
      </div>
    );
  }
  if (rule !== null && preview !== null) {
    const count = preview.chosen.size;
    return (
      <Button
        tone="primary"
        disabled={count === 0 || isNowhere}
        isBusy={form.isBusy}
        onClick={() => void finish(form.bookSeries(), count)}
      >
        {t("desk.series.book", { count })}
      </Button>
    );
  }
  const isOverride = isFree === false;
  return (
    <div className="flex flex-col gap-4">
      {isOverride && (
        <TextField
          label={t("desk.override.reason")}
          hint={t("desk.override.hint")}
          maxLength={500}
          value={answers.overrideReason}
          onChange={(event) => form.change({ overrideReason: event.target.value })}
        />
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          tone={isOverride ? "alert" : "primary"}
          disabled={isMissing || isNowhere || (isOverride && answers.overrideReason.trim() === "")}
          isBusy={form.isBusy}
          onClick={() => void finish(form.bookOne(), 1)}
        >
          {isOverride ? t("desk.create.bookAnyway") : t("desk.create.book")}
        </Button>
        {(isMissing || isNowhere) && (
          <p className="text-sm text-ink-soft">
            {t(isMissing ? "desk.create.missing" : "desk.create.missingAddress")}
          </p>
        )}
      </div>
    </div>
  );
}

export function VisitForm(props: VisitFormProps) {
  const { t } = useTranslation();
  const { clinicId, zone, types, vets, draft, petQuestion, onBooked } = props;
  const form = useVisitAnswers(clinicId, zone, types, draft);
  const { answers, change, preview } = form;
  return (
    <form className="flex flex-col gap-5" onSubmit={(event) => event.preventDefault()}>
      {petQuestion({
        value: answers.petId,
        onChange: (petId, patient) => change({ petId, species: patient?.species ?? null }),
      })}
      <ServiceAndVet form={form} types={fitting(types, answers.species)} vets={vets} />
      <WhenFields date={answers.date} time={answers.time} onChange={change} />
      {form.rule === null && (
        <FreeCheck
          wish={form.wish}
          date={answers.date}
          zone={zone}
          vetName={(id) => vets.find((vet) => vet.id === id)?.name ?? ""}
          onPick={(time) => change({ time })}
        />
      )}
      <RepeatFields form={form} />
      {form.rule === null && (
        <TextArea
          label={t("scheduling.facts.note")}
          optional={t("states.optional")}
          rows={2}
          maxLength={4000}
          value={answers.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      )}
      {form.type?.place === "home_visit" && (
        <AddressField
          value={answers.address}
          onChange={form.say("address")}
          isAsked={false}
          hint={t("desk.create.addressHint")}
        />
      )}
      <DeskQuestions
        questions={form.type?.questions ?? []}
        answers={answers.replies}
        onChange={form.say("replies")}
      />
      {preview !== null && (
        <SeriesList
          occurrences={preview.occurrences}
          zone={zone}
          chosen={preview.chosen}
          onChoose={form.choose}
        />
      )}
      {form.isPetBusy && <Notice tone="alert" title={t("desk.override.petBusy")} />}
      {form.problem !== undefined && !form.isPetBusy && <ProblemNotice problem={form.problem} />}
      <Submit form={form} onBooked={onBooked} />
    </form>
  );
}
