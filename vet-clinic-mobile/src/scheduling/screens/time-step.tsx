/** Fourth question: when? Touching a time holds it at once, so that nobody is faster while the rest is typed. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/api/problem-notice";
import { Screen } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { useHoldSlotMutation } from "../api";
import { stepNumbers } from "../booking-steps";
import { SlotPicker } from "../components/slot-picker";
import { WaitInstead } from "../components/wait-instead";
import { serviceName } from "../service-words";
import type { SlotTime } from "../slot-days";
import { useService } from "../use-service";

interface TimeStepProps {
  clinicId: string;
  appointmentTypeId: string;
  /** Undefined until the clinic is known. */
  zone: string | undefined;
  /** Why the clinic is not known. */
  clinicProblem: unknown;
  veterinarianId: string | undefined;
  petId: string | undefined;
  onHeld: (holdId: string) => void;
  onWait: () => void;
  onBack: () => void;
}

export function TimeStep({ clinicId, appointmentTypeId, zone, clinicProblem, ...rest }: TimeStepProps) {
  const { t, i18n } = useTranslation("scheduling");
  const { t: ground } = useTranslation();
  const { veterinarianId, petId, onHeld, onWait, onBack } = rest;
  const { service, problem, refetch } = useService(clinicId, appointmentTypeId);
  const [hold, { error: refusal }] = useHoldSlotMutation();
  const [busyStart, setBusyStart] = useState<string | null>(null);
  const pick = async ({ starts_at }: SlotTime) => {
    setBusyStart(starts_at);
    const outcome = await hold({
      holdIn: {
        clinic_id: clinicId,
        appointment_type_id: appointmentTypeId,
        starts_at,
        veterinarian_id: veterinarianId ?? null,
        pet_id: petId ?? null,
      },
    });
    setBusyStart(null);
    if (outcome.data !== undefined) onHeld(outcome.data.id);
  };
  return (
    <Screen
      overline={t("step", stepNumbers("time"))}
      progress={stepNumbers("time")}
      title={t("time_title")}
      subtitle={service === undefined ? undefined : serviceName(service, i18n.language)}
      back={{ label: ground("back"), onPress: onBack }}
    >
      {refusal === undefined ? null : <ProblemNotice error={refusal} />}
      {problem !== undefined || clinicProblem !== undefined ? (
        <ProblemNotice error={problem ?? clinicProblem} onRetry={() => void refetch()} />
      ) : service === undefined || zone === undefined ? (
        <SkeletonRows label={t("times_loading")} rows={5} height={56} />
      ) : (
        <SlotPicker
          wish={{
            clinicId,
            appointmentTypeId,
            zone,
            horizonDays: service.horizon_days,
            veterinarianId,
            petId,
          }}
          busyStart={busyStart}
          timeLabel={(time) => t("hold_at", { time })}
          onPick={(time) => void pick(time)}
          otherwise={<WaitInstead onWait={onWait} />}
        />
      )}
    </Screen>
  );
}
