/** A vet's name as owners see it. Null until it is known, or when the clinic does not name the vet. */
import { useListVeterinariansQuery } from "./api";

export function useVeterinarianName(
  clinicId: string | undefined,
  veterinarianId: string | undefined,
): string | null {
  const { data } = useListVeterinariansQuery({ clinicId: clinicId ?? "" }, { skip: clinicId === undefined });
  return data?.items.find(({ id }) => id === veterinarianId)?.display_name ?? null;
}
