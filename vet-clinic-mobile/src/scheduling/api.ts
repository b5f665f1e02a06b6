/** Scheduling's endpoints with the tags that keep them true, and past visits year by year. */
import { DateTime } from "luxon";
import {
  generatedApi,
  type AppointmentOut,
  type AppointmentTypeOut,
  type ListAppointmentsApiResponse,
  type WaitlistEntryOut,
} from "@/api/generated.gen";

const one = (id: string) => ({ type: "Appointment", id }) as const;
const LIST = one("LIST");

const tagged = generatedApi.enhanceEndpoints({
  endpoints: {
    listAppointmentTypes: { providesTags: ["AppointmentType"] },
    listSlots: { providesTags: ["Slot"] },
    listSlotDays: { providesTags: ["Slot"] },
    getHold: { providesTags: ["Hold"] },
    // A refused hold means our picture of the free times is old.
    holdSlot: { invalidatesTags: ["Slot"] },
    renewHold: { invalidatesTags: ["Hold"] },
    releaseHold: { invalidatesTags: ["Slot"] },
    bookAppointment: { invalidatesTags: (_, error) => (error === undefined ? [LIST, "Slot"] : ["Slot"]) },
    listAppointments: { providesTags: (page) => [LIST, ...(page?.items ?? []).map(({ id }) => one(id))] },
    getAppointment: { providesTags: (_, __, { appointmentId }) => [one(appointmentId)] },
    cancelAppointment: { invalidatesTags: (_, __, { appointmentId }) => [one(appointmentId), LIST, "Slot"] },
    rescheduleAppointment: {
      invalidatesTags: (_, __, { appointmentId }) => [one(appointmentId), LIST, "Slot"],
    },
    changeVisitAddress: { invalidatesTags: (_, __, { appointmentId }) => [one(appointmentId), LIST] },
    listWaitlist: { providesTags: ["Waitlist"] },
    joinWaitlist: { invalidatesTags: ["Waitlist"] },
    leaveWaitlist: { invalidatesTags: ["Waitlist", "Slot"] },
    acceptWaitlistOffer: { invalidatesTags: ["Waitlist", LIST, "Slot"] },
    declineWaitlistOffer: { invalidatesTags: ["Waitlist", "Slot"] },
    listFeeds: { providesTags: ["Feed"] },
    createFeed: { invalidatesTags: ["Feed"] },
    revokeFeed: { invalidatesTags: ["Feed"] },
  },
});

/** The API lists forwards; looking back goes a year at a time, and each year is small. */
export const schedulingApi = tagged.injectEndpoints({
  endpoints: (build) => ({
    listPastAppointments: build.infiniteQuery<ListAppointmentsApiResponse, { before: string }, number>({
      infiniteQueryOptions: {
        initialPageParam: 0,
        getNextPageParam: (page, _, yearsBack) => (page.items.length === 0 ? undefined : yearsBack + 1),
      },
      query: ({ queryArg, pageParam }) => ({
        url: "/v1/scheduling/appointments",
        params: {
          from: yearsBefore(queryArg.before, pageParam + 1),
          to: yearsBefore(queryArg.before, pageParam),
          limit: 100,
        },
      }),
      providesTags: [LIST],
    }),
  }),
});

function yearsBefore(instant: string, years: number): string {
  return (
    DateTime.fromISO(instant, { zone: "utc" }).minus({ years }).toISO({ suppressMilliseconds: true }) ??
    instant
  );
}

export type Appointment = AppointmentOut;
export type Service = AppointmentTypeOut;
export type WaitlistEntry = WaitlistEntryOut;

export const {
  useListAppointmentTypesQuery,
  useListSlotsQuery,
  useListSlotDaysQuery,
  useGetHoldQuery,
  useHoldSlotMutation,
  useRenewHoldMutation,
  useReleaseHoldMutation,
  useBookAppointmentMutation,
  useListAppointmentsQuery,
  useListPastAppointmentsInfiniteQuery,
  useGetAppointmentQuery,
  useCancelAppointmentMutation,
  useRescheduleAppointmentMutation,
  useChangeVisitAddressMutation,
  useListWaitlistQuery,
  useJoinWaitlistMutation,
  useLeaveWaitlistMutation,
  useAcceptWaitlistOfferMutation,
  useDeclineWaitlistOfferMutation,
  useListFeedsQuery,
  useCreateFeedMutation,
  useRevokeFeedMutation,
} = schedulingApi;
