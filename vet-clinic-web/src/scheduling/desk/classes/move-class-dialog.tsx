/** One question before a class is moved, because several owners hear of it; and afterwards who could not come along. */
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import type { Problem } from "@/api/problem";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Notice } from "@/design/notice";
import { useProblemWords } from "@/design/problem-notice";
import { Spinner } from "@/design/spinner";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";

import { useTypeName } from "../../use-type-name";

import type { Target } from "../target";
import { useWhyNotWords } from "../why-not";
import { bringBack, useClassMove, type AskedClassMove, type MovedPair, type Stayed } from "./use-class-move";

export type MoveClassDialogProps = {
  asked: AskedClassMove;
  zone: string;
  carry: (appointment: AppointmentOut, target: Target, reason?: string) => Promise<AppointmentOut>;
  /** All are at the new time. */
  onMoved: (members: readonly AppointmentOut[]) => void;
  onClose: () => void;
};

function Left({ stayed }: { stayed: readonly Stayed[] }) {
  const whyNot = useWhyNotWords();
  const wordsOf = useProblemWords();
  const why = (problem: unknown) => whyNot(problem as Problem) ?? wordsOf(problem).title;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {stayed.map(({ appointment, problem }) => (
        <li key={appointment.id} className="flex flex-wrap gap-x-3 py-2">
          <span className="font-semibold">{appointment.pet_name}</span>
          <span className="text-sm text-ink-soft">{why(problem)}</span>
        </li>
      ))}
    </ul>
  );
}

export function MoveClassDialog({ asked, zone, carry, onMoved, onClose }: MoveClassDialogProps) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const times = useTimes();
  const { state, start } = useClassMove(asked, carry);
  const { block, target } = asked;
  const members = block.group?.taken ?? [];
  const name = typeName(block.appointment);
  const count = members.length;

  const takeBack = async (moved: readonly MovedPair[]) => {
    const failed = await bringBack(moved, carry);
    showToast(
      failed === 0
        ? { tone: "free", message: t("desk.classes.back", { name }) }
        : { tone: "alert", message: t("desk.classes.notBack", { name, count: failed }) },
    );
  };
  const move = async () => {
    const { moved, stayed } = await start();
    if (stayed.length > 0) return;
    onClose();
    onMoved(moved.map(({ after }) => after));
    showToast({
      tone: "free",
      message: t("desk.classes.moved", { name, moment: times.moment(target.startsAt, zone) }),
      action: { label: t("actions.undo"), perform: () => void takeBack(moved) },
    });
  };
  const isTold = state.step === "told";
  const isAnyMoved = isTold && state.moved.length > 0;
  return (
    <Dialog
      isOpen
      onClose={() => state.step !== "moving" && onClose()}
      title={t(isTold ? "desk.classes.told" : "desk.classes.ask", { name })}
      actions={
        isTold ? (
          <>
            {isAnyMoved && (
              <Button
                onClick={() => {
                  onClose();
                  void takeBack(state.moved);
                }}
              >
                {t("desk.classes.bringBack")}
              </Button>
            )}
            <Button tone="solid" onClick={onClose}>
              {t(isAnyMoved ? "desk.classes.leaveSo" : "actions.close")}
            </Button>
          </>
        ) : (
          <>
            <Button disabled={state.step === "moving"} onClick={onClose}>
              {t("desk.override.leave")}
            </Button>
            <Button tone="primary" isBusy={state.step === "moving"} onClick={() => void move()}>
              {t("desk.classes.moveAll", { count })}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {isTold ? (
          <>
            <Notice
              tone="due"
              isUrgent
              title={t("desk.classes.someMoved", { moved: state.moved.length, count })}
            >
              {t("desk.classes.stayed")}
            </Notice>
            <Left stayed={state.stayed} />
          </>
        ) : (
          <>
            <p>
              {t("desk.classes.wish", {
                moment: times.moment(target.startsAt, zone),
                minutes: t("time.minutes", { count: target.durationMinutes }),
                vet: target.veterinarian.name,
              })}
            </p>
            <p>{members.map((visit) => visit.pet_name).join(", ")}</p>
            <p className="text-sm text-ink-soft">{t("desk.classes.heard")}</p>
            <div role="status" className="min-h-6 text-sm">
              {state.step === "moving" && (
                <span className="flex items-center gap-2">
                  <Spinner /> {t("desk.classes.progress", { done: state.done, count })}
                </span>
              )}
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}
