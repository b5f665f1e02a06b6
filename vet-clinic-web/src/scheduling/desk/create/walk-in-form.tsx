/** Somebody stands at the counter without an appointment: they are here, so nothing is refused. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { TextArea } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";

import { answersIn, type Answers } from "../../booking/question-list";
import { typeWords } from "../../type-words";
import { useAddWalkInMutation } from "../api";
import { DeskQuestions } from "./desk-questions";
import { commonest, fitting } from "./draft";
import type { VisitFormProps } from "./visit-form";

export type WalkInFormProps = Pick<VisitFormProps, "clinicId" | "types" | "vets" | "petQuestion"> & {
  onAdded: (appointment: AppointmentOut) => void;
};

const ANY = "any";

export function WalkInForm({ clinicId, types: all, vets, petQuestion, onAdded }: WalkInFormProps) {
  const { t, i18n } = useTranslation();
  const [petId, setPetId] = useState<string | null>(null);
  const [species, setSpecies] = useState<string | null>(null);
  // Who stands here is not seen at home or over video.
  const types = all.filter(({ place }) => place === "in_clinic");
  const [typeId, setTypeId] = useState(commonest(types)?.id ?? "");
  const [vetId, setVetId] = useState(ANY);
  const [note, setNote] = useState("");
  const [answers, setAnswers] = useState<Answers>({});
  const [add, { isLoading, error }] = useAddWalkInMutation();
  const offered = fitting(types, species);
  const type = offered.find(({ id }) => id === typeId) ?? commonest(offered);
  const offering = vets.filter(({ id }) => type?.veterinarian_ids.includes(id));
  const send = async () => {
    if (petId === null || type === undefined) return;
    const given = answersIn(type.questions, answers);
    const { data } = await add({
      walkInIn: {
        clinic_id: clinicId,
        pet_id: petId,
        appointment_type_id: type.id,
        ...(offering.some(({ id }) => id === vetId) && { veterinarian_id: vetId }),
        ...(note.trim() !== "" && { note: note.trim() }),
        ...(given.length > 0 && { answers: given }),
      },
    });
    if (data !== undefined) onAdded(data);
  };
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className="text-sm text-ink-soft">{t("desk.create.walkInLead")}</p>
      {petQuestion({
        value: petId,
        onChange: (id, patient) => {
          setPetId(id);
          setSpecies(patient?.species ?? null);
        },
      })}
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label={t("scheduling.facts.service")}
          value={type?.id ?? ""}
          choices={offered.map((each) => ({ value: each.id, label: typeWords(each, i18n.language).name }))}
          onChange={setTypeId}
        />
        <Select
          label={t("scheduling.facts.vet")}
          value={offering.some(({ id }) => id === vetId) ? vetId : ANY}
          choices={[
            { value: ANY, label: t("scheduling.book.anyVet") },
            ...offering.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setVetId}
        />
      </div>
      <TextArea
        label={t("scheduling.facts.note")}
        optional={t("states.optional")}
        rows={2}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <DeskQuestions questions={type?.questions ?? []} answers={answers} onChange={setAnswers} />
      {error !== undefined && <ProblemNotice problem={error} />}
      <div>
        <Button type="submit" tone="primary" disabled={petId === null} isBusy={isLoading}>
          {t("desk.create.addWalkIn")}
        </Button>
      </div>
    </form>
  );
}
