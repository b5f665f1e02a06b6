/**
 * Moving and resizing a visit: shown at once, settled by the API, taken back with one press. A refusal brings the visit back to
 * where it was and says why; who keeps the calendar may then insist with a reason.
 */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { hasCode, type Problem } from "@/api/problem";
import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";

import { useRescheduleAppointmentMutation } from "../api";
import { placed, targetOf, type Target } from "./target";

export type Refused = {
  appointment: AppointmentOut;
  target: Target;
  problem: Problem;
  /** A reason was given and it was refused all the same. */
  hasInsisted: boolean;
};

/** A refusal that a reason can override: the rules say no, or somebody else has the time. */
function isOverridable(problem: unknown): problem is Problem {
  return hasCode(problem, "scheduling.not_offered", "scheduling.slot_taken");
}

function changes(appointment: AppointmentOut, target: Target) {
  return {
    starts_at: target.startsAt,
    ...(target.veterinarian.id !== appointment.veterinarian_id && {
      veterinarian_id: target.veterinarian.id,
    }),
    ...(target.roomId !== null && target.roomId !== appointment.room_id && { room_id: target.roomId }),
    ...(target.durationMinutes !== appointment.duration_minutes && {
      duration_minutes: target.durationMinutes,
    }),
  };
}

export function useMoves() {
  const { t } = useTranslation();
  const times = useTimes();
  const wordsOf = useProblemWords();
  const [reschedule] = useRescheduleAppointmentMutation();
  const [moved, setMoved] = useState<Readonly<Record<string, AppointmentOut>>>({});
  const [refused, setRefused] = useState<Refused | null>(null);

  const show = (appointment: AppointmentOut) =>
    setMoved((before) => ({ ...before, [appointment.id]: appointment }));
  const forget = (id: string) =>
    setMoved((before) => Object.fromEntries(Object.entries(before).filter(([each]) => each !== id)));

  /** Ask for the new place and show it meanwhile; throws the problem, with the visit back where it was. */
  const carry = async (
    appointment: AppointmentOut,
    target: Target,
    reason?: string,
  ): Promise<AppointmentOut> => {
    show(placed(appointment, target));
    try {
      const settled = await reschedule({
        appointmentId: appointment.id,
        "If-Match": `"${appointment.version}"`,
        rescheduleIn: {
          ...changes(appointment, target),
          ...(reason !== undefined && { override_reason: reason }),
        },
      }).unwrap();
      show(settled);
      return settled;
    } catch (problem) {
      forget(appointment.id);
      throw problem;
    }
  };

  const move = async (appointment: AppointmentOut, target: Target, reason?: string): Promise<boolean> => {
    try {
      const settled = await carry(appointment, target, reason);
      setRefused(null);
      showToast({
        tone: "free",
        message: t("desk.moves.done", {
          pet: settled.pet_name,
          moment: times.moment(settled.starts_at, settled.time_zone),
        }),
        action: {
          label: t("actions.undo"),
          perform: () => void move(settled, targetOf(appointment), appointment.override_reason ?? undefined),
        },
      });
      return true;
    } catch (problem) {
      if (isOverridable(problem))
        setRefused({ appointment, target, problem, hasInsisted: reason !== undefined });
      else {
        const { title, advice } = wordsOf(problem);
        showToast({ tone: "alert", message: `${title}. ${advice}` });
      }
      return false;
    }
  };

  /** The visits as they are to be shown: what has been moved here stands in its new place until the list says so too. */
  const withMoves = (visits: readonly AppointmentOut[]): AppointmentOut[] =>
    visits.map((visit) => {
      const own = moved[visit.id];
      return own !== undefined && own.version >= visit.version ? own : visit;
    });

  return { move, carry, withMoves, refused, dismiss: () => setRefused(null) };
}
