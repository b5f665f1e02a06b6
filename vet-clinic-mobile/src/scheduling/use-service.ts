/** One service of a clinic, from the list every step of booking already has. */
import { useListAppointmentTypesQuery } from "./api";

export function useService(clinicId: string | undefined, appointmentTypeId: string | undefined) {
  const query = useListAppointmentTypesQuery({ clinicId: clinicId ?? "" }, { skip: clinicId === undefined });
  return { ...query, service: query.data?.items.find(({ id }) => id === appointmentTypeId) };
}
