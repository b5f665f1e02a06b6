/** Who I am and who works here. Hooks with their cache tags. */
import { generated } from "@/api/generated.gen";

import { useAuth } from "./auth/auth-context";

const ME = { type: "identity", id: "me" } as const;

export const identityApi = generated.enhanceEndpoints({
  endpoints: {
    getMe: { providesTags: [ME] },
    updateMe: { invalidatesTags: [ME] },
    listClinicPeople: { providesTags: [{ type: "identity", id: "people" }] },
  },
});

export const { useUpdateMeMutation, useListClinicPeopleQuery } = identityApi;

/** The signed-in person; asks nothing while nobody is signed in. */
export function useMe() {
  const { status } = useAuth();
  return identityApi.useGetMeQuery(undefined, { skip: status !== "signed-in" });
}
