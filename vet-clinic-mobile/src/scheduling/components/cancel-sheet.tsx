/** Calling a visit off: says what happens, asks why if one wants to say, and never loses the words when the call fails. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Sheet } from "@/design/sheet";
import { Text } from "@/design/text";
import { useVisitTime } from "@/i18n/use-visit-time";
import { useNow } from "@/time/use-now";
import { useCancelAppointmentMutation, type Appointment } from "../api";
import { useService } from "../use-service";
import { LateNotice } from "./terms";

interface CancelSheetProps {
  visit: Appointment;
  isOpen: boolean;
  onClose: () => void;
  onCancelled: () => void;
}

const LONGEST_REASON = 4000;
const A_MINUTE = 60_000;

export function CancelSheet({ visit, isOpen, onClose, onCancelled }: CancelSheetProps) {
  const { t } = useTranslation("scheduling");
  const { t: ground } = useTranslation();
  const times = useVisitTime(useNow(A_MINUTE));
  const { service } = useService(visit.clinic_id, visit.appointment_type_id);
  const [reason, setReason] = useState("");
  const [cancel, { isLoading, error }] = useCancelAppointmentMutation();
  const confirm = async () => {
    const outcome = await cancel({
      appointmentId: visit.id,
      cancelIn: { reason: reason.trim() === "" ? null : reason.trim() },
    });
    if (outcome.error === undefined) onCancelled();
  };
  return (
    <Sheet
      isOpen={isOpen}
      title={t("cancel_title", { name: visit.pet_name })}
      closeLabel={ground("close")}
      onClose={onClose}
    >
      <LateNotice service={service} startsAt={visit.starts_at} />
      <Text>{t("cancel_detail", { time: times.full(visit.starts_at, visit.time_zone) })}</Text>
      <Field
        label={t("cancel_reason")}
        value={reason}
        onChangeText={setReason}
        maxLength={LONGEST_REASON}
        multiline
        editable={!isLoading}
      />
      {error === undefined ? null : <ProblemNotice error={error} />}
      <Button voice="danger" label={t("cancel_confirm")} isBusy={isLoading} onPress={() => void confirm()} />
      <Button voice="quiet" label={t("cancel_keep")} isDisabled={isLoading} onPress={onClose} />
    </Sheet>
  );
}
