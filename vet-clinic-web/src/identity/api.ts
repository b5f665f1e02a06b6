/** Who I am, where I am signed in, what I agreed to and what becomes of my data. Hooks with their cache tags. */
import { generated } from "@/api/generated.gen";

import { useAuth } from "./auth/auth-context";

const ME = { type: "identity", id: "me" } as const;
const SESSIONS = { type: "identity", id: "sessions" } as const;
const CONSENTS = { type: "identity", id: "consents" } as const;
const EXPORTS = { type: "identity", id: "exports" } as const;
const ERASURE = { type: "identity", id: "erasure" } as const;

export const identityApi = generated.enhanceEndpoints({
  endpoints: {
    getMe: { providesTags: [ME] },
    updateMe: { invalidatesTags: [ME] },
    listSessions: { providesTags: [SESSIONS] },
    endSession: { invalidatesTags: [SESSIONS] },
    listConsents: { providesTags: [CONSENTS] },
    recordConsent: { invalidatesTags: [CONSENTS] },
    listExports: { providesTags: [EXPORTS] },
    requestExport: { invalidatesTags: [EXPORTS] },
    downloadExport: (endpoint) => {
      const asked = endpoint.query?.bind(endpoint);
      if (asked === undefined) return;
      // The answer is a file, not JSON. What is kept of it is an address in this tab, made here and revoked by the page.
      endpoint.query = (arg) => ({
        ...(asked(arg) as object),
        url: "/v1/identity/exports/download",
        responseHandler: async (response: Response) =>
          response.ok ? URL.createObjectURL(await response.blob()) : ((await response.json()) as unknown),
      });
    },
    getErasure: { providesTags: [ERASURE] },
    requestErasure: { invalidatesTags: [ERASURE] },
    cancelErasure: { invalidatesTags: [ERASURE] },
    acceptInvitation: { invalidatesTags: (_, problem) => (problem === undefined ? [ME, "pets"] : []) },
  },
});

export const {
  useUpdateMeMutation,
  useListSessionsQuery,
  useEndSessionMutation,
  useListConsentsQuery,
  useRecordConsentMutation,
  useListExportsQuery,
  useRequestExportMutation,
  useDownloadExportMutation,
  useGetErasureQuery,
  useRequestErasureMutation,
  useCancelErasureMutation,
  useLookUpInvitationMutation,
  useAcceptInvitationMutation,
} = identityApi;

/** The tags that an event of the realtime channel makes stale: a role given or ended changes what one may see. */
export function staleAfter({ event }: { event: string }) {
  return event.startsWith("identity.membership_") ? [ME] : [];
}

/** The signed-in person; asks nothing while nobody is signed in. */
export function useMe() {
  const { status } = useAuth();
  return identityApi.useGetMeQuery(undefined, { skip: status !== "signed-in" });
}
