/**
 * From "what is it about" to "it is booked", for owners and for the clinic's desk alike. The two differ in who is asked
 * about the pet and where it ends; the caller puts those in.
 */
import { useCallback, useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";

import type {
  AppointmentOut,
  AppointmentTypeOut,
  ClinicOut,
  Species,
  VeterinarianOut,
} from "@/api/generated.gen";
import { languageNames } from "@/clinics/components/veterinarian-list";
import { Notice } from "@/design/notice";
import { BookingDetails } from "@/scheduling/booking/booking-details";
import { BookingSteps, type BookingStep } from "@/scheduling/booking/booking-steps";
import { SlotPicker } from "@/scheduling/booking/slot-picker";
import { VetChoice } from "@/scheduling/booking/vet-choice";
import { ServiceList } from "@/scheduling/components/service-list";
import { typeWords } from "@/scheduling/type-words";
import { useTimes } from "@/time/use-times";

import { useTitleFocus } from "./shell/route-focus";
import { answersIn, queryWith, stageOf, type BookingAnswers, type BookingStage } from "./booking-address";

export type PetQuestion = (question: {
  type: AppointmentTypeOut;
  value: string | null;
  onChange: (petId: string) => void;
  here: string;
}) => ReactNode;

export type BookingFlowProps = {
  clinic: ClinicOut;
  types: readonly AppointmentTypeOut[];
  vets: readonly VeterinarianOut[];
  /** The address of this page without a query. */
  base: string;
  petQuestion: PetQuestion;
  /** Shown instead of the last step while nobody is signed in. */
  signInFirst?: ReactNode;
  /** The desk may also book what owners cannot. */
  isForStaff?: boolean;
  /** The reader's own kinds of animal: services for others come last. */
  ownSpecies?: readonly Species[] | undefined;
  /** What can be done when no time suits. */
  otherwise?: (wish: { type: AppointmentTypeOut; veterinarianId: string | null }) => ReactNode;
  /** Where the one who books lives, if they have said so: for a visit at home. */
  homeAddress?: string | null | undefined;
  onBooked: (appointment: AppointmentOut) => void;
  heading: (stage: BookingStage) => ReactNode;
};

function useBookingAddress(base: string) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const answers = useMemo(() => answersIn(params), [params]);
  const to = useCallback(
    (change: Partial<BookingAnswers>) => `${base}${queryWith(answers, change)}`,
    [base, answers],
  );
  const go = useCallback(
    (change: Partial<BookingAnswers>, options?: { replace: boolean }) =>
      void navigate(to(change), {
        // Within a step nothing moves under the thumb; the next step begins at its top.
        preventScrollReset: stageOf({ ...answers, ...change }) === stageOf(answers),
        ...options,
      }),
    [navigate, to, answers],
  );
  return { answers, to, go };
}

export function BookingFlow(props: BookingFlowProps) {
  const {
    clinic,
    types,
    vets,
    base,
    petQuestion,
    signInFirst,
    isForStaff = false,
    ownSpecies,
    otherwise,
    homeAddress,
    onBooked,
    heading,
  } = props;
  const { t, i18n } = useTranslation();
  const times = useTimes();
  const { answers, to, go } = useBookingAddress(base);
  const type = types.find(({ id }) => id === answers.type);
  const stage = stageOf(answers);
  useTitleFocus(stage);
  const vet = vets.find(({ id }) => id === answers.vet);
  const offering = type === undefined ? [] : vets.filter(({ id }) => type.veterinarian_ids.includes(id));

  const wish = useMemo(
    () => ({
      clinic_id: clinic.id,
      appointment_type_id: answers.type ?? "",
      starts_at: answers.at ?? "",
      ...(answers.vet !== "any" && { veterinarian_id: answers.vet }),
    }),
    [clinic.id, answers.type, answers.at, answers.vet],
  );
  const onTaken = useCallback(() => go({ taken: answers.at, at: null }, { replace: true }), [go, answers.at]);

  const steps: BookingStep[] = [
    {
      key: "service",
      answer: type === undefined ? null : typeWords(type, i18n.language).name,
      to: to({ type: null, vet: null, day: null, at: null, taken: null }),
      isCurrent: stage === "service",
    },
    {
      key: "vet",
      answer: answers.vet === "any" ? t("scheduling.book.anyVetShort") : (vet?.display_name ?? null),
      to: to({ vet: null, day: null, at: null, taken: null }),
      isCurrent: stage === "vet",
    },
    {
      key: "time",
      answer: answers.at === null ? null : times.moment(answers.at, clinic.time_zone),
      to: to({ at: null }),
      isCurrent: stage === "time",
    },
    { key: "details", answer: null, to: null, isCurrent: stage === "details" },
  ];

  const content = () => {
    if (clinic.is_booking_paused && !isForStaff) {
      return (
        <Notice tone="due" title={t("clinics.paused")}>
          {clinic.pause_reason && <p>{clinic.pause_reason}</p>}
          <p>{t("clinics.pausedAdvice")}</p>
        </Notice>
      );
    }
    if (stage === "service" || type === undefined) {
      return (
        <>
          {answers.type !== null && (
            <div className="mb-4">
              <Notice tone="due" title={t("scheduling.book.gone")}>
                {t("scheduling.book.goneAdvice")}
              </Notice>
            </div>
          )}
          <ServiceList
            clinicId={clinic.id}
            isForStaff={isForStaff}
            ownSpecies={ownSpecies}
            linkTo={(id) =>
              to({
                type: id,
                vet: types.find((each) => each.id === id)?.veterinarian_ids.length === 1 ? "any" : null,
              })
            }
          />
        </>
      );
    }
    if (stage === "vet") {
      const options = offering.map(({ id, display_name: name, languages }) => ({
        id,
        name,
        detail:
          languages.length > 0
            ? t("clinics.speaks", { languages: languageNames(languages, i18n.language) })
            : null,
      }));
      return <VetChoice options={options} linkTo={(id) => to({ vet: id })} />;
    }
    if (stage === "time") {
      return (
        <SlotPicker
          type={type}
          zone={clinic.time_zone}
          veterinarianId={answers.vet === "any" ? null : answers.vet}
          date={answers.day}
          onDate={(day) => go({ day }, { replace: true })}
          onPick={(slot) => go({ at: slot.starts_at, day: slot.starts_local.slice(0, 10), taken: null })}
          takenAt={answers.taken}
          otherwise={otherwise?.({ type, veterinarianId: answers.vet === "any" ? null : answers.vet })}
        />
      );
    }
    if (signInFirst !== undefined) return signInFirst;
    return (
      <BookingDetails
        wish={wish}
        type={type}
        zone={clinic.time_zone}
        veterinarian={vet?.display_name ?? t("scheduling.book.anyVetShort")}
        petId={answers.pet}
        petQuestion={petQuestion({
          type,
          value: answers.pet,
          onChange: (pet) => go({ pet }, { replace: true }),
          here: to({}),
        })}
        homeAddress={homeAddress}
        onTaken={onTaken}
        onOtherTime={() => go({ at: null })}
        onBooked={onBooked}
      />
    );
  };

  return (
    <>
      {heading(stage)}
      <BookingSteps steps={steps} />
      {content()}
    </>
  );
}
