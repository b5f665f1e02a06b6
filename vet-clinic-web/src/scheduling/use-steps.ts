/**
 * Moving a visit through the clinic's day. Checking in and starting happen at once; finishing, marking as missed and
 * cancelling cannot be taken back at the API, so they wait a few seconds for an undo.
 */
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { performWithUndo, useWaiting } from "@/undo/undo-queue";

import {
  useCheckInAppointmentMutation,
  useFinishAppointmentMutation,
  useMarkAppointmentMissedMutation,
  useStartAppointmentMutation,
} from "./api";
import { cancelKey, useCancelWithUndo } from "./cancel-with-undo";
import { declineKey } from "./desk/decide/decline-key";
import { AFTER, type AppointmentStatus, type Step } from "./statuses";

const DELAYED: readonly Step[] = ["finish", "markMissed", "cancel"];

function keyOf(step: Step, id: string): string {
  return step === "cancel" ? cancelKey(id) : `${step}:${id}`;
}

/** The status to show: the one a waiting step leads to, else the stored one. */
export function useShownStatus() {
  const waiting = useWaiting();
  return (appointment: Pick<AppointmentOut, "id" | "status">): AppointmentStatus => {
    if (waiting.has(declineKey(appointment.id))) return "declined";
    const step = DELAYED.find((each) => waiting.has(keyOf(each, appointment.id)));
    return step === undefined ? appointment.status : AFTER[step];
  };
}

export function useSteps() {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const cancel = useCancelWithUndo();
  const [checkIn, checkingIn] = useCheckInAppointmentMutation();
  const [start, starting] = useStartAppointmentMutation();
  const [finish] = useFinishAppointmentMutation();
  const [markMissed] = useMarkAppointmentMissedMutation();

  const tell = (problem: unknown) => {
    const { title, advice } = wordsOf(problem);
    showToast({ tone: "alert", message: `${title}. ${advice}` });
  };
  const later = (step: "finish" | "markMissed", appointment: AppointmentOut) =>
    performWithUndo({
      key: keyOf(step, appointment.id),
      message: t(`scheduling.desk.done.${step}`, { pet: appointment.pet_name }),
      undoLabel: t("actions.undo"),
      perform: () => {
        const send = step === "finish" ? finish : markMissed;
        void send({ appointmentId: appointment.id }).unwrap().catch(tell);
      },
    });

  const perform = (step: Step, appointment: AppointmentOut, reason?: string) => {
    switch (step) {
      case "checkIn":
        return void checkIn({ appointmentId: appointment.id }).unwrap().catch(tell);
      case "start":
        return void start({ appointmentId: appointment.id }).unwrap().catch(tell);
      case "finish":
      case "markMissed":
        return later(step, appointment);
      case "cancel":
        return cancel(appointment, reason);
    }
  };
  return { perform, isBusy: checkingIn.isLoading || starting.isLoading };
}
