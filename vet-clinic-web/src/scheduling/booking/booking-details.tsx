/** The last step: the time is kept, who is coming, anything to know, done. The pet's question is put in by the caller. */
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { hasCode } from "@/api/problem";
import type { AppointmentOut, HoldIn } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { TextArea } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";

import { useBookAppointmentMutation } from "../api";
import { HoldCountdown } from "./hold-countdown";
import { GONE, useHold } from "./use-hold";

export type BookingDetailsProps = {
  /** Stable between renders: another object is another wish. */
  wish: HoldIn;
  petId: string | null;
  petQuestion: ReactNode;
  /** The wanted time is gone; choose among what is left. Stable between renders. */
  onTaken: () => void;
  onOtherTime: () => void;
  onBooked: (appointment: AppointmentOut) => void;
};

export function BookingDetails(props: BookingDetailsProps) {
  const { t } = useTranslation();
  const { wish, petId, petQuestion, onTaken, onBooked } = props;
  const { kept, again, release, renewed } = useHold(wish, onTaken);
  const [note, setNote] = useState("");
  const [isPetMissing, setIsPetMissing] = useState(false);
  const [book, booking] = useBookAppointmentMutation();

  const otherTime = () => {
    release();
    props.onOtherTime();
  };
  const confirm = async () => {
    setIsPetMissing(petId === null);
    if (petId === null || kept.state !== "kept") return;
    const result = await book({
      appointmentIn: {
        hold_id: kept.hold.id,
        pet_id: petId,
        ...(note.trim() !== "" && { note: note.trim() }),
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
          {isPetMissing && petId === null ? t("scheduling.book.petNeeded") : ""}
        </p>
      </fieldset>
      <TextArea
        label={t("scheduling.book.note")}
        hint={t("scheduling.book.noteHint")}
        optional={t("states.optional")}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
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
          {t("scheduling.book.confirm")}
        </Button>
        <Button size="large" tone="quiet" onClick={otherTime}>
          {t("scheduling.hold.other")}
        </Button>
      </div>
    </form>
  );
}
