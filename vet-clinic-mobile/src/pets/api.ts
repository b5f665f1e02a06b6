/** Pets' endpoints with their tags. */
import {
  generatedApi,
  type AccessLogEntryOut,
  type PetOut,
  type PetOwnerOut,
  type PetShareOut,
} from "@/api/generated.gen";

const one = (id: string) => ({ type: "Pet", id }) as const;
const LIST = one("LIST");

const petsApi = generatedApi.enhanceEndpoints({
  endpoints: {
    listPets: { providesTags: (page) => [LIST, ...(page?.items ?? []).map(({ id }) => one(id))] },
    getPet: { providesTags: (_, __, { petId }) => [one(petId)] },
    registerPet: { invalidatesTags: (_, error) => (error === undefined ? [LIST] : []) },
    listPetOwners: { providesTags: ["PetOwner"] },
    inviteCoOwner: { invalidatesTags: ["PetOwner"] },
    // Refused or not: what we know of it is old.
    removePetOwner: { invalidatesTags: ["PetOwner", LIST] },
    listPetShares: { providesTags: ["PetShare"] },
    unsharePet: { invalidatesTags: ["PetShare"] },
    // A log is asked for anew each time it is opened.
    listPetAccess: { providesTags: ["PetAccess"], keepUnusedDataFor: 0 },
    updatePet: { invalidatesTags: (_, __, { petId }) => [one(petId), { type: "Appointment", id: "LIST" }] },
  },
});

export type Pet = PetOut;
export type PetOwner = PetOwnerOut;
export type PetShare = PetShareOut;
export type PetAccessEntry = AccessLogEntryOut;

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
  useUnsharePetMutation,
  useListPetAccessQuery,
} = petsApi;
