/** Another time for a visit: for its owner, and for the clinic's desk. */
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { LinkButton } from "@/design/button";
import { Page, PageTitle } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useGetAppointmentQuery, useListAppointmentTypesQuery } from "@/scheduling/api";
import { useLateWords } from "@/scheduling/components/late-words";
import { MoveAppointment } from "@/scheduling/components/move-appointment";
import { lateRule } from "@/scheduling/late-rule";
import { useNow, useTimes } from "@/time/use-times";

import { useTitle } from "../shell/route-focus";

export default function MoveAppointmentPage() {
  const { t } = useTranslation();
  const times = useTimes();
  const lateWords = useLateWords();
  const now = useNow().toMillis();
  const navigate = useNavigate();
  const { appointmentId = "", clinicId } = useParams();
  const visit = useGetAppointmentQuery({ appointmentId });
  const appointment = visit.currentData;
  const types = useListAppointmentTypesQuery(
    { clinicId: appointment?.clinic_id ?? "" },
    { skip: appointment === undefined },
  );
  const type = types.currentData?.items.find(({ id }) => id === appointment?.appointment_type_id);
  const error = visit.error ?? types.error;
  const backTo = (date: string) =>
    clinicId === undefined
      ? `/my/appointments/${appointmentId}`
      : `/desk/${clinicId}?on=${date}&visit=${appointmentId}`;
  useTitle(appointment && t("scheduling.move.title", { pet: appointment.pet_name }));
  if (appointment === undefined || types.currentData === undefined) {
    return (
      <Page width="narrow">
        {error !== undefined ? (
          <ProblemNotice problem={error} onRetry={visit.refetch} />
        ) : (
          <Loading isPage>
            <SkeletonRows rows={4} className="h-20" />
          </Loading>
        )}
      </Page>
    );
  }
  // The clinic moving a visit is never late.
  const rule = clinicId === undefined ? lateRule(type, appointment.starts_at, now) : null;
  return (
    <Page width="narrow">
      <PageTitle
        title={t("scheduling.move.title", { pet: appointment.pet_name })}
        lead={t("scheduling.move.lead", {
          moment: times.moment(appointment.starts_at, appointment.time_zone),
        })}
        actions={
          <LinkButton to={backTo(appointment.starts_local.slice(0, 10))}>{t("actions.back")}</LinkButton>
        }
      />
      {rule !== null && <p className="mb-6 text-sm">{lateWords(rule, appointment.time_zone)}</p>}
      <MoveAppointment
        appointment={appointment}
        type={
          type ?? { id: appointment.appointment_type_id, clinic_id: appointment.clinic_id, horizon_days: 90 }
        }
        onMoved={(moved) => void navigate(backTo(moved.starts_local.slice(0, 10)), { replace: true })}
      />
    </Page>
  );
}
