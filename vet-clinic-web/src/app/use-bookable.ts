/** What a booking needs to know about a clinic, asked for at once: its zone, its services, its vets. */
import { useGetClinicQuery, useListVeterinariansQuery } from "@/clinics/api";
import { useListAppointmentTypesQuery } from "@/scheduling/api";

export function useBookable(clinicId: string) {
  const clinic = useGetClinicQuery({ clinicId });
  const types = useListAppointmentTypesQuery({ clinicId });
  const vets = useListVeterinariansQuery({ clinicId });
  const all = [clinic, types, vets];
  const loaded =
    clinic.currentData && types.currentData && vets.currentData
      ? { clinic: clinic.currentData, types: types.currentData.items, vets: vets.currentData.items }
      : null;
  return {
    loaded,
    error: all.find(({ error }) => error !== undefined)?.error,
    refetch: () => all.forEach(({ refetch }) => void refetch()),
  };
}
