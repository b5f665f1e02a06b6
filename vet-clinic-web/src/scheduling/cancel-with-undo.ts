/** Cancelling can be taken back for a few seconds; only then does the API hear of it. */
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { performWithUndo } from "@/undo/undo-queue";

import { useCancelAppointmentMutation } from "./api";

export function cancelKey(appointmentId: string): string {
  return `cancel:${appointmentId}`;
}

export function useCancelWithUndo() {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const [cancel] = useCancelAppointmentMutation();
  return (appointment: Pick<AppointmentOut, "id" | "pet_name">, reason = "") =>
    performWithUndo({
      key: cancelKey(appointment.id),
      message: t("scheduling.cancelled", { pet: appointment.pet_name }),
      undoLabel: t("actions.undo"),
      perform: () => {
        const cancelIn = reason.trim() === "" ? {} : { reason: reason.trim() };
        void cancel({ appointmentId: appointment.id, cancelIn })
          .unwrap()
          .catch((problem: unknown) => {
            const { title, advice } = wordsOf(problem);
            showToast({ tone: "alert", message: `${title}. ${advice}` });
          });
      },
    });
}
