/** The clinic a story is about, and the vet, once they are known. */
import { useGetClinicQuery, useListVeterinariansQuery, type Clinic } from "./api";

export function useClinic(clinicId: string | undefined): Clinic | undefined {
  return useGetClinicQuery({ clinicId: clinicId ?? "" }, { skip: clinicId === undefined }).data;
}

/** Null when the clinic does not name the vet. */
export function useVeterinarianName(
  clinicId: string | undefined,
  veterinarianId: string | undefined,
): string | null {
  const { data } = useListVeterinariansQuery({ clinicId: clinicId ?? "" }, { skip: clinicId === undefined });
  return data?.items.find(({ id }) => id === veterinarianId)?.display_name ?? null;
}
