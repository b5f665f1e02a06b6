/** The pet a story is about, when it began with one. */
import { useGetPetQuery, type Pet } from "./api";

export function usePet(petId: string | undefined): Pet | undefined {
  return useGetPetQuery({ petId: petId ?? "" }, { skip: petId === undefined }).data;
}
