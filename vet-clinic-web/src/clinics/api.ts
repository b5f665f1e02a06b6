/** Clinics, who works in them and as what, their clients, their trail and their emergencies. Hooks with their cache tags. */
import { generated } from "@/api/generated.gen";

const LIST = { type: "clinics", id: "list" } as const;
const VETERINARIANS = { type: "clinics", id: "veterinarians" } as const;

const one = (clinicId: string) => ({ type: "clinics", id: clinicId }) as const;
const people = (clinicId: string) => ({ type: "clinics", id: `people:${clinicId}` }) as const;
const invitations = (clinicId: string) => ({ type: "clinics", id: `invitations:${clinicId}` }) as const;
const clients = (clinicId: string) => ({ type: "clinics", id: `clients:${clinicId}` }) as const;
const emergencies = (clinicId: string) => ({ type: "clinics", id: `break-glass:${clinicId}` }) as const;

type OfClinic = { clinicId: string };

/** Roles decide what oneself may see, too. */
const peopleChanged = (_: unknown, __: unknown, { clinicId }: OfClinic) => [
  people(clinicId),
  VETERINARIANS,
  { type: "identity", id: "me" } as const,
];
const clinicChanged = (_: unknown, __: unknown, { clinicId }: OfClinic) => [LIST, one(clinicId)];

export const clinicsApi = generated.enhanceEndpoints({
  endpoints: {
    listClinics: { providesTags: [LIST] },
    listSuspendedClinics: { providesTags: [LIST] },
    openClinic: { invalidatesTags: [LIST] },
    getClinic: { providesTags: (_, __, { clinicId }) => [one(clinicId)] },
    suspendClinic: { invalidatesTags: clinicChanged },
    resumeClinic: { invalidatesTags: clinicChanged },
    updateClinic: { invalidatesTags: clinicChanged },
    pauseBooking: { invalidatesTags: clinicChanged },
    resumeBooking: { invalidatesTags: clinicChanged },
    listVeterinarians: { providesTags: [VETERINARIANS] },
    listClinicPeople: { providesTags: (_, __, { clinicId }) => [people(clinicId)] },
    grantMembership: { invalidatesTags: peopleChanged },
    endMembership: { invalidatesTags: peopleChanged },
    updateLicence: { invalidatesTags: peopleChanged },
    listInvitations: { providesTags: (_, __, { clinicId }) => [invitations(clinicId)] },
    inviteToClinic: { invalidatesTags: (_, __, { clinicId }) => [invitations(clinicId)] },
    revokeInvitation: { invalidatesTags: (_, __, { clinicId }) => [invitations(clinicId)] },
    // What is searched for in a trail is what happened until now: nothing of it is kept.
    searchAudit: { keepUnusedDataFor: 0 },
    listClients: { providesTags: (_, __, { clinicId }) => [clients(clinicId)] },
    setClientNote: { invalidatesTags: (_, __, { clinicId }) => [clients(clinicId)] },
    listBreakGlass: { providesTags: (_, __, { clinicId }) => [emergencies(clinicId)] },
    openBreakGlass: { invalidatesTags: (_, __, { clinicId }) => [emergencies(clinicId)] },
    closeBreakGlass: { invalidatesTags: (_, __, { clinicId }) => [emergencies(clinicId)] },
  },
});

export const {
  useListClinicsQuery,
  useListSuspendedClinicsQuery,
  useOpenClinicMutation,
  useGetClinicQuery,
  useSuspendClinicMutation,
  useResumeClinicMutation,
  useUpdateClinicMutation,
  usePauseBookingMutation,
  useResumeBookingMutation,
  useListVeterinariansQuery,
  useListClinicPeopleQuery,
  useGrantMembershipMutation,
  useEndMembershipMutation,
  useUpdateLicenceMutation,
  useListInvitationsQuery,
  useInviteToClinicMutation,
  useRevokeInvitationMutation,
  useSearchAuditQuery,
  useListClientsQuery,
  useSetClientNoteMutation,
  useListBreakGlassQuery,
  useOpenBreakGlassMutation,
  useCloseBreakGlassMutation,
} = clinicsApi;

/** The tags that an event of the realtime channel makes stale: whether a clinic's online booking is paused, and its hours. */
export function staleAfter(event: { event: string; data: Record<string, unknown> }) {
  const id = event.data["clinic_id"];
  if (event.event !== "scheduling.calendar_changed" || typeof id !== "string") return [];
  return [LIST, one(id)];
}
