/** My pets, the people and clinics they are shared with, who opened their file, and the breeds there are. Hooks with their cache tags. */
import { generated } from "@/api/generated.gen";

const LIST = { type: "pets", id: "list" } as const;

const owners = (petId: string) => ({ type: "pets", id: `owners:${petId}` }) as const;
const shares = (petId: string) => ({ type: "pets", id: `shares:${petId}` }) as const;
const access = (petId: string) => ({ type: "pets", id: `access:${petId}` }) as const;

export const petsApi = generated.enhanceEndpoints({
  endpoints: {
    listPets: { providesTags: [LIST] },
    getPet: { providesTags: (_, __, { petId }) => [{ type: "pets", id: petId }] },
    registerPet: { invalidatesTags: (pet) => (pet === undefined ? [] : [LIST]) },
    updatePet: { invalidatesTags: (_, __, { petId }) => [LIST, { type: "pets", id: petId }] },
    listPetOwners: { providesTags: (_, __, { petId }) => [owners(petId)] },
    inviteCoOwner: { invalidatesTags: (_, __, { petId }) => [owners(petId)] },
    removePetOwner: { invalidatesTags: (_, __, { petId }) => [owners(petId), LIST] },
    listPetShares: { providesTags: (_, __, { petId }) => [shares(petId)] },
    sharePet: { invalidatesTags: (_, __, { petId }) => [shares(petId)] },
    unsharePet: { invalidatesTags: (_, __, { petId }) => [shares(petId)] },
    listPetAccess: { providesTags: (_, __, { petId }) => [access(petId)], keepUnusedDataFor: 0 },
  },
});

export const {
  useListPetsQuery,
  useGetPetQuery,
  useRegisterPetMutation,
  useUpdatePetMutation,
  useListBreedsQuery,
  useListPetOwnersQuery,
  useInviteCoOwnerMutation,
  useRemovePetOwnerMutation,
  useListPetSharesQuery,
  useSharePetMutation,
  useUnsharePetMutation,
  useListPetAccessQuery,
} = petsApi;
