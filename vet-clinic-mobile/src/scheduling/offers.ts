/** Which service suits which pet. An empty list of species means all of them. */
import type { AppointmentTypeOut } from "@/api/generated.gen";

export function isOffered(
  service: Pick<AppointmentTypeOut, "species">,
  species: string | undefined,
): boolean {
  const allowed: readonly string[] = service.species;
  return species === undefined || allowed.length === 0 || allowed.includes(species);
}
