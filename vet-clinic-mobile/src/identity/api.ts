/** Identity's endpoints with their tags. */
import { generatedApi } from "@/api/generated.gen";

const identityApi = generatedApi.enhanceEndpoints({
  endpoints: {
    getMe: { providesTags: ["Me"] },
    updateMe: { invalidatesTags: ["Me"] },
  },
});

export const { useGetMeQuery, useUpdateMeMutation } = identityApi;
