/** Appointments, what can be booked and when. Hooks with their cache tags, and what a realtime event makes stale. */
import { generated } from "@/api/generated.gen";

import {
  APPOINTMENTS,
  appointmentTag,
  BLOCKS,
  BOARD,
  FEEDS,
  OPENING,
  RESOURCES,
  ROSTERS,
  SLOTS,
  touched,
  TYPES,
  WAITLIST,
} from "./tags";

const booked = () => [APPOINTMENTS, SLOTS, BOARD, WAITLIST];

export const schedulingApi = generated.enhanceEndpoints({
  endpoints: {
    listAppointmentTypes: { providesTags: [TYPES] },
    createAppointmentType: { invalidatesTags: [TYPES, SLOTS] },
    updateAppointmentType: { invalidatesTags: [TYPES, SLOTS] },
    listSlots: { providesTags: [SLOTS] },
    listSlotDays: { providesTags: [SLOTS] },
    // A refusal says that what is shown is old: the free times, and the clinic, which may have paused online booking meanwhile.
    holdSlot: {
      invalidatesTags: (_, problem, { holdIn }) =>
        problem === undefined ? [] : [SLOTS, { type: "clinics", id: holdIn.clinic_id }],
    },
    releaseHold: { invalidatesTags: [SLOTS] },
    listAppointments: { providesTags: [APPOINTMENTS] },
    getAppointment: { providesTags: (_, __, { appointmentId }) => [appointmentTag(appointmentId)] },
    bookAppointment: { invalidatesTags: booked },
    cancelAppointment: { invalidatesTags: touched },
    rescheduleAppointment: { invalidatesTags: touched },
    changeVisitAddress: { invalidatesTags: touched },
    checkInAppointment: { invalidatesTags: touched },
    startAppointment: { invalidatesTags: touched },
    finishAppointment: { invalidatesTags: touched },
    markAppointmentMissed: { invalidatesTags: touched },
    listRosters: { providesTags: [ROSTERS] },
    setRoster: { invalidatesTags: [ROSTERS, SLOTS] },
    listRosterOverrides: { providesTags: [ROSTERS] },
    setRosterOverride: { invalidatesTags: [ROSTERS, SLOTS] },
    clearRosterOverride: { invalidatesTags: [ROSTERS, SLOTS] },
    getOpening: { providesTags: [OPENING] },
    setOpeningHours: { invalidatesTags: [OPENING, SLOTS, { type: "clinics", id: "list" }] },
    setOpeningOverride: { invalidatesTags: [OPENING, SLOTS] },
    clearOpeningOverride: { invalidatesTags: [OPENING, SLOTS] },
    setHolidayRegion: { invalidatesTags: [OPENING, SLOTS] },
    setHoliday: { invalidatesTags: [OPENING, SLOTS] },
    setWaitlistOfferMinutes: { invalidatesTags: [OPENING] },
    listHolidayRegions: { keepUnusedDataFor: 3600 },
    listHolidayParts: { keepUnusedDataFor: 3600 },
    listResources: { providesTags: [RESOURCES] },
    createResource: { invalidatesTags: [RESOURCES, SLOTS] },
    updateResource: { invalidatesTags: [RESOURCES, SLOTS] },
    listWaitlist: { providesTags: [WAITLIST] },
    joinWaitlist: { invalidatesTags: [WAITLIST] },
    leaveWaitlist: { invalidatesTags: [WAITLIST] },
    acceptWaitlistOffer: { invalidatesTags: booked },
    declineWaitlistOffer: { invalidatesTags: [WAITLIST, SLOTS] },
    useLink: { invalidatesTags: booked },
    listFeeds: { providesTags: [FEEDS] },
    createFeed: { invalidatesTags: [FEEDS] },
    revokeFeed: { invalidatesTags: [FEEDS] },
  },
});

export const {
  useListAppointmentTypesQuery,
  useCreateAppointmentTypeMutation,
  useUpdateAppointmentTypeMutation,
  useListSlotsQuery,
  useListSlotDaysQuery,
  usePreviewSlotsMutation,
  useHoldSlotMutation,
  useRenewHoldMutation,
  useReleaseHoldMutation,
  useListAppointmentsQuery,
  useGetAppointmentQuery,
  useBookAppointmentMutation,
  useCancelAppointmentMutation,
  useRescheduleAppointmentMutation,
  useChangeVisitAddressMutation,
  useCheckInAppointmentMutation,
  useStartAppointmentMutation,
  useFinishAppointmentMutation,
  useMarkAppointmentMissedMutation,
  useListRostersQuery,
  useSetRosterMutation,
  useListRosterOverridesQuery,
  useSetRosterOverrideMutation,
  useClearRosterOverrideMutation,
  useGetOpeningQuery,
  useSetOpeningHoursMutation,
  useSetOpeningOverrideMutation,
  useClearOpeningOverrideMutation,
  useSetHolidayRegionMutation,
  useSetHolidayMutation,
  useSetWaitlistOfferMinutesMutation,
  useListHolidayRegionsQuery,
  useListHolidayPartsQuery,
  useListResourcesQuery,
  useCreateResourceMutation,
  useUpdateResourceMutation,
  useListWaitlistQuery,
  useJoinWaitlistMutation,
  useLeaveWaitlistMutation,
  useAcceptWaitlistOfferMutation,
  useDeclineWaitlistOfferMutation,
  useListFeedsQuery,
  useCreateFeedMutation,
  useRevokeFeedMutation,
} = schedulingApi;

/** A link of a mail is looked up once, with its secret in the body, and acted upon by a press. */
export const { useLookUpLinkMutation, useUseLinkMutation } = schedulingApi;

/** The tags that an event of the realtime channel makes stale. */
export function staleAfter(event: { event: string; data: Record<string, unknown> }) {
  if (!event.event.startsWith("scheduling.")) return [];
  const id = event.data["appointment_id"];
  const ofCalendar = event.event.includes("calendar_changed") ? [ROSTERS, OPENING, RESOURCES, BLOCKS] : [];
  const ofVisit = typeof id === "string" ? [appointmentTag(id)] : [];
  return [APPOINTMENTS, SLOTS, BOARD, WAITLIST, ...ofCalendar, ...ofVisit];
}
