/** What only staff see of a visit: its room, how the day went, why a rule was set aside, what the owner answered. */
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Notice } from "@/design/notice";
import type { Fact } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { useTimes } from "@/time/use-times";

import { useListAppointmentTypesQuery } from "../api";
import { priceText } from "../money";
import { questionWords } from "../type-words";
import { useWaiveLateFeeMutation } from "./api";

const MOMENTS = ["arrived_at", "roomed_at", "began_at", "finished_at", "departed_at"] as const;

/** Rows for the list of a visit's facts; each may be without a value. */
export function useStaffFacts(appointment: AppointmentOut | undefined): Fact[] {
  const { t, i18n } = useTranslation();
  const times = useTimes();
  const types = useListAppointmentTypesQuery(
    { clinicId: appointment?.clinic_id ?? "" },
    { skip: appointment === undefined },
  );
  if (appointment === undefined) return [];
  const questions =
    types.data?.items.find(({ id }) => id === appointment.appointment_type_id)?.questions ?? [];
  const marks = [
    ...(appointment.is_walk_in ? [t("desk.walkIn")] : []),
    ...(appointment.series_id !== null ? [t("desk.series.part")] : []),
    ...(appointment.place === "in_clinic" ? [] : [t(`desk.place.${appointment.place}`)]),
  ];
  return [
    { name: t("desk.room"), value: appointment.room_name },
    { name: t("desk.kind"), value: marks.join(", ") },
    ...MOMENTS.map((name) => {
      const at = appointment[name];
      return { name: t(`desk.moments.${name}`), value: at && times.clock(at, appointment.time_zone) };
    }),
    { name: t("desk.override.kept"), value: appointment.override_reason },
    ...appointment.answers.map(({ question_id: asked, text }) => {
      const question = questions.find(({ id }) => id === asked);
      // A question that the clinic no longer asks has left its answer.
      if (question === undefined) return { name: t("desk.questions.former"), value: text };
      const isYesNo = question.kind === "yes_no" && (text === "yes" || text === "no");
      return {
        name: questionWords(question, i18n.language),
        value: isYesNo ? t(`scheduling.questions.${text}`) : text,
      };
    }),
  ];
}

/** An owner cancelled or moved inside the notice: the fee stands until somebody lets it go. */
export function LateFee({ appointment, mayWaive }: { appointment: AppointmentOut; mayWaive: boolean }) {
  const { t, i18n } = useTranslation();
  const [waive, { isLoading, error }] = useWaiveLateFeeMutation();
  if (!appointment.is_late) return null;
  const fee = appointment.late_fee;
  return (
    <Notice
      tone="due"
      isUrgent={false}
      title={fee === null ? t("desk.late.noFee") : t("desk.late.fee", { fee: priceText(fee, i18n.language) })}
      action={
        fee !== null &&
        mayWaive && (
          <Button
            size="small"
            isBusy={isLoading}
            onClick={() => void waive({ appointmentId: appointment.id })}
          >
            {t("desk.late.waive")}
          </Button>
        )
      }
    >
      {error !== undefined && <ProblemNotice problem={error} />}
    </Notice>
  );
}
