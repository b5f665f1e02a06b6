/** Last question: who comes, where to, and what should the clinic know? The time is held meanwhile, visibly. */
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/api/problem-notice";
import { isProblem } from "@/api/problem";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Screen, Section } from "@/design/screen";
import { Text } from "@/design/text";
import { useNow } from "@/time/use-now";
import { isPast } from "@/time/visit-times";
import type { HoldOut } from "@/api/generated.gen";
import {
  useBookAppointmentMutation,
  useReleaseHoldMutation,
  useRenewHoldMutation,
  type Service,
} from "../api";
import { stepNumbers } from "../booking-steps";
import { AddressField, givenAddress, isAddressMissing } from "../components/address-field";
import { HoldCountdown } from "../components/hold-countdown";
import { given, isMissing, Questions, type Answers } from "../components/questions";
import { Terms } from "../components/terms";

interface DetailsStepProps {
  hold: HoldOut;
  /** What is being booked, and the choice of pets: other domains' pieces. */
  summary: ReactNode;
  petChoice: ReactNode;
  petId: string | null;
  /** Where the person lives, if they have said so: for a visit at home. */
  homeAddress: string | null | undefined;
  service: Service;
  zone: string;
  onBooked: (appointmentId: string) => void;
  /** Back to the times; the hold has been let go. */
  onChooseAgain: () => void;
}

const A_SECOND = 1_000;
const LONGEST_NOTE = 4000;
/** After these the held time is lost, and only another time helps. */
const LOST = new Set([
  "scheduling.slot_taken",
  "scheduling.not_offered",
  "scheduling.hold_expired",
  "scheduling.hold_not_found",
]);

export function DetailsStep({ hold, service, zone, petId, ...rest }: DetailsStepProps) {
  const { summary, petChoice, homeAddress, onBooked, onChooseAgain } = rest;
  const { t } = useTranslation("scheduling");
  const { t: ground } = useTranslation();
  const now = useNow(A_SECOND);
  const [note, setNote] = useState("");
  const [typedAddress, setTypedAddress] = useState<string | null>(null);
  const address = typedAddress ?? homeAddress ?? "";
  const [answers, setAnswers] = useState<Answers>({});
  const [hasTried, setTried] = useState(false);
  const [book, booking] = useBookAppointmentMutation();
  const [renew, renewal] = useRenewHoldMutation();
  const [release] = useReleaseHoldMutation();
  const problem = booking.error ?? renewal.error;
  const isLost = isPast(hold.expires_at, now) || (isProblem(problem) && LOST.has(problem.code));

  const isAnswerMissing = service.questions.some((question) => isMissing(question, answers));
  const isPlaceMissing = isAddressMissing(service.place, address);
  const obstacle =
    petId === null
      ? t("pet_missing")
      : isPlaceMissing
        ? t("home.missing")
        : isAnswerMissing
          ? t("answers_missing")
          : null;

  const leave = () => {
    if (!isLost) void release({ holdId: hold.id });
    onChooseAgain();
  };
  const submit = async () => {
    setTried(true);
    if (petId === null || isAnswerMissing || isPlaceMissing) return;
    const words = note.trim();
    const outcome = await book({
      appointmentIn: {
        hold_id: hold.id,
        pet_id: petId,
        ...givenAddress(service.place, address),
        note: words === "" ? null : words,
        answers: given(service.questions, answers),
      },
    });
    if (outcome.data !== undefined) onBooked(outcome.data.id);
  };

  return (
    <Screen
      overline={t("step", stepNumbers("details"))}
      progress={stepNumbers("details")}
      title={t("details_title")}
      back={{ label: ground("back"), onPress: leave }}
      footer={
        isLost ? (
          <Button voice="primary" label={t("choose_again")} onPress={leave} />
        ) : (
          <>
            {hasTried && obstacle !== null ? (
              <Text size="sm" tone="alert" role="alert">
                {obstacle}
              </Text>
            ) : null}
            <Button
              voice="primary"
              label={service.is_confirmation_needed ? t("request") : t("book")}
              isBusy={booking.isLoading}
              onPress={() => void submit()}
            />
          </>
        )
      }
    >
      {summary}
      {problem === undefined ? null : <ProblemNotice error={problem} />}
      <HoldCountdown
        hold={hold}
        isRenewing={renewal.isLoading}
        onRenew={() => void renew({ holdId: hold.id })}
        onChooseAgain={leave}
      />
      <Terms service={service} startsAt={hold.starts_at} zone={zone} />
      <Section title={t("which_pet")}>{petChoice}</Section>
      {service.place === "home_visit" ? (
        <AddressField address={address} isPressing={hasTried} onAddress={setTypedAddress} />
      ) : null}
      <Questions
        questions={service.questions}
        answers={answers}
        isPressing={hasTried}
        onAnswer={(id, answer) => setAnswers((before) => ({ ...before, [id]: answer }))}
      />
      <Field
        label={`${t("note")} (${ground("optional")})`}
        hint={t("note_hint")}
        value={note}
        onChangeText={setNote}
        maxLength={LONGEST_NOTE}
        multiline
      />
    </Screen>
  );
}
