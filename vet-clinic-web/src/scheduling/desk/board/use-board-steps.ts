/** Moving a patient through the waiting room. What cannot be taken back at the API waits a few seconds for an undo. */
import { useTranslation } from "react-i18next";

import type { BoardItemOut } from "@/api/generated.gen";
import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { performWithUndo, useWaiting } from "@/undo/undo-queue";

import { useDepartAppointmentMutation, useRoomAppointmentMutation } from "../api";
import { useSteps } from "../../use-steps";
import type { BoardStep, Stage } from "./stages";

const departureOf = (id: string) => `depart:${id}`;

/** The stage to show: the one a waiting step leads to, else the stored one. */
export function useShownStage() {
  const waiting = useWaiting();
  return ({ id, stage }: Pick<BoardItemOut, "id" | "stage">): Stage =>
    waiting.has(departureOf(id)) ? "gone" : waiting.has(`finish:${id}`) ? "to_pay" : stage;
}

export function useBoardSteps() {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const { perform } = useSteps();
  const [enter] = useRoomAppointmentMutation();
  const [depart] = useDepartAppointmentMutation();
  const tell = (problem: unknown) => {
    const { title, advice } = wordsOf(problem);
    showToast({ tone: "alert", message: `${title}. ${advice}` });
  };
  return (
    step: BoardStep,
    { waiting_minutes: _, expected_at: __, ...item }: BoardItemOut,
    roomId?: string,
  ) => {
    const appointment = { ...item, stage: item.stage === "expected" ? null : item.stage };
    switch (step) {
      case "checkIn":
      case "start":
      case "finish":
        return perform(step, appointment);
      case "room":
        if (roomId === undefined) return;
        return void enter({ appointmentId: item.id, roomIn: { room_id: roomId } })
          .unwrap()
          .catch(tell);
      case "depart":
        return performWithUndo({
          key: departureOf(item.id),
          message: t("desk.board.departed", { pet: item.pet_name }),
          undoLabel: t("actions.undo"),
          perform: () => void depart({ appointmentId: item.id }).unwrap().catch(tell),
        });
    }
  };
}
