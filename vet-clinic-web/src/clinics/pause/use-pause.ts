/** Stopping and starting owners' booking: one press, and the same press again is harmless. */
import { useTranslation } from "react-i18next";

import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";

import { usePauseBookingMutation, useResumeBookingMutation } from "../api";

export function usePause(clinicId: string) {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const [send, pausing] = usePauseBookingMutation();
  const [sendResume, resuming] = useResumeBookingMutation();
  const tell = (error: unknown) => {
    const { title, advice } = wordsOf(error);
    showToast({ tone: "alert", message: `${title}. ${advice}` });
  };
  const resume = async () => {
    const { error } = await sendResume({ clinicId });
    if (error !== undefined) tell(error);
    else showToast({ tone: "free", message: t("clinics.pause.resumed") });
    return error === undefined;
  };
  const pause = async (reason: string | null) => {
    const { error } = await send({ clinicId, pauseIn: { reason } });
    if (error !== undefined) tell(error);
    else if (reason === null) {
      showToast({
        tone: "info",
        message: t("clinics.pause.paused"),
        action: { label: t("actions.undo"), perform: () => void resume() },
      });
    }
    return error === undefined;
  };
  return { pause, resume, isBusy: pausing.isLoading || resuming.isLoading };
}
