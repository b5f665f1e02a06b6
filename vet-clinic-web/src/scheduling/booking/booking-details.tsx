/**
 * The last step: the time is kept, who is coming, where to come to, anything to know, done. The pet's question is put
 * in by the caller.
 */
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { hasCode } from "@/api/problem";
import type { AppointmentOut, AppointmentTypeOut, HoldIn } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { TextArea } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";

import { useBookAppointmentMutation } from "../api";
import { AddressField, addressOf, isAddressMissing } from "../home-visit/address-field";
import { BookingTerms } from "./booking-terms";
import { HoldCountdown } from "./hold-countdown";
import { answersIn, isMissing, QuestionList, type Answers } from "./question-list";
import { GONE, useHold } from "./use-hold";

export type BookingDetailsProps = {
  /** Stable between renders: another object is another wish. */
  wish: HoldIn;
  type: AppointmentTypeOut;
  zone: string;
  /** Whom one has chosen, or that it may be anyone. */
  veterinarian: string;
  petId: string | null;
  petQuestion: ReactNode;
  /** Where the person lives, if they have said so: for a visit at home. */
  homeAddress?: string | null | undefined;
  /** The wanted time is gone; choose among what is left. Stable between renders. */
  onTaken: () => void;
  onOtherTime: () => void;
  onBooked: (appointment: AppointmentOut) => void;
};

export function BookingDetails(props: BookingDetailsProps) {
  const { t } = useTranslation();
  const { wish, type, zone, petId, petQuestion, homeAddress, onTaken, onBooked } = props;
  const { kept, again, release, renewed } = useHold(wish, onTaken);
  const [note, setNote] = useState("");
  const [typedAddress, setTypedAddress] = useState<string | null>(null);
  const address = typedAddress ?? homeAddress ?? "";
  const [answers, setAnswers] = useState<Answers>({});
  const [isAsked, setIsAsked] = useState(false);
  const [book, booking] = useBookAppointmentMutation();

  const otherTime = () => {
    release();
    props.onOtherTime();
  };
  const confirm = async () => {
    setIsAsked(true);
    const isOpen =
      type.questions.some((question) => isMissing(question, answers)) ||
      isAddressMissing(type.place, address);
    if (petId === null || isOpen || kept.state !== "kept") return;
    const given = answersIn(type.questions, answers);
    const result = await book({
      appointmentIn: {
        hold_id: kept.hold.id,
        pet_id: petId,
        ...addressOf(type.place, address),
        ...(note.trim() !== "" && { note: note.trim() }),
        ...(given.length > 0 && { answers: given }),
      },
    });
    if (result.data !== undefined) onBooked(result.data);
    else if (hasCode(result.error, ...GONE)) onTaken();
  };

  if (kept.state === "refused") {
    return (
      <div className="flex flex-col items-start gap-4">
        <ProblemNotice problem={kept.problem} onRetry={again} />
        <Button onClick={otherTime}>{t("scheduling.hold.other")}</Button>
      </div>
    );
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      {kept.state === "kept" ? (
        <HoldCountdown
          hold={kept.hold}
          onRenewed={renewed}
          onAgain={() => void again()}
          onOther={otherTime}
        />
      ) : (
        <Loading>
          <SkeletonRows rows={1} className="h-10" />
        </Loading>
      )}
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-3 font-serif text-lg font-medium">{t("pets.who")}</legend>
        {petQuestion}
        <p role="alert" className="text-sm font-semibold text-alert">
          {isAsked && petId === null ? t("scheduling.book.petNeeded") : ""}
        </p>
      </fieldset>
      {type.place === "home_visit" && (
        <AddressField value={address} onChange={setTypedAddress} isAsked={isAsked} />
      )}
      {type.questions.length > 0 && (
        <div className="flex flex-col gap-6">
          <QuestionList
            questions={type.questions}
            answers={answers}
            onChange={setAnswers}
            isAsked={isAsked}
          />
        </div>
      )}
      <TextArea
        label={t("scheduling.book.note")}
        hint={t("scheduling.book.noteHint")}
        optional={t("states.optional")}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <BookingTerms type={type} veterinarian={props.veterinarian} startsAt={wish.starts_at} zone={zone} />
      {booking.error !== undefined && !hasCode(booking.error, ...GONE) && (
        <ProblemNotice problem={booking.error} />
      )}
      <div className="flex flex-wrap gap-3">
        <Button
          type="submit"
          tone="primary"
          size="large"
          isBusy={booking.isLoading}
          disabled={kept.state !== "kept"}
        >
          {type.is_confirmation_needed ? t("scheduling.book.ask") : t("scheduling.book.confirm")}
        </Button>
        <Button size="large" tone="quiet" onClick={otherTime}>
          {t("scheduling.hold.other")}
        </Button>
      </div>
    </form>
  );
}
