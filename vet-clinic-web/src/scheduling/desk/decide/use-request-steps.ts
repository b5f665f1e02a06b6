/** Answering a request. A yes is said at once; a no waits a few seconds, because the owner hears of it. */
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { performWithUndo } from "@/undo/undo-queue";

import { useConfirmAppointmentMutation, useDeclineAppointmentMutation } from "../api";
import { declineKey } from "./decline-key";

export function useRequestSteps() {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const [confirm, confirming] = useConfirmAppointmentMutation();
  const [decline] = useDeclineAppointmentMutation();
  const tell = (problem: unknown) => {
    const { title, advice } = wordsOf(problem);
    showToast({ tone: "alert", message: `${title}. ${advice}` });
  };
  return {
    isBusy: confirming.isLoading,
    confirm: (appointment: Pick<AppointmentOut, "id" | "pet_name">) =>
      void confirm({ appointmentId: appointment.id })
        .unwrap()
        .then(() =>
          showToast({ tone: "free", message: t("desk.decide.confirmed", { pet: appointment.pet_name }) }),
        )
        .catch(tell),
    decline: (appointment: Pick<AppointmentOut, "id" | "pet_name">, reason: string) =>
      performWithUndo({
        key: declineKey(appointment.id),
        message: t("desk.decide.declined", { pet: appointment.pet_name }),
        undoLabel: t("actions.undo"),
        perform: () =>
          void decline({
            appointmentId: appointment.id,
            declineIn: reason.trim() === "" ? {} : { reason: reason.trim() },
          })
            .unwrap()
            .catch(tell),
      }),
  };
}
