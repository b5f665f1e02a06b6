/** Identity's endpoints with their tags. */
import { generatedApi, type MeOut, type SessionOut } from "@/api/generated.gen";

const identityApi = generatedApi.enhanceEndpoints({
  endpoints: {
    getMe: { providesTags: ["Me"] },
    updateMe: { invalidatesTags: ["Me"] },
    listSessions: { providesTags: ["Device"] },
    // Refused or not: what we know of it is old.
    endSession: { invalidatesTags: ["Device"] },
    listConsents: { providesTags: ["Consent"] },
    recordConsent: { invalidatesTags: ["Consent"] },
    listExports: { providesTags: ["Copy"] },
    requestExport: { invalidatesTags: ["Copy"] },
    getErasure: { providesTags: ["Erasure"] },
    requestErasure: { invalidatesTags: ["Erasure"] },
    cancelErasure: { invalidatesTags: ["Erasure"] },
  },
});

export type Me = MeOut;
export type Device = SessionOut;

export const {
  useGetMeQuery,
  useUpdateMeMutation,
  useListSessionsQuery,
  useEndSessionMutation,
  useListConsentsQuery,
  useRecordConsentMutation,
  useListExportsQuery,
  useRequestExportMutation,
  useGetErasureQuery,
  useRequestErasureMutation,
  useCancelErasureMutation,
} = identityApi;
