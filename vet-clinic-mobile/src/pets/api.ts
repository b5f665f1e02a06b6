/** Pets' endpoints with their tags. */
import { generatedApi, type PetOut } from "@/api/generated.gen";

const one = (id: string) => ({ type: "Pet", id }) as const;
const LIST = one("LIST");

const petsApi = generatedApi.enhanceEndpoints({
  endpoints: {
    listPets: { providesTags: (page) => [LIST, ...(page?.items ?? []).map(({ id }) => one(id))] },
    getPet: { providesTags: (_, __, { petId }) => [one(petId)] },
    registerPet: { invalidatesTags: (_, error) => (error === undefined ? [LIST] : []) },
    updatePet: { invalidatesTags: (_, __, { petId }) => [one(petId), { type: "Appointment", id: "LIST" }] },
  },
});

export type Pet = PetOut;

export const {
  useListPetsQuery,
  useGetPetQuery,
  useRegisterPetMutation,
  useUpdatePetMutation,
  useListBreedsQuery,
} = petsApi;
