/**
 * What only the clinic's desk asks for and does: the calendar of a range, the board, blocked time, walk-ins, series, moving a day.
 * Hooks with their cache tags.
 */
import { api } from "@/api/base";
import { generated, type AppointmentOut } from "@/api/generated.gen";

import { APPOINTMENTS, BLOCKS, BOARD, DAY_MOVES, SERIES, SLOTS, touched } from "../tags";

const CALENDAR = [APPOINTMENTS, SLOTS, BOARD];

generated.enhanceEndpoints({
  endpoints: {
    getBoard: { providesTags: [BOARD] },
    listBlocks: { providesTags: [BLOCKS] },
    createBlock: { invalidatesTags: [BLOCKS, SLOTS] },
    updateBlock: { invalidatesTags: [BLOCKS, SLOTS] },
    removeBlock: { invalidatesTags: [BLOCKS, SLOTS] },
    addWalkIn: { invalidatesTags: CALENDAR },
    confirmAppointment: { invalidatesTags: touched },
    declineAppointment: { invalidatesTags: touched },
    roomAppointment: { invalidatesTags: touched },
    departAppointment: { invalidatesTags: touched },
    waiveLateFee: { invalidatesTags: touched },
    getSeries: { providesTags: [SERIES] },
    createSeries: { invalidatesTags: [...CALENDAR, SERIES] },
    rescheduleSeries: { invalidatesTags: ["scheduling"] },
    cancelSeries: { invalidatesTags: ["scheduling"] },
    getDayMove: { providesTags: [DAY_MOVES] },
    getDaySheet: (endpoint) => {
      const asked = endpoint.query?.bind(endpoint);
      if (asked === undefined) return;
      // The answer is a file, not JSON. What is kept of it is an address in this tab, revoked once the file is taken.
      endpoint.keepUnusedDataFor = 0;
      endpoint.query = (arg) => ({
        ...(asked(arg) as object),
        url: "/v1/scheduling/day-sheet",
        responseHandler: async (response: Response) =>
          response.ok ? URL.createObjectURL(await response.blob()) : ((await response.json()) as unknown),
      });
    },
    createDayMove: { invalidatesTags: [...CALENDAR, BLOCKS, DAY_MOVES] },
  },
});

const PAGE = 100;
/** A week of a large clinic. What lies beyond is said by `isCut`, not left out in silence. */
const PAGES = 15;

export type CalendarRange = { clinicId: string; from: string; to: string };
export type Calendar = { items: AppointmentOut[]; isCut: boolean };

/** All visits of a range, page after page, as one answer. */
const calendarApi = api.injectEndpoints({
  endpoints: (build) => ({
    readCalendar: build.query<Calendar, CalendarRange>({
      queryFn: async ({ clinicId, from, to }, _, __, ask) => {
        const items: AppointmentOut[] = [];
        let after: string | null = null;
        for (let page = 0; page < PAGES; page += 1) {
          const answer = await ask({
            url: "/v1/scheduling/appointments",
            params: { clinic_id: clinicId, from, to, limit: PAGE, ...(after !== null && { after }) },
          });
          if (answer.error !== undefined) return { error: answer.error };
          const found = answer.data as { items: AppointmentOut[]; next: string | null };
          items.push(...found.items);
          after = found.next;
          if (after === null) break;
        }
        return { data: { items, isCut: after !== null } };
      },
      providesTags: [APPOINTMENTS],
    }),
  }),
});

export const { useReadCalendarQuery } = calendarApi;

export const {
  useGetBoardQuery,
  useListBlocksQuery,
  useCreateBlockMutation,
  useUpdateBlockMutation,
  useRemoveBlockMutation,
  useAddWalkInMutation,
  useConfirmAppointmentMutation,
  useDeclineAppointmentMutation,
  useRoomAppointmentMutation,
  useDepartAppointmentMutation,
  useWaiveLateFeeMutation,
  usePreviewSeriesMutation,
  useGetSeriesQuery,
  useCreateSeriesMutation,
  useRescheduleSeriesMutation,
  useCancelSeriesMutation,
  usePreviewDayMoveMutation,
  useCreateDayMoveMutation,
  useGetDayMoveQuery,
  useLazyGetDaySheetQuery,
} = generated;
