/** Another time for the same visit, with the same vet. The old time stays ours until the new one is. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Screen } from "@/design/screen";
import { Sheet } from "@/design/sheet";
import { SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import { useVisitTime } from "@/i18n/use-visit-time";
import { useNow } from "@/time/use-now";
import { useGetAppointmentQuery, useRescheduleAppointmentMutation, type Appointment } from "../api";
import { SlotPicker } from "../components/slot-picker";
import { LateNotice } from "../components/terms";
import type { SlotTime } from "../slot-days";
import { useService } from "../use-service";

interface MoveVisitProps {
  appointmentId: string;
  onMoved: () => void;
  onBack: () => void;
}

const A_MINUTE = 60_000;

export function MoveVisit({ appointmentId, onMoved, onBack }: MoveVisitProps) {
  const { t } = useTranslation("scheduling");
  const { t: ground } = useTranslation();
  const { data: visit, isError, error, refetch } = useGetAppointmentQuery({ appointmentId });
  return (
    <Screen
      title={visit === undefined ? t("time_title") : t("move_title", { name: visit.pet_name })}
      back={{ label: ground("back"), onPress: onBack }}
    >
      {visit !== undefined ? (
        <NewTime visit={visit} onMoved={onMoved} />
      ) : isError ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows label={t("times_loading")} rows={5} height={56} />
      )}
    </Screen>
  );
}

function NewTime({ visit, onMoved }: { visit: Appointment; onMoved: () => void }) {
  const { t } = useTranslation("scheduling");
  const { t: ground } = useTranslation();
  const times = useVisitTime(useNow(A_MINUTE));
  const { service } = useService(visit.clinic_id, visit.appointment_type_id);
  const [wish, setWish] = useState<SlotTime | null>(null);
  const [move, { isLoading, error, reset }] = useRescheduleAppointmentMutation();
  const close = () => {
    setWish(null);
    reset();
  };
  const confirm = async () => {
    if (wish === null) return;
    const outcome = await move({ appointmentId: visit.id, rescheduleIn: { starts_at: wish.starts_at } });
    if (outcome.error === undefined) onMoved();
  };
  return (
    <>
      <Text tone="inkSoft" tabular>
        {t("move_from", { time: times.full(visit.starts_at, visit.time_zone) })}
      </Text>
      <LateNotice service={service} startsAt={visit.starts_at} />
      <SlotPicker
        wish={{
          clinicId: visit.clinic_id,
          appointmentTypeId: visit.appointment_type_id,
          zone: visit.time_zone,
          horizonDays: service?.horizon_days ?? 0,
          veterinarianId: visit.veterinarian_id,
          petId: visit.pet_id,
        }}
        busyStart={isLoading ? (wish?.starts_at ?? null) : null}
        timeLabel={(time) => t("choose_at", { time })}
        onPick={setWish}
      />
      <Sheet
        isOpen={wish !== null}
        title={t("move_sheet_title", {
          time: wish === null ? "" : times.short(wish.starts_at, visit.time_zone),
        })}
        closeLabel={ground("close")}
        onClose={close}
      >
        <Text>{t("move_from", { time: times.full(visit.starts_at, visit.time_zone) })}</Text>
        {error === undefined ? null : <ProblemNotice error={error} />}
        <Button voice="primary" label={t("move_confirm")} isBusy={isLoading} onPress={() => void confirm()} />
        <Button voice="quiet" label={t("choose_again")} isDisabled={isLoading} onPress={close} />
      </Sheet>
    </>
  );
}
