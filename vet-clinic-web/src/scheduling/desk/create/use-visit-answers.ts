/** The answers of the form for a new visit, and what sending them means: one visit, one against the rules, or a series. */
import { useState } from "react";

import type { AppointmentOut, AppointmentTypeOut, OccurrenceOut } from "@/api/generated.gen";
import { hasCode, type Problem } from "@/api/problem";

import { useBookAppointmentMutation } from "../../api";
import { answersIn, type Answers } from "../../booking/question-list";
import { addressOf } from "../../home-visit/address-field";
import { useCreateSeriesMutation, usePreviewSeriesMutation } from "../api";
import { useFreeCheck, type FreeWish } from "./free-check";
import { commonest, fitting, instantFrom, type Draft } from "./draft";
import { ONCE, ruleOf, type Repeat } from "./repeat";
import { freeOnes } from "./series-list";

export type VisitAnswers = {
  typeId: string | null;
  petId: string | null;
  /** Of the pet that is coming. */
  species: string | null;
  date: string;
  time: string;
  veterinarianId: string | null;
  note: string;
  /** To the service's questions, by their ids. */
  replies: Answers;
  /** Of a visit at the pet's home. */
  address: string;
  repeat: Repeat;
  overrideReason: string;
};

export type Preview = { rule: string; occurrences: readonly OccurrenceOut[]; chosen: ReadonlySet<string> };

export function useVisitAnswers(
  clinicId: string,
  zone: string,
  types: readonly AppointmentTypeOut[],
  draft: Draft,
) {
  const [answers, setAnswers] = useState<VisitAnswers>({
    typeId: draft.typeId ?? commonest(types)?.id ?? null,
    petId: null,
    species: null,
    date: draft.date,
    time: draft.time,
    veterinarianId: draft.veterinarianId,
    note: "",
    replies: {},
    address: "",
    repeat: ONCE,
    overrideReason: "",
  });
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<unknown>(undefined);
  const [book, booking] = useBookAppointmentMutation();
  const [lookAhead, looking] = usePreviewSeriesMutation();
  const [createSeries, creating] = useCreateSeriesMutation();

  const offered = fitting(types, answers.species);
  const type = offered.find(({ id }) => id === answers.typeId) ?? commonest(offered);
  const vetId = type?.veterinarian_ids.includes(answers.veterinarianId ?? "") ? answers.veterinarianId : null;
  const at = instantFrom(answers.date, answers.time, zone);
  const rule = ruleOf(answers.repeat, answers.date);
  const wish: FreeWish | null =
    type === undefined || at === null
      ? null
      : { clinicId, appointmentTypeId: type.id, veterinarianId: vetId, petId: answers.petId, at };
  const { isFree } = useFreeCheck(rule === null ? wish : null);

  const overrideReason =
    isFree === false && rule === null ? answers.overrideReason.trim() || undefined : undefined;
  const replies = answersIn(type?.questions ?? [], answers.replies);
  const change = (some: Partial<VisitAnswers>) => {
    setAnswers((before) => ({ ...before, ...some }));
    setPreview(null);
    setProblem(undefined);
  };

  const attempt = async <V>(work: Promise<V>): Promise<V | null> => {
    setProblem(undefined);
    try {
      return await work;
    } catch (thrown) {
      setProblem(thrown);
      return null;
    }
  };

  const bookOne = (): Promise<AppointmentOut | null> => {
    if (wish === null || answers.petId === null) return Promise.resolve(null);
    const { note, petId } = answers;
    return attempt(
      book({
        appointmentIn: {
          pet_id: petId,
          clinic_id: clinicId,
          appointment_type_id: wish.appointmentTypeId,
          starts_at: wish.at,
          ...(vetId !== null && { veterinarian_id: vetId }),
          ...(note.trim() !== "" && { note: note.trim() }),
          ...(replies.length > 0 && { answers: replies }),
          ...addressOf(type?.place, answers.address),
          ...(overrideReason !== undefined && { override_reason: overrideReason }),
        },
      }).unwrap(),
    );
  };

  const series = () => {
    if (wish === null || answers.petId === null || vetId === null || rule === null) return null;
    return {
      clinic_id: clinicId,
      appointment_type_id: wish.appointmentTypeId,
      veterinarian_id: vetId,
      pet_id: answers.petId,
      starts_local: `${answers.date}T${answers.time.slice(0, 5)}`,
      rrule: rule,
    };
  };
  const previewSeries = async () => {
    const asked = series();
    if (asked === null) return;
    const found = await attempt(lookAhead({ seriesPreviewIn: asked }).unwrap());
    if (found !== null)
      setPreview({ rule: asked.rrule, occurrences: found.items, chosen: freeOnes(found.items) });
  };
  const bookSeries = async (): Promise<AppointmentOut | null> => {
    const asked = series();
    if (asked === null || preview === null) return null;
    const isAll = preview.chosen.size === preview.occurrences.length;
    const made = await attempt(
      createSeries({
        seriesIn: {
          ...asked,
          occurrences: isAll ? "all" : [...preview.chosen],
          ...(replies.length > 0 && { answers: replies }),
          ...addressOf(type?.place, answers.address),
        },
      }).unwrap(),
    );
    return made?.appointments[0] ?? null;
  };

  return {
    answers,
    change,
    /** What changes no date: what has been looked ahead at stays. */
    say:
      <K extends "replies" | "address">(what: K) =>
      (given: VisitAnswers[K]) => {
        setAnswers((before) => ({ ...before, [what]: given }));
        setProblem(undefined);
      },
    type,
    vetId,
    wish,
    rule,
    isFree,
    preview,
    choose: (chosen: ReadonlySet<string>) => setPreview((before) => before && { ...before, chosen }),
    previewSeries,
    bookOne,
    bookSeries,
    isBusy: booking.isLoading || looking.isLoading || creating.isLoading,
    problem: problem as Problem | undefined,
    /** Refused in spite of a reason: a pet is never in two places, whatever the reason. */
    isPetBusy: overrideReason !== undefined && hasCode(problem, "scheduling.slot_taken"),
  };
}

export type VisitForm = ReturnType<typeof useVisitAnswers>;
