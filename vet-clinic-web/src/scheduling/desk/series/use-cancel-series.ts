/** Calling off a part of a series, after a few seconds in which it can be taken back. */
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { performWithUndo } from "@/undo/undo-queue";

import { useCancelSeriesMutation } from "../api";
import type { Scope } from "./scope-choice";

export function useCancelSeriesWithUndo() {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const [cancel] = useCancelSeriesMutation();
  return (
    appointment: Pick<AppointmentOut, "id" | "pet_name">,
    seriesId: string,
    scope: Scope,
    reason: string,
  ) =>
    performWithUndo({
      key: `cancel-series:${seriesId}`,
      message: t(`desk.series.cancelled.${scope}`, { pet: appointment.pet_name }),
      undoLabel: t("actions.undo"),
      perform: () =>
        void cancel({
          seriesId,
          seriesCancelIn: {
            scope,
            appointment_id: appointment.id,
            ...(reason.trim() !== "" && { reason: reason.trim() }),
          },
        })
          .unwrap()
          .catch((problem: unknown) => {
            const { title, advice } = wordsOf(problem);
            showToast({ tone: "alert", message: `${title}. ${advice}` });
          }),
    });
}
