/** Appointments, what can be booked and when. Hooks with their cache tags, and what a realtime event makes stale. */
import { generated, type AppointmentOut } from "@/api/generated.gen";

const APPOINTMENTS = { type: "scheduling", id: "appointments" } as const;
const SLOTS = { type: "scheduling", id: "slots" } as const;
const TYPES = { type: "scheduling", id: "appointment-types" } as const;

const one = (id: string) => ({ type: "scheduling", id: `appointment:${id}` }) as const;

/** Everything on screen that shows this appointment, and the times it may have freed or taken. */
const touched = (
  _: AppointmentOut | undefined,
  __: unknown,
  { appointmentId }: { appointmentId: string },
) => [APPOINTMENTS, SLOTS, one(appointmentId)];

export const schedulingApi = generated.enhanceEndpoints({
  endpoints: {
    listAppointmentTypes: { providesTags: [TYPES] },
    createAppointmentType: { invalidatesTags: [TYPES, SLOTS] },
    updateAppointmentType: { invalidatesTags: [TYPES, SLOTS] },
    listSlots: { providesTags: [SLOTS] },
    holdSlot: { invalidatesTags: (_, problem) => (problem === undefined ? [] : [SLOTS]) },
    releaseHold: { invalidatesTags: [SLOTS] },
    listAppointments: { providesTags: [APPOINTMENTS] },
    getAppointment: { providesTags: (_, __, { appointmentId }) => [one(appointmentId)] },
    bookAppointment: { invalidatesTags: [APPOINTMENTS, SLOTS] },
    cancelAppointment: { invalidatesTags: touched },
    rescheduleAppointment: { invalidatesTags: touched },
    checkInAppointment: { invalidatesTags: touched },
    startAppointment: { invalidatesTags: touched },
    finishAppointment: { invalidatesTags: touched },
    markAppointmentMissed: { invalidatesTags: touched },
  },
});

export const {
  useListAppointmentTypesQuery,
  useCreateAppointmentTypeMutation,
  useUpdateAppointmentTypeMutation,
  useListSlotsQuery,
  useHoldSlotMutation,
  useRenewHoldMutation,
  useReleaseHoldMutation,
  useListAppointmentsQuery,
  useGetAppointmentQuery,
  useBookAppointmentMutation,
  useCancelAppointmentMutation,
  useRescheduleAppointmentMutation,
  useCheckInAppointmentMutation,
  useStartAppointmentMutation,
  useFinishAppointmentMutation,
  useMarkAppointmentMissedMutation,
} = schedulingApi;

/** The tags that an event of the realtime channel makes stale. */
export function staleAfter(event: { event: string; data: Record<string, unknown> }) {
  if (!event.event.startsWith("scheduling.")) return [];
  const id = event.data["appointment_id"];
  return [APPOINTMENTS, SLOTS, ...(typeof id === "string" ? [one(id)] : [])];
}
