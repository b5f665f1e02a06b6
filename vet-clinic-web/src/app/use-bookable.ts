/** What a booking needs to know about a clinic, asked for at once: its zone, its services, its vets. */
import { useGetClinicQuery, useListVeterinariansQuery } from "@/clinics/api";
import { useListAppointmentTypesQuery } from "@/scheduling/api";

/** A clinic may pause online booking while somebody chooses: it is asked again as often as its free times are. */
const FRESH = { pollingInterval: 60_000, skipPollingIfUnfocused: true };

export function useBookable(clinicId: string) {
  const clinic = useGetClinicQuery({ clinicId }, FRESH);
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
