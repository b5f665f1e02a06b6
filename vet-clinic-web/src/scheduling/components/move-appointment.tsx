/** Another time for the same visit. The old time stays until the new one is certain; then both lines are shown, and undo moves back. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut, AppointmentTypeOut, SlotOut } from "@/api/generated.gen";
import { hasCode } from "@/api/problem";
import { ProblemNotice } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";

import { useRescheduleAppointmentMutation } from "../api";
import { GONE } from "../booking/use-hold";
import { SlotPicker } from "../booking/slot-picker";

export type MoveAppointmentProps = {
  appointment: AppointmentOut;
  type: Pick<AppointmentTypeOut, "id" | "clinic_id" | "horizon_days">;
  onMoved: (appointment: AppointmentOut) => void;
};

export function MoveAppointment({ appointment, type, onMoved }: MoveAppointmentProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const [date, setDate] = useState<string | null>(appointment.starts_local.slice(0, 10));
  const [takenAt, setTakenAt] = useState<string | null>(null);
  const [reschedule, move] = useRescheduleAppointmentMutation();

  const backTo = (before: AppointmentOut) =>
    void reschedule({
      appointmentId: before.id,
      rescheduleIn: { starts_at: before.starts_at, veterinarian_id: before.veterinarian_id },
    });
  const pick = async (slot: SlotOut) => {
    setTakenAt(null);
    const result = await reschedule({
      appointmentId: appointment.id,
      rescheduleIn: { starts_at: slot.starts_at },
    });
    if (hasCode(result.error, ...GONE)) setTakenAt(slot.starts_at);
    if (result.data === undefined) return;
    showToast({
      tone: "free",
      message: t("scheduling.move.done", {
        pet: appointment.pet_name,
        moment: times.moment(slot.starts_at, appointment.time_zone),
      }),
      action: { label: t("actions.undo"), perform: () => backTo(appointment) },
    });
    onMoved(result.data);
  };
  return (
    <div className="flex flex-col gap-6">
      <SlotPicker
        type={type}
        zone={appointment.time_zone}
        veterinarianId={appointment.veterinarian_id}
        date={date}
        onDate={setDate}
        onPick={(slot) => void pick(slot)}
        isBusy={move.isLoading}
        takenAt={takenAt}
      />
      {move.error !== undefined && !hasCode(move.error, ...GONE) && <ProblemNotice problem={move.error} />}
    </div>
  );
}
