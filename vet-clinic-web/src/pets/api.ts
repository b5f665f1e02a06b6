/** My pets and the breeds there are. Hooks with their cache tags. */
import { generated } from "@/api/generated.gen";

const LIST = { type: "pets", id: "list" } as const;

export const petsApi = generated.enhanceEndpoints({
  endpoints: {
    listPets: { providesTags: [LIST] },
    getPet: { providesTags: (_, __, { petId }) => [{ type: "pets", id: petId }] },
    registerPet: { invalidatesTags: (pet) => (pet === undefined ? [] : [LIST]) },
    updatePet: { invalidatesTags: (_, __, { petId }) => [LIST, { type: "pets", id: petId }] },
  },
});

export const {
  useListPetsQuery,
  useGetPetQuery,
  useRegisterPetMutation,
  useUpdatePetMutation,
  useListBreedsQuery,
} = petsApi;
