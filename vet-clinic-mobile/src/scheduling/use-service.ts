/** One service of a clinic, from the list every step of booking already has. */
import { problemFromReply } from "@/api/problem";
import { useListAppointmentTypesQuery } from "./api";

const GONE = problemFromReply(404, { code: "scheduling.appointment_type_not_found" });

export function useService(clinicId: string | undefined, appointmentTypeId: string | undefined) {
  const query = useListAppointmentTypesQuery({ clinicId: clinicId ?? "" }, { skip: clinicId === undefined });
  const service = query.data?.items.find(({ id }) => id === appointmentTypeId);
  const isGone = query.data !== undefined && appointmentTypeId !== undefined && service === undefined;
  return { service, problem: isGone ? GONE : query.error, refetch: query.refetch };
}
