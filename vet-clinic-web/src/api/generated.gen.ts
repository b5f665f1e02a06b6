import { api } from "./base";
const injectedRtkApi = api.injectEndpoints({
  endpoints: (build) => ({
    bookAppointment: build.mutation<BookAppointmentApiResponse, BookAppointmentApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments`,
        method: "POST",
        body: queryArg.appointmentIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listAppointments: build.query<ListAppointmentsApiResponse, ListAppointmentsApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments`,
        params: {
          clinic_id: queryArg.clinicId,
          from: queryArg["from"],
          to: queryArg.to,
          status: queryArg.status,
          veterinarian_id: queryArg.veterinarianId,
          room_id: queryArg.roomId,
          pet_id: queryArg.petId,
          owner_id: queryArg.ownerId,
          series_id: queryArg.seriesId,
          is_walk_in: queryArg.isWalkIn,
          q: queryArg.q,
          order: queryArg.order,
          limit: queryArg.limit,
          after: queryArg.after,
        },
      }),
    }),
    addWalkIn: build.mutation<AddWalkInApiResponse, AddWalkInApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/walk-ins`,
        method: "POST",
        body: queryArg.walkInIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    getBoard: build.query<GetBoardApiResponse, GetBoardApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/board`,
        params: {
          clinic_id: queryArg.clinicId,
          on: queryArg.on,
        },
      }),
    }),
    listSlots: build.query<ListSlotsApiResponse, ListSlotsApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/slots`,
        params: {
          clinic_id: queryArg.clinicId,
          appointment_type_id: queryArg.appointmentTypeId,
          from: queryArg["from"],
          to: queryArg.to,
          at: queryArg.at,
          veterinarian_id: queryArg.veterinarianId,
          pet_id: queryArg.petId,
          hold_id: queryArg.holdId,
        },
      }),
    }),
    listSlotDays: build.query<ListSlotDaysApiResponse, ListSlotDaysApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/slots/days`,
        params: {
          clinic_id: queryArg.clinicId,
          appointment_type_id: queryArg.appointmentTypeId,
          from: queryArg["from"],
          to: queryArg.to,
          veterinarian_id: queryArg.veterinarianId,
          pet_id: queryArg.petId,
          hold_id: queryArg.holdId,
        },
      }),
    }),
    previewSlots: build.mutation<PreviewSlotsApiResponse, PreviewSlotsApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/slots/preview`,
        method: "POST",
        body: queryArg.slotsPreviewIn,
      }),
    }),
    holdSlot: build.mutation<HoldSlotApiResponse, HoldSlotApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/holds`,
        method: "POST",
        body: queryArg.holdIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listAppointmentTypes: build.query<ListAppointmentTypesApiResponse, ListAppointmentTypesApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointment-types`,
        params: {
          clinic_id: queryArg.clinicId,
        },
      }),
    }),
    createAppointmentType: build.mutation<CreateAppointmentTypeApiResponse, CreateAppointmentTypeApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointment-types`,
        method: "POST",
        body: queryArg.appointmentTypeIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listResources: build.query<ListResourcesApiResponse, ListResourcesApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/resources`,
        params: {
          clinic_id: queryArg.clinicId,
        },
      }),
    }),
    createResource: build.mutation<CreateResourceApiResponse, CreateResourceApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/resources`,
        method: "POST",
        body: queryArg.resourceIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listRosters: build.query<ListRostersApiResponse, ListRostersApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/rosters`,
        params: {
          clinic_id: queryArg.clinicId,
          veterinarian_id: queryArg.veterinarianId,
        },
      }),
    }),
    listRosterOverrides: build.query<ListRosterOverridesApiResponse, ListRosterOverridesApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/roster-overrides`,
        params: {
          clinic_id: queryArg.clinicId,
          from_day: queryArg.fromDay,
          to_day: queryArg.toDay,
        },
      }),
    }),
    getOpening: build.query<GetOpeningApiResponse, GetOpeningApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/opening`,
        params: {
          clinic_id: queryArg.clinicId,
          from_day: queryArg.fromDay,
          to_day: queryArg.toDay,
        },
      }),
    }),
    setOpeningHours: build.mutation<SetOpeningHoursApiResponse, SetOpeningHoursApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/opening/weekly`,
        method: "PUT",
        body: queryArg.openingWeeklyIn,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    setHolidayRegion: build.mutation<SetHolidayRegionApiResponse, SetHolidayRegionApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/opening/holidays`,
        method: "PUT",
        body: queryArg.holidayRegionIn,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    setWaitlistOfferMinutes: build.mutation<
      SetWaitlistOfferMinutesApiResponse,
      SetWaitlistOfferMinutesApiArg
    >({
      query: (queryArg) => ({
        url: `/v1/scheduling/opening/waitlist-offers`,
        method: "PUT",
        body: queryArg.waitlistOfferLengthIn,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    listHolidayRegions: build.query<ListHolidayRegionsApiResponse, ListHolidayRegionsApiArg>({
      query: () => ({ url: `/v1/scheduling/holiday-regions` }),
    }),
    listBlocks: build.query<ListBlocksApiResponse, ListBlocksApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/blocks`,
        params: {
          clinic_id: queryArg.clinicId,
          from: queryArg["from"],
          to: queryArg.to,
          resource_id: queryArg.resourceId,
        },
      }),
    }),
    createBlock: build.mutation<CreateBlockApiResponse, CreateBlockApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/blocks`,
        method: "POST",
        body: queryArg.blockIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    previewSeries: build.mutation<PreviewSeriesApiResponse, PreviewSeriesApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/series/preview`,
        method: "POST",
        body: queryArg.seriesPreviewIn,
      }),
    }),
    createSeries: build.mutation<CreateSeriesApiResponse, CreateSeriesApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/series`,
        method: "POST",
        body: queryArg.seriesIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    joinWaitlist: build.mutation<JoinWaitlistApiResponse, JoinWaitlistApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/waitlist`,
        method: "POST",
        body: queryArg.waitlistIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listWaitlist: build.query<ListWaitlistApiResponse, ListWaitlistApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/waitlist`,
        params: {
          clinic_id: queryArg.clinicId,
        },
      }),
    }),
    previewDayMove: build.mutation<PreviewDayMoveApiResponse, PreviewDayMoveApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/day-moves/preview`,
        method: "POST",
        body: queryArg.dayMovePreviewIn,
      }),
    }),
    createDayMove: build.mutation<CreateDayMoveApiResponse, CreateDayMoveApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/day-moves`,
        method: "POST",
        body: queryArg.dayMoveIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    lookUpLink: build.mutation<LookUpLinkApiResponse, LookUpLinkApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/links/look-up`,
        method: "POST",
        body: queryArg.linkIn,
      }),
    }),
    useLink: build.mutation<UseLinkApiResponse, UseLinkApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/links/use`,
        method: "POST",
        body: queryArg.linkUseIn,
      }),
    }),
    listFeeds: build.query<ListFeedsApiResponse, ListFeedsApiArg>({
      query: () => ({ url: `/v1/scheduling/feeds` }),
    }),
    createFeed: build.mutation<CreateFeedApiResponse, CreateFeedApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/feeds`,
        method: "POST",
        body: queryArg.feedIn,
      }),
    }),
    getDaySheet: build.query<GetDaySheetApiResponse, GetDaySheetApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/day-sheet`,
        params: {
          clinic_id: queryArg.clinicId,
          on: queryArg.on,
          veterinarian_id: queryArg.veterinarianId,
        },
      }),
    }),
    getHeatMap: build.query<GetHeatMapApiResponse, GetHeatMapApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/heat-map`,
        params: {
          clinic_id: queryArg.clinicId,
          from_day: queryArg.fromDay,
          to_day: queryArg.toDay,
          veterinarian_id: queryArg.veterinarianId,
        },
      }),
    }),
    listPets: build.query<ListPetsApiResponse, ListPetsApiArg>({
      query: (queryArg) => ({
        url: `/v1/pets`,
        params: {
          limit: queryArg.limit,
          after: queryArg.after,
        },
      }),
    }),
    registerPet: build.mutation<RegisterPetApiResponse, RegisterPetApiArg>({
      query: (queryArg) => ({
        url: `/v1/pets`,
        method: "POST",
        body: queryArg.petIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listBreeds: build.query<ListBreedsApiResponse, ListBreedsApiArg>({
      query: (queryArg) => ({
        url: `/v1/pets/breeds`,
        params: {
          species: queryArg.species,
        },
      }),
    }),
    listClinics: build.query<ListClinicsApiResponse, ListClinicsApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics`,
        params: {
          q: queryArg.q,
          species: queryArg.species,
          limit: queryArg.limit,
          after: queryArg.after,
        },
      }),
    }),
    openClinic: build.mutation<OpenClinicApiResponse, OpenClinicApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics`,
        method: "POST",
        body: queryArg.newClinic,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listSuspendedClinics: build.query<ListSuspendedClinicsApiResponse, ListSuspendedClinicsApiArg>({
      query: () => ({ url: `/v1/clinics/suspended` }),
    }),
    getMe: build.query<GetMeApiResponse, GetMeApiArg>({
      query: () => ({ url: `/v1/identity/me` }),
    }),
    updateMe: build.mutation<UpdateMeApiResponse, UpdateMeApiArg>({
      query: (queryArg) => ({
        url: `/v1/identity/me`,
        method: "PATCH",
        body: queryArg.mePatch,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    listSessions: build.query<ListSessionsApiResponse, ListSessionsApiArg>({
      query: () => ({ url: `/v1/identity/sessions` }),
    }),
    lookUpInvitation: build.mutation<LookUpInvitationApiResponse, LookUpInvitationApiArg>({
      query: (queryArg) => ({
        url: `/v1/identity/invitations/look-up`,
        method: "POST",
        body: queryArg.tokenIn,
      }),
    }),
    acceptInvitation: build.mutation<AcceptInvitationApiResponse, AcceptInvitationApiArg>({
      query: (queryArg) => ({
        url: `/v1/identity/invitations/accept`,
        method: "POST",
        body: queryArg.invitationAcceptIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listConsents: build.query<ListConsentsApiResponse, ListConsentsApiArg>({
      query: () => ({ url: `/v1/identity/consents` }),
    }),
    recordConsent: build.mutation<RecordConsentApiResponse, RecordConsentApiArg>({
      query: (queryArg) => ({
        url: `/v1/identity/consents`,
        method: "POST",
        body: queryArg.consentIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    requestExport: build.mutation<RequestExportApiResponse, RequestExportApiArg>({
      query: (queryArg) => ({
        url: `/v1/identity/exports`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listExports: build.query<ListExportsApiResponse, ListExportsApiArg>({
      query: () => ({ url: `/v1/identity/exports` }),
    }),
    downloadExport: build.mutation<DownloadExportApiResponse, DownloadExportApiArg>({
      query: (queryArg) => ({
        url: `/v1/identity/exports/download`,
        method: "POST",
        body: queryArg.tokenIn,
      }),
    }),
    requestErasure: build.mutation<RequestErasureApiResponse, RequestErasureApiArg>({
      query: (queryArg) => ({
        url: `/v1/identity/erasure`,
        method: "POST",
        body: queryArg.erasureIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    getErasure: build.query<GetErasureApiResponse, GetErasureApiArg>({
      query: () => ({ url: `/v1/identity/erasure` }),
    }),
    cancelErasure: build.mutation<CancelErasureApiResponse, CancelErasureApiArg>({
      query: () => ({ url: `/v1/identity/erasure`, method: "DELETE" }),
    }),
    getAppointment: build.query<GetAppointmentApiResponse, GetAppointmentApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments/${encodeURIComponent(String(queryArg.appointmentId))}`,
      }),
    }),
    cancelAppointment: build.mutation<CancelAppointmentApiResponse, CancelAppointmentApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments/${encodeURIComponent(String(queryArg.appointmentId))}/cancel`,
        method: "POST",
        body: queryArg.cancelIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    rescheduleAppointment: build.mutation<RescheduleAppointmentApiResponse, RescheduleAppointmentApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments/${encodeURIComponent(String(queryArg.appointmentId))}/reschedule`,
        method: "POST",
        body: queryArg.rescheduleIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    changeVisitAddress: build.mutation<ChangeVisitAddressApiResponse, ChangeVisitAddressApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments/${encodeURIComponent(String(queryArg.appointmentId))}/visit-address`,
        method: "POST",
        body: queryArg.visitAddressIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    confirmAppointment: build.mutation<ConfirmAppointmentApiResponse, ConfirmAppointmentApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments/${encodeURIComponent(String(queryArg.appointmentId))}/confirm`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    declineAppointment: build.mutation<DeclineAppointmentApiResponse, DeclineAppointmentApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments/${encodeURIComponent(String(queryArg.appointmentId))}/decline`,
        method: "POST",
        body: queryArg.declineIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    checkInAppointment: build.mutation<CheckInAppointmentApiResponse, CheckInAppointmentApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments/${encodeURIComponent(String(queryArg.appointmentId))}/check-in`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    roomAppointment: build.mutation<RoomAppointmentApiResponse, RoomAppointmentApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments/${encodeURIComponent(String(queryArg.appointmentId))}/room`,
        method: "POST",
        body: queryArg.roomIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    startAppointment: build.mutation<StartAppointmentApiResponse, StartAppointmentApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments/${encodeURIComponent(String(queryArg.appointmentId))}/start`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    finishAppointment: build.mutation<FinishAppointmentApiResponse, FinishAppointmentApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments/${encodeURIComponent(String(queryArg.appointmentId))}/finish`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    departAppointment: build.mutation<DepartAppointmentApiResponse, DepartAppointmentApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments/${encodeURIComponent(String(queryArg.appointmentId))}/depart`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    markAppointmentMissed: build.mutation<MarkAppointmentMissedApiResponse, MarkAppointmentMissedApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments/${encodeURIComponent(String(queryArg.appointmentId))}/mark-missed`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    waiveLateFee: build.mutation<WaiveLateFeeApiResponse, WaiveLateFeeApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointments/${encodeURIComponent(String(queryArg.appointmentId))}/waive-late-fee`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    getHold: build.query<GetHoldApiResponse, GetHoldApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/holds/${encodeURIComponent(String(queryArg.holdId))}`,
      }),
    }),
    releaseHold: build.mutation<ReleaseHoldApiResponse, ReleaseHoldApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/holds/${encodeURIComponent(String(queryArg.holdId))}`,
        method: "DELETE",
      }),
    }),
    renewHold: build.mutation<RenewHoldApiResponse, RenewHoldApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/holds/${encodeURIComponent(String(queryArg.holdId))}/renew`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    updateAppointmentType: build.mutation<UpdateAppointmentTypeApiResponse, UpdateAppointmentTypeApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/appointment-types/${encodeURIComponent(String(queryArg.appointmentTypeId))}`,
        method: "PATCH",
        body: queryArg.appointmentTypePatch,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    updateResource: build.mutation<UpdateResourceApiResponse, UpdateResourceApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/resources/${encodeURIComponent(String(queryArg.resourceId))}`,
        method: "PATCH",
        body: queryArg.resourcePatch,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    setRoster: build.mutation<SetRosterApiResponse, SetRosterApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/rosters/${encodeURIComponent(String(queryArg.veterinarianId))}`,
        method: "PUT",
        body: queryArg.rosterIn,
      }),
    }),
    setRosterOverride: build.mutation<SetRosterOverrideApiResponse, SetRosterOverrideApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/roster-overrides/${encodeURIComponent(String(queryArg.veterinarianId))}/${encodeURIComponent(String(queryArg.onDay))}`,
        method: "PUT",
        body: queryArg.rosterOverrideIn,
      }),
    }),
    clearRosterOverride: build.mutation<ClearRosterOverrideApiResponse, ClearRosterOverrideApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/roster-overrides/${encodeURIComponent(String(queryArg.veterinarianId))}/${encodeURIComponent(String(queryArg.onDay))}`,
        method: "DELETE",
        params: {
          clinic_id: queryArg.clinicId,
        },
      }),
    }),
    setOpeningOverride: build.mutation<SetOpeningOverrideApiResponse, SetOpeningOverrideApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/opening/days/${encodeURIComponent(String(queryArg.onDay))}`,
        method: "PUT",
        body: queryArg.openingDayIn,
      }),
    }),
    clearOpeningOverride: build.mutation<ClearOpeningOverrideApiResponse, ClearOpeningOverrideApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/opening/days/${encodeURIComponent(String(queryArg.onDay))}`,
        method: "DELETE",
        params: {
          clinic_id: queryArg.clinicId,
        },
      }),
    }),
    setHoliday: build.mutation<SetHolidayApiResponse, SetHolidayApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/opening/holidays/${encodeURIComponent(String(queryArg.onDay))}`,
        method: "PUT",
        body: queryArg.holidayIn,
      }),
    }),
    listHolidayParts: build.query<ListHolidayPartsApiResponse, ListHolidayPartsApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/holiday-regions/${encodeURIComponent(String(queryArg.country))}/parts`,
      }),
    }),
    updateBlock: build.mutation<UpdateBlockApiResponse, UpdateBlockApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/blocks/${encodeURIComponent(String(queryArg.blockId))}`,
        method: "PATCH",
        body: queryArg.blockPatch,
      }),
    }),
    removeBlock: build.mutation<RemoveBlockApiResponse, RemoveBlockApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/blocks/${encodeURIComponent(String(queryArg.blockId))}`,
        method: "DELETE",
      }),
    }),
    getSeries: build.query<GetSeriesApiResponse, GetSeriesApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/series/${encodeURIComponent(String(queryArg.seriesId))}`,
      }),
    }),
    rescheduleSeries: build.mutation<RescheduleSeriesApiResponse, RescheduleSeriesApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/series/${encodeURIComponent(String(queryArg.seriesId))}/reschedule`,
        method: "POST",
        body: queryArg.seriesRescheduleIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    cancelSeries: build.mutation<CancelSeriesApiResponse, CancelSeriesApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/series/${encodeURIComponent(String(queryArg.seriesId))}/cancel`,
        method: "POST",
        body: queryArg.seriesCancelIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    leaveWaitlist: build.mutation<LeaveWaitlistApiResponse, LeaveWaitlistApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/waitlist/${encodeURIComponent(String(queryArg.entryId))}`,
        method: "DELETE",
      }),
    }),
    acceptWaitlistOffer: build.mutation<AcceptWaitlistOfferApiResponse, AcceptWaitlistOfferApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/waitlist/${encodeURIComponent(String(queryArg.entryId))}/accept`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    declineWaitlistOffer: build.mutation<DeclineWaitlistOfferApiResponse, DeclineWaitlistOfferApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/waitlist/${encodeURIComponent(String(queryArg.entryId))}/decline`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    getDayMove: build.query<GetDayMoveApiResponse, GetDayMoveApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/day-moves/${encodeURIComponent(String(queryArg.dayMoveId))}`,
      }),
    }),
    revokeFeed: build.mutation<RevokeFeedApiResponse, RevokeFeedApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/feeds/${encodeURIComponent(String(queryArg.feedId))}`,
        method: "DELETE",
      }),
    }),
    readFeed: build.query<ReadFeedApiResponse, ReadFeedApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/feeds/${encodeURIComponent(String(queryArg.secret))}.ics`,
      }),
    }),
    getPet: build.query<GetPetApiResponse, GetPetApiArg>({
      query: (queryArg) => ({
        url: `/v1/pets/${encodeURIComponent(String(queryArg.petId))}`,
      }),
    }),
    updatePet: build.mutation<UpdatePetApiResponse, UpdatePetApiArg>({
      query: (queryArg) => ({
        url: `/v1/pets/${encodeURIComponent(String(queryArg.petId))}`,
        method: "PATCH",
        body: queryArg.petPatch,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    listPetOwners: build.query<ListPetOwnersApiResponse, ListPetOwnersApiArg>({
      query: (queryArg) => ({
        url: `/v1/pets/${encodeURIComponent(String(queryArg.petId))}/owners`,
      }),
    }),
    inviteCoOwner: build.mutation<InviteCoOwnerApiResponse, InviteCoOwnerApiArg>({
      query: (queryArg) => ({
        url: `/v1/pets/${encodeURIComponent(String(queryArg.petId))}/owners/invitations`,
        method: "POST",
        body: queryArg.petInvitationIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    removePetOwner: build.mutation<RemovePetOwnerApiResponse, RemovePetOwnerApiArg>({
      query: (queryArg) => ({
        url: `/v1/pets/${encodeURIComponent(String(queryArg.petId))}/owners/${encodeURIComponent(String(queryArg.personId))}`,
        method: "DELETE",
      }),
    }),
    listPetShares: build.query<ListPetSharesApiResponse, ListPetSharesApiArg>({
      query: (queryArg) => ({
        url: `/v1/pets/${encodeURIComponent(String(queryArg.petId))}/shares`,
      }),
    }),
    sharePet: build.mutation<SharePetApiResponse, SharePetApiArg>({
      query: (queryArg) => ({
        url: `/v1/pets/${encodeURIComponent(String(queryArg.petId))}/shares/${encodeURIComponent(String(queryArg.clinicId))}`,
        method: "PUT",
        body: queryArg.petShareIn,
      }),
    }),
    unsharePet: build.mutation<UnsharePetApiResponse, UnsharePetApiArg>({
      query: (queryArg) => ({
        url: `/v1/pets/${encodeURIComponent(String(queryArg.petId))}/shares/${encodeURIComponent(String(queryArg.clinicId))}`,
        method: "DELETE",
      }),
    }),
    listPetAccess: build.query<ListPetAccessApiResponse, ListPetAccessApiArg>({
      query: (queryArg) => ({
        url: `/v1/pets/${encodeURIComponent(String(queryArg.petId))}/access-log`,
        params: {
          limit: queryArg.limit,
          after: queryArg.after,
        },
      }),
    }),
    getClinic: build.query<GetClinicApiResponse, GetClinicApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}`,
      }),
    }),
    updateClinic: build.mutation<UpdateClinicApiResponse, UpdateClinicApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}`,
        method: "PATCH",
        body: queryArg.clinicPatch,
        headers: {
          "If-Match": queryArg["If-Match"],
        },
      }),
    }),
    listVeterinarians: build.query<ListVeterinariansApiResponse, ListVeterinariansApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/veterinarians`,
      }),
    }),
    suspendClinic: build.mutation<SuspendClinicApiResponse, SuspendClinicApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/suspend`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    resumeClinic: build.mutation<ResumeClinicApiResponse, ResumeClinicApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/resume`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    pauseBooking: build.mutation<PauseBookingApiResponse, PauseBookingApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/pause-booking`,
        method: "POST",
        body: queryArg.pauseIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    resumeBooking: build.mutation<ResumeBookingApiResponse, ResumeBookingApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/resume-booking`,
        method: "POST",
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listClinicPeople: build.query<ListClinicPeopleApiResponse, ListClinicPeopleApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/people`,
      }),
    }),
    listInvitations: build.query<ListInvitationsApiResponse, ListInvitationsApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/invitations`,
      }),
    }),
    inviteToClinic: build.mutation<InviteToClinicApiResponse, InviteToClinicApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/invitations`,
        method: "POST",
        body: queryArg.invitationIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    revokeInvitation: build.mutation<RevokeInvitationApiResponse, RevokeInvitationApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/invitations/${encodeURIComponent(String(queryArg.invitationId))}`,
        method: "DELETE",
      }),
    }),
    grantMembership: build.mutation<GrantMembershipApiResponse, GrantMembershipApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/memberships`,
        method: "POST",
        body: queryArg.membershipIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    endMembership: build.mutation<EndMembershipApiResponse, EndMembershipApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/memberships/${encodeURIComponent(String(queryArg.membershipId))}`,
        method: "DELETE",
      }),
    }),
    updateLicence: build.mutation<UpdateLicenceApiResponse, UpdateLicenceApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/veterinarians/${encodeURIComponent(String(queryArg.veterinarianId))}/licence`,
        method: "PATCH",
        body: queryArg.licencePatch,
      }),
    }),
    listClients: build.query<ListClientsApiResponse, ListClientsApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/clients`,
        params: {
          q: queryArg.q,
          limit: queryArg.limit,
          after: queryArg.after,
        },
      }),
    }),
    setClientNote: build.mutation<SetClientNoteApiResponse, SetClientNoteApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/clients/${encodeURIComponent(String(queryArg.personId))}/note`,
        method: "PUT",
        body: queryArg.clientNoteIn,
      }),
    }),
    searchAudit: build.query<SearchAuditApiResponse, SearchAuditApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/audit`,
        params: {
          actor_id: queryArg.actorId,
          subject_type: queryArg.subjectType,
          subject_id: queryArg.subjectId,
          action: queryArg.action,
          from: queryArg["from"],
          to: queryArg.to,
          limit: queryArg.limit,
          after: queryArg.after,
        },
      }),
    }),
    openBreakGlass: build.mutation<OpenBreakGlassApiResponse, OpenBreakGlassApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/break-glass`,
        method: "POST",
        body: queryArg.breakGlassIn,
        headers: {
          "Idempotency-Key": queryArg["Idempotency-Key"],
        },
      }),
    }),
    listBreakGlass: build.query<ListBreakGlassApiResponse, ListBreakGlassApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/break-glass`,
      }),
    }),
    closeBreakGlass: build.mutation<CloseBreakGlassApiResponse, CloseBreakGlassApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/break-glass/${encodeURIComponent(String(queryArg.accessId))}`,
        method: "DELETE",
      }),
    }),
    endSession: build.mutation<EndSessionApiResponse, EndSessionApiArg>({
      query: (queryArg) => ({
        url: `/v1/identity/sessions/${encodeURIComponent(String(queryArg.sessionId))}`,
        method: "DELETE",
      }),
    }),
  }),
  overrideExisting: false,
});
export { injectedRtkApi as generated };
export type BookAppointmentApiResponse = /** status 201 Successful Response */ AppointmentOut;
export type BookAppointmentApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  appointmentIn: AppointmentIn;
};
export type ListAppointmentsApiResponse = /** status 200 Successful Response */ PageAppointmentOut;
export type ListAppointmentsApiArg = {
  /** The calendar of a clinic one works at; else one's own. */
  clinicId?: string | null;
  /** Visits from this start on. */
  from?: string | null;
  /** Visits that start before. */
  to?: string | null;
  /** Only these; may be repeated. */
  status?: AppointmentStatus[] | null;
  /** Only visits with this veterinarian. */
  veterinarianId?: string | null;
  /** Only visits in this room. */
  roomId?: string | null;
  /** Only this pet's visits. */
  petId?: string | null;
  /** Only visits of this person's pets. */
  ownerId?: string | null;
  /** Only visits of this series. */
  seriesId?: string | null;
  /** Only those who came without an appointment, or not. */
  isWalkIn?: boolean | null;
  /** Beginnings of words of the pet's or an owner's name. */
  q?: string | null;
  /** By start, earliest or latest first. */
  order?: "asc" | "desc";
  /** How many items a page holds at most. */
  limit?: number;
  /** `next` of the page before; absent for the first. */
  after?: string | null;
};
export type AddWalkInApiResponse = /** status 201 Successful Response */ AppointmentOut;
export type AddWalkInApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  walkInIn: WalkInIn;
};
export type GetBoardApiResponse = /** status 200 Successful Response */ BoardOut;
export type GetBoardApiArg = {
  /** A clinic one works at. */
  clinicId: string;
  /** A day at the clinic; today if absent. */
  on?: string | null;
};
export type ListSlotsApiResponse = /** status 200 Successful Response */ SlotsOut;
export type ListSlotsApiArg = {
  /** The clinic. */
  clinicId: string;
  /** The kind of visit. */
  appointmentTypeId: string;
  /** First instant. */
  from?: string | null;
  /** Last instant; at most 62 days on. */
  to?: string | null;
  /** One start, in place of `from` and `to`: is it offered, or why not? */
  at?: string | null;
  /** Only starts with this veterinarian. */
  veterinarianId?: string | null;
  /** Leave out times at which this pet is busy. */
  petId?: string | null;
  /** Show the time kept by one's own hold as free. */
  holdId?: string | null;
};
export type ListSlotDaysApiResponse = /** status 200 Successful Response */ SlotDaysOut;
export type ListSlotDaysApiArg = {
  /** The clinic. */
  clinicId: string;
  /** The kind of visit. */
  appointmentTypeId: string;
  /** First instant. */
  from: string;
  /** Last instant; at most 62 days on. */
  to: string;
  /** Only starts with this veterinarian. */
  veterinarianId?: string | null;
  /** Leave out times at which this pet is busy. */
  petId?: string | null;
  /** Show the time kept by one's own hold as free. */
  holdId?: string | null;
};
export type PreviewSlotsApiResponse = /** status 200 Successful Response */ SlotsOut;
export type PreviewSlotsApiArg = {
  slotsPreviewIn: SlotsPreviewIn;
};
export type HoldSlotApiResponse = /** status 201 Successful Response */ HoldOut;
export type HoldSlotApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  holdIn: HoldIn;
};
export type ListAppointmentTypesApiResponse = /** status 200 Successful Response */ PageAppointmentTypeOut;
export type ListAppointmentTypesApiArg = {
  /** The clinic whose services are asked for. */
  clinicId: string;
};
export type CreateAppointmentTypeApiResponse = /** status 201 Successful Response */ AppointmentTypeOut;
export type CreateAppointmentTypeApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  appointmentTypeIn: AppointmentTypeIn;
};
export type ListResourcesApiResponse = /** status 200 Successful Response */ PageResourceOut;
export type ListResourcesApiArg = {
  /** A clinic one works at. */
  clinicId: string;
};
export type CreateResourceApiResponse = /** status 201 Successful Response */ ResourceOut;
export type CreateResourceApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  resourceIn: ResourceIn;
};
export type ListRostersApiResponse = /** status 200 Successful Response */ PageRosterOut;
export type ListRostersApiArg = {
  /** A clinic one works at. */
  clinicId: string;
  /** Only this veterinarian's weeks. */
  veterinarianId?: string | null;
};
export type ListRosterOverridesApiResponse = /** status 200 Successful Response */ PageRosterOverrideOut;
export type ListRosterOverridesApiArg = {
  /** A clinic one works at. */
  clinicId: string;
  /** First day. */
  fromDay: string;
  /** Last day. */
  toDay: string;
};
export type GetOpeningApiResponse = /** status 200 Successful Response */ OpeningOut;
export type GetOpeningApiArg = {
  /** The clinic. */
  clinicId: string;
  /** First day. */
  fromDay: string;
  /** Last day. */
  toDay: string;
};
export type SetOpeningHoursApiResponse = /** status 200 Successful Response */ OpeningOut;
export type SetOpeningHoursApiArg = {
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  openingWeeklyIn: OpeningWeeklyIn;
};
export type SetHolidayRegionApiResponse = /** status 200 Successful Response */ OpeningOut;
export type SetHolidayRegionApiArg = {
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  holidayRegionIn: HolidayRegionIn;
};
export type SetWaitlistOfferMinutesApiResponse = /** status 200 Successful Response */ OpeningOut;
export type SetWaitlistOfferMinutesApiArg = {
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  waitlistOfferLengthIn: WaitlistOfferLengthIn;
};
export type ListHolidayRegionsApiResponse = /** status 200 Successful Response */ PageHolidayRegionOut;
export type ListHolidayRegionsApiArg = void;
export type ListBlocksApiResponse = /** status 200 Successful Response */ PageBlockOut;
export type ListBlocksApiArg = {
  /** A clinic one works at. */
  clinicId: string;
  /** Those that end after. */
  from: string;
  /** Those that begin before. */
  to: string;
  /** Only of this veterinarian, room or piece of equipment. */
  resourceId?: string | null;
};
export type CreateBlockApiResponse = /** status 201 Successful Response */ BlockOut;
export type CreateBlockApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  blockIn: BlockIn;
};
export type PreviewSeriesApiResponse = /** status 200 Successful Response */ SeriesPreviewOut;
export type PreviewSeriesApiArg = {
  seriesPreviewIn: SeriesPreviewIn;
};
export type CreateSeriesApiResponse = /** status 201 Successful Response */ SeriesOut;
export type CreateSeriesApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  seriesIn: SeriesIn;
};
export type JoinWaitlistApiResponse = /** status 201 Successful Response */ WaitlistEntryOut;
export type JoinWaitlistApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  waitlistIn: WaitlistIn;
};
export type ListWaitlistApiResponse = /** status 200 Successful Response */ PageWaitlistEntryOut;
export type ListWaitlistApiArg = {
  /** A clinic one works at; else one's own wishes. */
  clinicId?: string | null;
};
export type PreviewDayMoveApiResponse = /** status 200 Successful Response */ DayMovePreviewOut;
export type PreviewDayMoveApiArg = {
  dayMovePreviewIn: DayMovePreviewIn;
};
export type CreateDayMoveApiResponse = /** status 201 Successful Response */ DayMoveOut;
export type CreateDayMoveApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  dayMoveIn: DayMoveIn;
};
export type LookUpLinkApiResponse = /** status 200 Successful Response */ LinkOut;
export type LookUpLinkApiArg = {
  linkIn: LinkIn;
};
export type UseLinkApiResponse = /** status 200 Successful Response */ LinkOut;
export type UseLinkApiArg = {
  linkUseIn: LinkUseIn;
};
export type ListFeedsApiResponse = /** status 200 Successful Response */ PageFeedOut;
export type ListFeedsApiArg = void;
export type CreateFeedApiResponse = /** status 201 Successful Response */ FeedCreatedOut;
export type CreateFeedApiArg = {
  feedIn: FeedIn;
};
export type GetDaySheetApiResponse = /** status 200 Successful Response */ string;
export type GetDaySheetApiArg = {
  /** A clinic one works at. */
  clinicId: string;
  /** A day at the clinic. */
  on: string;
  /** Only this veterinarian's. */
  veterinarianId?: string | null;
};
export type GetHeatMapApiResponse = /** status 200 Successful Response */ HeatMapOut;
export type GetHeatMapApiArg = {
  /** A clinic one works at. */
  clinicId: string;
  /** First day. */
  fromDay: string;
  /** Last day. */
  toDay: string;
  /** Only this veterinarian's. */
  veterinarianId?: string | null;
};
export type ListPetsApiResponse = /** status 200 Successful Response */ PagePetOut;
export type ListPetsApiArg = {
  /** How many items a page holds at most. */
  limit?: number;
  /** `next` of the page before; absent for the first. */
  after?: string | null;
};
export type RegisterPetApiResponse = /** status 201 Successful Response */ PetOut;
export type RegisterPetApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  petIn: PetIn;
};
export type ListBreedsApiResponse = /** status 200 Successful Response */ PageBreedOut;
export type ListBreedsApiArg = {
  /** Only breeds of this species. */
  species?: Species | null;
};
export type ListClinicsApiResponse = /** status 200 Successful Response */ PageClinicSummaryOut;
export type ListClinicsApiArg = {
  /** Words of the name or the place. */
  q?: string | null;
  /** Only clinics that see this species. */
  species?: Species | null;
  /** How many items a page holds at most. */
  limit?: number;
  /** `next` of the page before; absent for the first. */
  after?: string | null;
};
export type OpenClinicApiResponse = /** status 201 Successful Response */ ClinicOut;
export type OpenClinicApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  newClinic: NewClinic;
};
export type ListSuspendedClinicsApiResponse = /** status 200 Successful Response */ PageClinicSummaryOut;
export type ListSuspendedClinicsApiArg = void;
export type GetMeApiResponse = /** status 200 Successful Response */ MeOut;
export type GetMeApiArg = void;
export type UpdateMeApiResponse = /** status 200 Successful Response */ MeOut;
export type UpdateMeApiArg = {
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  mePatch: MePatch;
};
export type ListSessionsApiResponse = /** status 200 Successful Response */ PageSessionOut;
export type ListSessionsApiArg = void;
export type LookUpInvitationApiResponse = /** status 200 Successful Response */ InvitationPreviewOut;
export type LookUpInvitationApiArg = {
  tokenIn: TokenIn;
};
export type AcceptInvitationApiResponse = /** status 200 Successful Response */ InvitationPreviewOut;
export type AcceptInvitationApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  invitationAcceptIn: InvitationAcceptIn;
};
export type ListConsentsApiResponse = /** status 200 Successful Response */ ConsentsOut;
export type ListConsentsApiArg = void;
export type RecordConsentApiResponse = /** status 201 Successful Response */ ConsentOut;
export type RecordConsentApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  consentIn: ConsentIn;
};
export type RequestExportApiResponse = /** status 201 Successful Response */ ExportOut;
export type RequestExportApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
};
export type ListExportsApiResponse = /** status 200 Successful Response */ PageExportOut;
export type ListExportsApiArg = void;
export type DownloadExportApiResponse = /** status 200 The file. */ Blob;
export type DownloadExportApiArg = {
  tokenIn: TokenIn;
};
export type RequestErasureApiResponse = /** status 201 Successful Response */ ErasureOut;
export type RequestErasureApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  erasureIn: ErasureIn;
};
export type GetErasureApiResponse = /** status 200 Successful Response */ ErasureOut;
export type GetErasureApiArg = void;
export type CancelErasureApiResponse = unknown;
export type CancelErasureApiArg = void;
export type GetAppointmentApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type GetAppointmentApiArg = {
  appointmentId: string;
};
export type CancelAppointmentApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type CancelAppointmentApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  cancelIn: CancelIn;
};
export type RescheduleAppointmentApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type RescheduleAppointmentApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  rescheduleIn: RescheduleIn;
};
export type ChangeVisitAddressApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type ChangeVisitAddressApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  visitAddressIn: VisitAddressIn;
};
export type ConfirmAppointmentApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type ConfirmAppointmentApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
};
export type DeclineAppointmentApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type DeclineAppointmentApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  declineIn: DeclineIn;
};
export type CheckInAppointmentApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type CheckInAppointmentApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
};
export type RoomAppointmentApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type RoomAppointmentApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  roomIn: RoomIn;
};
export type StartAppointmentApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type StartAppointmentApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
};
export type FinishAppointmentApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type FinishAppointmentApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
};
export type DepartAppointmentApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type DepartAppointmentApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
};
export type MarkAppointmentMissedApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type MarkAppointmentMissedApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
};
export type WaiveLateFeeApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type WaiveLateFeeApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
};
export type GetHoldApiResponse = /** status 200 Successful Response */ HoldOut;
export type GetHoldApiArg = {
  holdId: string;
};
export type ReleaseHoldApiResponse = unknown;
export type ReleaseHoldApiArg = {
  holdId: string;
};
export type RenewHoldApiResponse = /** status 200 Successful Response */ HoldOut;
export type RenewHoldApiArg = {
  holdId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
};
export type UpdateAppointmentTypeApiResponse = /** status 200 Successful Response */ AppointmentTypeOut;
export type UpdateAppointmentTypeApiArg = {
  appointmentTypeId: string;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  appointmentTypePatch: AppointmentTypePatch;
};
export type UpdateResourceApiResponse = /** status 200 Successful Response */ ResourceOut;
export type UpdateResourceApiArg = {
  resourceId: string;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  resourcePatch: ResourcePatch;
};
export type SetRosterApiResponse = /** status 200 Successful Response */ PageRosterOut;
export type SetRosterApiArg = {
  veterinarianId: string;
  rosterIn: RosterIn;
};
export type SetRosterOverrideApiResponse = /** status 200 Successful Response */ RosterOverrideOut;
export type SetRosterOverrideApiArg = {
  veterinarianId: string;
  onDay: string;
  rosterOverrideIn: RosterOverrideIn;
};
export type ClearRosterOverrideApiResponse = unknown;
export type ClearRosterOverrideApiArg = {
  veterinarianId: string;
  onDay: string;
  /** A clinic one works at. */
  clinicId: string;
};
export type SetOpeningOverrideApiResponse = /** status 200 Successful Response */ OpeningDayOut;
export type SetOpeningOverrideApiArg = {
  onDay: string;
  openingDayIn: OpeningDayIn;
};
export type ClearOpeningOverrideApiResponse = unknown;
export type ClearOpeningOverrideApiArg = {
  onDay: string;
  /** The clinic. */
  clinicId: string;
};
export type SetHolidayApiResponse = /** status 200 Successful Response */ HolidayOut;
export type SetHolidayApiArg = {
  onDay: string;
  holidayIn: HolidayIn;
};
export type ListHolidayPartsApiResponse = /** status 200 Successful Response */ PageHolidayPartOut;
export type ListHolidayPartsApiArg = {
  country: string;
};
export type UpdateBlockApiResponse = /** status 200 Successful Response */ BlockOut;
export type UpdateBlockApiArg = {
  blockId: string;
  blockPatch: BlockPatch;
};
export type RemoveBlockApiResponse = unknown;
export type RemoveBlockApiArg = {
  blockId: string;
};
export type GetSeriesApiResponse = /** status 200 Successful Response */ SeriesOut;
export type GetSeriesApiArg = {
  seriesId: string;
};
export type RescheduleSeriesApiResponse = /** status 200 Successful Response */ SeriesOut;
export type RescheduleSeriesApiArg = {
  seriesId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  seriesRescheduleIn: SeriesRescheduleIn;
};
export type CancelSeriesApiResponse = /** status 200 Successful Response */ SeriesOut;
export type CancelSeriesApiArg = {
  seriesId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  seriesCancelIn: SeriesCancelIn;
};
export type LeaveWaitlistApiResponse = unknown;
export type LeaveWaitlistApiArg = {
  entryId: string;
};
export type AcceptWaitlistOfferApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type AcceptWaitlistOfferApiArg = {
  entryId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
};
export type DeclineWaitlistOfferApiResponse = /** status 200 Successful Response */ WaitlistEntryOut;
export type DeclineWaitlistOfferApiArg = {
  entryId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
};
export type GetDayMoveApiResponse = /** status 200 Successful Response */ DayMoveOut;
export type GetDayMoveApiArg = {
  dayMoveId: string;
};
export type RevokeFeedApiResponse = unknown;
export type RevokeFeedApiArg = {
  feedId: string;
};
export type ReadFeedApiResponse = /** status 200 Successful Response */ string;
export type ReadFeedApiArg = {
  secret: string;
};
export type GetPetApiResponse = /** status 200 Successful Response */ PetOut;
export type GetPetApiArg = {
  petId: string;
};
export type UpdatePetApiResponse = /** status 200 Successful Response */ PetOut;
export type UpdatePetApiArg = {
  petId: string;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  petPatch: PetPatch;
};
export type ListPetOwnersApiResponse = /** status 200 Successful Response */ PagePetOwnerOut;
export type ListPetOwnersApiArg = {
  petId: string;
};
export type InviteCoOwnerApiResponse = unknown;
export type InviteCoOwnerApiArg = {
  petId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  petInvitationIn: PetInvitationIn;
};
export type RemovePetOwnerApiResponse = unknown;
export type RemovePetOwnerApiArg = {
  petId: string;
  personId: string;
};
export type ListPetSharesApiResponse = /** status 200 Successful Response */ PagePetShareOut;
export type ListPetSharesApiArg = {
  petId: string;
};
export type SharePetApiResponse = /** status 200 Successful Response */ PetShareOut;
export type SharePetApiArg = {
  petId: string;
  clinicId: string;
  petShareIn: PetShareIn;
};
export type UnsharePetApiResponse = unknown;
export type UnsharePetApiArg = {
  petId: string;
  clinicId: string;
};
export type ListPetAccessApiResponse = /** status 200 Successful Response */ PageAccessLogEntryOut;
export type ListPetAccessApiArg = {
  petId: string;
  /** How many items a page holds at most. */
  limit?: number;
  /** `next` of the page before; absent for the first. */
  after?: string | null;
};
export type GetClinicApiResponse = /** status 200 Successful Response */ ClinicOut;
export type GetClinicApiArg = {
  clinicId: string;
};
export type UpdateClinicApiResponse = /** status 200 Successful Response */ ClinicOut;
export type UpdateClinicApiArg = {
  clinicId: string;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  clinicPatch: ClinicPatch;
};
export type ListVeterinariansApiResponse = /** status 200 Successful Response */ PageVeterinarianOut;
export type ListVeterinariansApiArg = {
  clinicId: string;
};
export type SuspendClinicApiResponse = /** status 200 Successful Response */ ClinicOut;
export type SuspendClinicApiArg = {
  clinicId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
};
export type ResumeClinicApiResponse = /** status 200 Successful Response */ ClinicOut;
export type ResumeClinicApiArg = {
  clinicId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
};
export type PauseBookingApiResponse = /** status 200 Successful Response */ ClinicOut;
export type PauseBookingApiArg = {
  clinicId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  pauseIn: PauseIn;
};
export type ResumeBookingApiResponse = /** status 200 Successful Response */ ClinicOut;
export type ResumeBookingApiArg = {
  clinicId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
};
export type ListClinicPeopleApiResponse = /** status 200 Successful Response */ PageClinicPersonOut;
export type ListClinicPeopleApiArg = {
  clinicId: string;
};
export type ListInvitationsApiResponse = /** status 200 Successful Response */ PageInvitationOut;
export type ListInvitationsApiArg = {
  clinicId: string;
};
export type InviteToClinicApiResponse = /** status 201 Successful Response */ InvitationOut;
export type InviteToClinicApiArg = {
  clinicId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  invitationIn: InvitationIn;
};
export type RevokeInvitationApiResponse = unknown;
export type RevokeInvitationApiArg = {
  clinicId: string;
  invitationId: string;
};
export type GrantMembershipApiResponse = /** status 201 Successful Response */ ClinicMembershipOut;
export type GrantMembershipApiArg = {
  clinicId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  membershipIn: MembershipIn;
};
export type EndMembershipApiResponse = unknown;
export type EndMembershipApiArg = {
  clinicId: string;
  membershipId: string;
};
export type UpdateLicenceApiResponse = /** status 200 Successful Response */ LicenceOut;
export type UpdateLicenceApiArg = {
  clinicId: string;
  veterinarianId: string;
  licencePatch: LicencePatch;
};
export type ListClientsApiResponse = /** status 200 Successful Response */ PageClientOut;
export type ListClientsApiArg = {
  clinicId: string;
  /** Beginnings of names, of pets' names, or an address. */
  q?: string | null;
  /** How many items a page holds at most. */
  limit?: number;
  /** `next` of the page before; absent for the first. */
  after?: string | null;
};
export type SetClientNoteApiResponse = /** status 200 Successful Response */ ClientOut;
export type SetClientNoteApiArg = {
  clinicId: string;
  personId: string;
  clientNoteIn: ClientNoteIn;
};
export type SearchAuditApiResponse = /** status 200 Successful Response */ PageAuditEntryOut;
export type SearchAuditApiArg = {
  clinicId: string;
  /** Only what this person did. */
  actorId?: string | null;
  subjectType?: string | null;
  /** Only what was done to this thing. */
  subjectId?: string | null;
  action?: string | null;
  /** From this instant on. */
  from?: string | null;
  /** Before this instant. */
  to?: string | null;
  /** How many items a page holds at most. */
  limit?: number;
  /** `next` of the page before; absent for the first. */
  after?: string | null;
};
export type OpenBreakGlassApiResponse = /** status 201 Successful Response */ BreakGlassOut;
export type OpenBreakGlassApiArg = {
  clinicId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  breakGlassIn: BreakGlassIn;
};
export type ListBreakGlassApiResponse = /** status 200 Successful Response */ PageBreakGlassOut;
export type ListBreakGlassApiArg = {
  clinicId: string;
};
export type CloseBreakGlassApiResponse = /** status 200 Successful Response */ BreakGlassOut;
export type CloseBreakGlassApiArg = {
  clinicId: string;
  accessId: string;
};
export type EndSessionApiResponse = unknown;
export type EndSessionApiArg = {
  sessionId: string;
};
export type AppointmentStatus =
  | "requested"
  | "confirmed"
  | "checked_in"
  | "in_progress"
  | "completed"
  | "cancelled"
  | "declined"
  | "missed";
export type Species = "dog" | "cat" | "rabbit" | "bird" | "reptile" | "small_mammal" | "horse" | "other";
export type Money = {
  amount_minor: number;
  currency: string;
};
export type Place = "in_clinic" | "home_visit" | "video";
export type Stage = "expected" | "arrived" | "roomed" | "with_vet" | "to_pay" | "gone";
export type AnswerOut = {
  question_id: string;
  text: string;
};
export type AppointmentOut = {
  id: string;
  status: AppointmentStatus;
  clinic_id: string;
  clinic_name: string;
  appointment_type_id: string;
  appointment_type_name: string;
  appointment_type_translations: {
    [key: string]: string;
  };
  veterinarian_id: string;
  veterinarian_name: string;
  pet_id: string;
  pet_name: string;
  pet_species: Species;
  owner_name: string | null;
  starts_at: string;
  ends_at: string;
  time_zone: string;
  /** Wall-clock time at the clinic, without offset. */
  starts_local: string;
  duration_minutes: number;
  note: string | null;
  visit_address: string | null;
  price: Money;
  cancelled_at: string | null;
  cancellation_reason: string | null;
  sequence: number;
  version: number;
  created_at: string;
  place: Place;
  room_id: string | null;
  room_name: string | null;
  stage: Stage | null;
  is_walk_in: boolean;
  series_id: string | null;
  deposit: Money | null;
  is_late: boolean;
  late_fee: Money | null;
  override_reason: string | null;
  answers: AnswerOut[];
  owner_confirmed_at: string | null;
  arrived_at: string | null;
  roomed_at: string | null;
  began_at: string | null;
  finished_at: string | null;
  departed_at: string | null;
};
export type ProblemItem = {
  /** JSON pointer into the body (`/note`), or place and name of a parameter (`query:limit`). */
  pointer: string;
  code: string;
  detail: string;
};
export type Problem = {
  /** `urn:vet:problem:` and the code. */
  type: string;
  /** The same sentence every time. */
  title: string;
  status: number;
  /** Stable; never changes once released. */
  code: string;
  /** What happened this time and what to do next. */
  detail: string;
  /** The path that was asked for. */
  instance: string;
  /** Quote it when you ask for help. */
  trace_id: string;
  /** Which values are at fault. */
  errors?: ProblemItem[];
  [key: string]: any;
};
export type AnswerIn = {
  question_id: string;
  text: string;
};
export type AppointmentIn = {
  pet_id: string;
  hold_id?: string | null;
  clinic_id?: string | null;
  appointment_type_id?: string | null;
  starts_at?: string | null;
  veterinarian_id?: string | null;
  note?: string | null;
  visit_address?: string | null;
  answers?: AnswerIn[];
  override_reason?: string | null;
};
export type PageAppointmentOut = {
  items: AppointmentOut[];
  next: string | null;
};
export type WalkInIn = {
  clinic_id: string;
  pet_id: string;
  appointment_type_id: string;
  veterinarian_id?: string | null;
  note?: string | null;
  answers?: AnswerIn[];
};
export type BoardItemOut = {
  id: string;
  status: AppointmentStatus;
  clinic_id: string;
  clinic_name: string;
  appointment_type_id: string;
  appointment_type_name: string;
  appointment_type_translations: {
    [key: string]: string;
  };
  veterinarian_id: string;
  veterinarian_name: string;
  pet_id: string;
  pet_name: string;
  pet_species: Species;
  owner_name: string | null;
  starts_at: string;
  ends_at: string;
  time_zone: string;
  /** Wall-clock time at the clinic, without offset. */
  starts_local: string;
  duration_minutes: number;
  note: string | null;
  visit_address: string | null;
  price: Money;
  cancelled_at: string | null;
  cancellation_reason: string | null;
  sequence: number;
  version: number;
  created_at: string;
  place: Place;
  room_id: string | null;
  room_name: string | null;
  stage: Stage;
  is_walk_in: boolean;
  series_id: string | null;
  deposit: Money | null;
  is_late: boolean;
  late_fee: Money | null;
  override_reason: string | null;
  answers: AnswerOut[];
  owner_confirmed_at: string | null;
  arrived_at: string | null;
  roomed_at: string | null;
  began_at: string | null;
  finished_at: string | null;
  departed_at: string | null;
  waiting_minutes: number | null;
  expected_at: string;
};
export type BoardOut = {
  on: string;
  time_zone: string;
  items: BoardItemOut[];
};
export type SlotOut = {
  starts_at: string;
  ends_at: string;
  /** Wall-clock time at the clinic, without offset. */
  starts_local: string;
  veterinarian_ids: string[];
  /** For group classes. */
  seats_left: number | null;
};
export type WhyNot =
  | "inactive"
  | "paused"
  | "species"
  | "clients"
  | "notice"
  | "horizon"
  | "off_grid"
  | "closed"
  | "off_duty"
  | "taken"
  | "room_busy"
  | "cap"
  | "same_day_only";
export type SlotsOut = {
  clinic_id: string;
  appointment_type_id: string;
  time_zone: string;
  items: SlotOut[];
  why_not: WhyNot[] | null;
};
export type SlotDayOut = {
  on: string;
  free_count: number;
  first_starts_at: string | null;
};
export type SlotDaysOut = {
  time_zone: string;
  items: SlotDayOut[];
};
export type TypeTranslation = {
  name?: string | null;
  description?: string | null;
};
export type Clients = "everyone" | "new" | "existing";
export type PriceIn = {
  /** In the currency's smallest unit. */
  amount_minor: number;
  currency: string;
};
export type QuestionKind = "text" | "yes_no" | "choice";
export type Question = {
  id: string;
  text: string;
  translations?: {
    [key: string]: string;
  };
  kind?: QuestionKind;
  choices?: string[];
  is_required?: boolean;
};
export type ClinicResourceKind = "room" | "equipment";
export type Requirement = {
  kind: ClinicResourceKind;
  category: string;
};
export type Performer = {
  veterinarian_id: string;
  duration_minutes?: number | null;
};
export type AppointmentTypeIn = {
  clinic_id: string;
  name: string;
  description?: string;
  translations?: {
    [key: string]: TypeTranslation;
  };
  duration_minutes: number;
  buffer_before_minutes?: number;
  buffer_after_minutes?: number;
  slot_interval_minutes?: number;
  /** Where the grid of starts begins after midnight. */
  grid_offset_minutes?: number;
  minimum_notice_minutes?: number;
  horizon_days?: number;
  /** Empty means every species. */
  species?: Species[];
  clients?: Clients;
  place?: Place;
  /** More than 1 makes it a group class. */
  capacity?: number;
  daily_cap?: number | null;
  same_day_percent?: number;
  price: PriceIn;
  deposit?: PriceIn | null;
  cancellation_notice_minutes?: number;
  late_fee?: PriceIn | null;
  is_confirmation_needed?: boolean;
  questions?: Question[];
  requirements?: Requirement[];
  is_owner_bookable?: boolean;
  is_active?: boolean;
  veterinarian_ids?: string[];
  performers?: Performer[] | null;
};
export type SlotsPreviewIn = {
  clinic_id: string;
  veterinarian_id?: string | null;
  from: string;
  to: string;
  type: AppointmentTypeIn;
};
export type HoldOut = {
  id: string;
  clinic_id: string;
  appointment_type_id: string;
  veterinarian_id: string;
  pet_id: string | null;
  room_id: string | null;
  starts_at: string;
  ends_at: string;
  expires_at: string;
  is_renewed: boolean;
};
export type HoldIn = {
  clinic_id: string;
  appointment_type_id: string;
  starts_at: string;
  veterinarian_id?: string | null;
  pet_id?: string | null;
};
export type AppointmentTypeOut = {
  id: string;
  clinic_id: string;
  name: string;
  description: string;
  translations: {
    [key: string]: TypeTranslation;
  };
  duration_minutes: number;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  slot_interval_minutes: number;
  grid_offset_minutes: number;
  minimum_notice_minutes: number;
  horizon_days: number;
  species: Species[];
  clients: Clients;
  place: Place;
  capacity: number;
  daily_cap: number | null;
  same_day_percent: number;
  price: Money;
  deposit: Money | null;
  cancellation_notice_minutes: number;
  late_fee: Money | null;
  is_confirmation_needed: boolean;
  questions: Question[];
  requirements: Requirement[];
  is_owner_bookable: boolean;
  is_active: boolean;
  veterinarian_ids: string[];
  performers: Performer[];
  version: number;
};
export type PageAppointmentTypeOut = {
  items: AppointmentTypeOut[];
  next: string | null;
};
export type ResourceOut = {
  id: string;
  clinic_id: string;
  kind: ClinicResourceKind;
  category: string;
  name: string;
  is_active: boolean;
  version: number;
};
export type PageResourceOut = {
  items: ResourceOut[];
  next: string | null;
};
export type ResourceIn = {
  clinic_id: string;
  kind: ClinicResourceKind;
  category?: string;
  name: string;
};
export type RosterOut = {
  id: string;
  clinic_id: string;
  veterinarian_id: string;
  /** 0 is Monday. */
  weekday: number;
  starts_local: string;
  ends_local: string;
  effective_from: string;
  effective_until: string | null;
  rotation_weeks: number;
  rotation_week: number;
};
export type PageRosterOut = {
  items: RosterOut[];
  next: string | null;
};
export type DayWindowOut = {
  starts_local: string;
  ends_local: string;
};
export type RosterOverrideOut = {
  clinic_id: string;
  veterinarian_id: string;
  on_day: string;
  windows: DayWindowOut[];
  note: string | null;
};
export type PageRosterOverrideOut = {
  items: RosterOverrideOut[];
  next: string | null;
};
export type OpeningWindowOut = {
  /** 0 is Monday. */
  weekday: number;
  opens_local: string;
  closes_local: string;
};
export type OpeningDayOut = {
  on_day: string;
  windows: DayWindowOut[];
  note: string;
};
export type HolidayOut = {
  on_day: string;
  name: string;
  is_open: boolean;
};
export type OpeningOut = {
  weekly: OpeningWindowOut[];
  overrides: OpeningDayOut[];
  holidays: HolidayOut[];
  holiday_country: string | null;
  holiday_subdivision: string | null;
  waitlist_offer_minutes: number;
  version: number;
};
export type OpeningWindowIn = {
  /** 0 is Monday. */
  weekday: number;
  opens_local: string;
  closes_local: string;
};
export type OpeningWeeklyIn = {
  clinic_id: string;
  windows: OpeningWindowIn[];
};
export type HolidayRegionIn = {
  clinic_id: string;
  country: string | null;
  subdivision?: string | null;
};
export type WaitlistOfferLengthIn = {
  clinic_id: string;
  minutes: number;
};
export type HolidayRegionOut = {
  country: string;
  name: string;
};
export type PageHolidayRegionOut = {
  items: HolidayRegionOut[];
  next: string | null;
};
export type BlockKind = "block" | "time_off" | "external";
export type BlockOut = {
  id: string;
  clinic_id: string;
  resource_id: string;
  kind: BlockKind;
  starts_at: string;
  ends_at: string;
  reason: string | null;
  conflicts: string[];
};
export type PageBlockOut = {
  items: BlockOut[];
  next: string | null;
};
export type BlockIn = {
  clinic_id: string;
  resource_id: string;
  kind: "block" | "time_off";
  starts_at: string;
  ends_at: string;
  reason?: string | null;
};
export type OccurrenceOut = {
  starts_at: string;
  /** Wall-clock time at the clinic, without offset. */
  starts_local: string;
  conflict: WhyNot | null;
};
export type SeriesPreviewOut = {
  time_zone: string;
  items: OccurrenceOut[];
};
export type SeriesPreviewIn = {
  clinic_id: string;
  appointment_type_id: string;
  veterinarian_id: string;
  pet_id: string;
  /** Wall-clock time at the clinic, without offset. */
  starts_local: string;
  /** An RRULE of RFC 5545, without its name. */
  rrule: string;
};
export type SeriesOut = {
  id: string;
  clinic_id: string;
  appointment_type_id: string;
  veterinarian_id: string;
  pet_id: string;
  rrule: string;
  /** Wall-clock time at the clinic, without offset. */
  starts_local: string;
  time_zone: string;
  duration_minutes: number;
  ended_at: string | null;
  version: number;
  appointments: AppointmentOut[];
};
export type SeriesIn = {
  clinic_id: string;
  appointment_type_id: string;
  veterinarian_id: string;
  pet_id: string;
  /** Wall-clock time at the clinic, without offset. */
  starts_local: string;
  /** An RRULE of RFC 5545, without its name. */
  rrule: string;
  /** Every visit of the rule, or these of them. */
  occurrences?: "all" | string[];
  answers?: AnswerIn[];
  visit_address?: string | null;
};
export type WaitlistWindow = {
  from_day: string;
  until_day: string;
  weekdays?: number[];
  /** After local midnight. */
  starts_minute?: number;
  /** After local midnight. */
  ends_minute?: number;
};
export type WaitlistStatus = "waiting" | "offered" | "booked" | "withdrawn" | "expired";
export type WaitlistOfferOut = {
  starts_at: string;
  ends_at: string;
  veterinarian_id: string;
  expires_at: string;
  hold_id: string | null;
};
export type WaitlistEntryOut = {
  id: string;
  clinic_id: string;
  clinic_name: string;
  appointment_type_id: string;
  appointment_type_name: string;
  appointment_type_translations: {
    [key: string]: string;
  };
  veterinarian_id: string | null;
  pet_id: string;
  pet_name: string;
  owner_name: string | null;
  time_zone: string;
  windows: WaitlistWindow[];
  note: string | null;
  visit_address: string | null;
  status: WaitlistStatus;
  offer: WaitlistOfferOut | null;
  created_at: string;
  version: number;
};
export type WaitlistIn = {
  clinic_id: string;
  appointment_type_id: string;
  veterinarian_id?: string | null;
  pet_id: string;
  windows: WaitlistWindow[];
  note?: string | null;
  visit_address?: string | null;
};
export type PageWaitlistEntryOut = {
  items: WaitlistEntryOut[];
  next: string | null;
};
export type MoveOptionOut = {
  starts_at: string;
  ends_at: string;
  veterinarian_id: string;
};
export type ProposalState = "open" | "chosen" | "withdrawn" | "expired";
export type MoveProposalOut = {
  proposal_id: string | null;
  appointment: AppointmentOut;
  options: MoveOptionOut[];
  state: ProposalState | null;
  chosen_starts_at: string | null;
  expires_at: string | null;
};
export type DayMovePreviewOut = {
  items: MoveProposalOut[];
};
export type DayMovePreviewIn = {
  clinic_id: string;
  veterinarian_id: string;
  on_day: string;
};
export type DayMoveOut = {
  id: string;
  clinic_id: string;
  veterinarian_id: string;
  on_day: string;
  reason: string | null;
  block_id: string | null;
  created_at: string;
  items: MoveProposalOut[];
};
export type DayMoveIn = {
  clinic_id: string;
  veterinarian_id: string;
  on_day: string;
  reason?: string | null;
  is_blocked?: boolean;
  appointment_ids?: string[] | null;
};
export type LinkPurpose = "confirm" | "cancel" | "reschedule" | "choose" | "waitlist";
export type LinkOptionOut = {
  starts_at: string;
  ends_at: string;
  veterinarian_id: string;
  veterinarian_name: string;
};
export type LinkOut = {
  purpose: LinkPurpose;
  clinic_id: string;
  clinic_name: string;
  appointment_type_id: string;
  appointment_type_name: string;
  appointment_type_translations: {
    [key: string]: string;
  };
  veterinarian_name: string | null;
  status: AppointmentStatus | WaitlistStatus;
  starts_at: string;
  ends_at: string;
  time_zone: string;
  /** Wall-clock time at the clinic, without offset. */
  starts_local: string;
  options: LinkOptionOut[];
};
export type LinkIn = {
  token: string;
};
export type LinkAction = "accept" | "decline";
export type LinkUseIn = {
  token: string;
  action?: LinkAction;
  starts_at?: string | null;
  veterinarian_id?: string | null;
};
export type FeedKind = "owner" | "veterinarian";
export type FeedOut = {
  id: string;
  kind: FeedKind;
  shows_details: boolean;
  created_at: string;
  last_read_at: string | null;
};
export type PageFeedOut = {
  items: FeedOut[];
  next: string | null;
};
export type FeedCreatedOut = {
  id: string;
  url: string;
};
export type FeedIn = {
  kind: FeedKind;
  /** Whether titles name pets and kinds of visits. */
  shows_details?: boolean;
};
export type HeatMapItemOut = {
  on: string;
  hour: number;
  working_minutes: number;
  busy_minutes: number;
};
export type HeatMapOut = {
  time_zone: string;
  items: HeatMapItemOut[];
};
export type Sex = "female" | "male" | "unknown";
export type PetOut = {
  id: string;
  name: string;
  species: Species;
  breed_id: string | null;
  breed_name: string | null;
  sex: Sex;
  is_neutered: boolean | null;
  born_on: string | null;
  is_birth_date_estimated: boolean;
  weight_grams: number | null;
  microchip_number: string | null;
  color: string | null;
  note: string | null;
  insurer: string | null;
  insurance_number: string | null;
  deceased_on: string | null;
  owner_ids: string[];
  version: number;
};
export type PagePetOut = {
  items: PetOut[];
  next: string | null;
};
export type PetIn = {
  name: string;
  species: Species;
  breed_id?: string | null;
  sex?: Sex;
  is_neutered?: boolean | null;
  born_on?: string | null;
  is_birth_date_estimated?: boolean;
  weight_grams?: number | null;
  microchip_number?: string | null;
  color?: string | null;
  note?: string | null;
  insurer?: string | null;
  insurance_number?: string | null;
};
export type BreedOut = {
  id: string;
  species: Species;
  name: string;
  fci_number: number | null;
};
export type PageBreedOut = {
  items: BreedOut[];
  next: string | null;
};
export type AddressOut = {
  street: string;
  postal_code: string;
  locality: string;
  region: string | null;
  /** ISO 3166-1 alpha-2. */
  country_code: string;
};
export type DataRegion = "eu" | "uk" | "us" | "ca" | "au";
export type ClinicSummaryOut = {
  id: string;
  slug: string;
  name: string;
  description: string;
  time_zone: string;
  address: AddressOut;
  latitude: number;
  longitude: number;
  phone: string;
  email: string;
  currency: string;
  locale: string;
  species: Species[];
  is_booking_paused: boolean;
  /** Where the clinic's data stays. */
  data_region: DataRegion;
  version: number;
};
export type PageClinicSummaryOut = {
  items: ClinicSummaryOut[];
  next: string | null;
};
export type OpeningHoursOut = {
  /** 0 is Monday. */
  weekday: number;
  opens: string;
  closes: string;
};
export type ClinicOut = {
  id: string;
  slug: string;
  name: string;
  description: string;
  time_zone: string;
  address: AddressOut;
  latitude: number;
  longitude: number;
  phone: string;
  email: string;
  currency: string;
  locale: string;
  species: Species[];
  is_booking_paused: boolean;
  /** Where the clinic's data stays. */
  data_region: DataRegion;
  version: number;
  opening_hours: OpeningHoursOut[];
  /** Since when owners cannot book online. */
  paused_at: string | null;
  /** Why, for them to read. */
  pause_reason: string | null;
};
export type NewClinic = {
  slug: string;
  name: string;
  description?: string;
  time_zone: string;
  street: string;
  postal_code: string;
  locality: string;
  region?: string | null;
  country_code: string;
  latitude: number;
  longitude: number;
  phone: string;
  email: string;
  currency: string;
  locale?: string;
  species: Species[];
  data_region?: DataRegion;
};
export type Role = "veterinarian" | "technician" | "receptionist" | "clinic_administrator";
export type MembershipOut = {
  clinic_id: string;
  clinic_name: string;
  clinic_slug: string;
  role: Role;
};
export type MeOut = {
  id: string;
  email: string;
  given_name: string;
  family_name: string;
  phone: string | null;
  address: string | null;
  born_on: string | null;
  locale: string;
  time_zone: string | null;
  is_system_administrator: boolean;
  memberships: MembershipOut[];
  version: number;
};
export type MePatch = {
  given_name?: string | null;
  family_name?: string | null;
  phone?: string | null;
  address?: string | null;
  born_on?: string | null;
  locale?: string | null;
  time_zone?: string | null;
};
export type SessionOut = {
  id: string;
  device: string | null;
  browser: string | null;
  /** The network address it was last seen at. */
  address: string | null;
  place: string | null;
  created_at: string;
  last_seen_at: string;
  is_current: boolean;
};
export type PageSessionOut = {
  items: SessionOut[];
  next: string | null;
};
export type InvitationKind = "clinic" | "pet";
export type PetAccess = "manage" | "view";
export type InvitationPreviewOut = {
  kind: InvitationKind;
  clinic_name: string | null;
  pet_name: string | null;
  role: Role | null;
  access: PetAccess | null;
  invited_by_name: string;
  expires_at: string;
};
export type TokenIn = {
  token: string;
};
export type LicenceIn = {
  license_number: string;
  license_region: string;
  license_expires_on: string;
};
export type InvitationAcceptIn = {
  token: string;
  licence?: LicenceIn | null;
};
export type ConsentPurpose = "terms" | "privacy_notice" | "marketing_email" | "reminders" | "research";
export type ConsentOut = {
  purpose: ConsentPurpose;
  version: string;
  is_granted: boolean;
  at: string;
};
export type ConsentsOut = {
  current: ConsentOut[];
  log: ConsentOut[];
};
export type ConsentIn = {
  purpose: ConsentPurpose;
  version: string;
  is_granted: boolean;
};
export type ExportState = "requested" | "running" | "ready" | "failed" | "expired";
export type ExportOut = {
  id: string;
  state: ExportState;
  requested_at: string;
  ready_at: string | null;
  expires_at: string | null;
  size_bytes: number | null;
};
export type PageExportOut = {
  items: ExportOut[];
  next: string | null;
};
export type ErasureState = "requested" | "cancelled" | "done";
export type ErasureOut = {
  id: string;
  state: ErasureState;
  requested_at: string;
  due_at: string;
  done_at: string | null;
  outcome: {
    [key: string]: any;
  } | null;
};
export type ErasureIn = {
  confirm: string;
};
export type CancelIn = {
  reason?: string | null;
};
export type RescheduleIn = {
  starts_at: string;
  veterinarian_id?: string | null;
  room_id?: string | null;
  duration_minutes?: number | null;
  override_reason?: string | null;
};
export type VisitAddressIn = {
  visit_address: string;
};
export type DeclineIn = {
  reason?: string | null;
};
export type RoomIn = {
  room_id: string;
};
export type AppointmentTypePatch = {
  name?: string | null;
  description?: string | null;
  translations?: {
    [key: string]: TypeTranslation;
  } | null;
  duration_minutes?: number | null;
  buffer_before_minutes?: number | null;
  buffer_after_minutes?: number | null;
  slot_interval_minutes?: number | null;
  grid_offset_minutes?: number | null;
  minimum_notice_minutes?: number | null;
  horizon_days?: number | null;
  species?: Species[] | null;
  clients?: Clients | null;
  place?: Place | null;
  capacity?: number | null;
  daily_cap?: number | null;
  same_day_percent?: number | null;
  price?: PriceIn | null;
  deposit?: PriceIn | null;
  cancellation_notice_minutes?: number | null;
  late_fee?: PriceIn | null;
  is_confirmation_needed?: boolean | null;
  questions?: Question[] | null;
  requirements?: Requirement[] | null;
  is_owner_bookable?: boolean | null;
  is_active?: boolean | null;
  veterinarian_ids?: string[] | null;
  performers?: Performer[] | null;
};
export type ResourcePatch = {
  name?: string | null;
  category?: string | null;
  is_active?: boolean | null;
};
export type RosterWindowIn = {
  /** 0 is Monday. */
  weekday: number;
  starts_local: string;
  ends_local: string;
  effective_from: string;
  effective_until?: string | null;
  /** Every how many weeks the window counts. */
  rotation_weeks?: number;
  /** How many weeks after that of effective_from it counts for the first time. */
  rotation_week?: number;
};
export type RosterIn = {
  clinic_id: string;
  windows: RosterWindowIn[];
};
export type DayWindow = {
  starts_local: string;
  ends_local: string;
};
export type RosterOverrideIn = {
  clinic_id: string;
  /** None means closed, or off duty. */
  windows: DayWindow[];
  note?: string | null;
};
export type OpeningDayIn = {
  clinic_id: string;
  /** None means closed, or off duty. */
  windows: DayWindow[];
  note?: string;
};
export type HolidayIn = {
  clinic_id: string;
  is_open: boolean;
};
export type HolidayPartOut = {
  subdivision: string;
  name: string;
};
export type PageHolidayPartOut = {
  items: HolidayPartOut[];
  next: string | null;
};
export type BlockPatch = {
  kind?: ("block" | "time_off") | null;
  starts_at?: string | null;
  ends_at?: string | null;
  reason?: string | null;
};
export type SeriesScope = "this" | "following" | "all";
export type SeriesRescheduleIn = {
  scope: SeriesScope;
  appointment_id: string;
  /** Wall-clock time at the clinic, without offset. */
  starts_local: string;
  veterinarian_id?: string | null;
  /** Every visit of the rule, or these of them. */
  occurrences?: "all" | string[];
};
export type SeriesCancelIn = {
  scope: SeriesScope;
  appointment_id: string;
  reason?: string | null;
};
export type PetPatch = {
  name?: string | null;
  breed_id?: string | null;
  sex?: Sex | null;
  is_neutered?: boolean | null;
  born_on?: string | null;
  is_birth_date_estimated?: boolean | null;
  weight_grams?: number | null;
  microchip_number?: string | null;
  color?: string | null;
  note?: string | null;
  insurer?: string | null;
  insurance_number?: string | null;
  deceased_on?: string | null;
};
export type PetOwnerOut = {
  person_id: string;
  name: string;
  is_primary: boolean;
  access: PetAccess;
};
export type PagePetOwnerOut = {
  items: PetOwnerOut[];
  next: string | null;
};
export type PetInvitationIn = {
  email: string;
  access: PetAccess;
};
export type PetShareOut = {
  clinic_id: string;
  clinic_name: string;
  shared_at: string;
  ends_at: string | null;
};
export type PagePetShareOut = {
  items: PetShareOut[];
  next: string | null;
};
export type PetShareIn = {
  clinic_id: string;
  ends_at?: string | null;
};
export type AccessLogEntryOut = {
  at: string;
  who: string;
  clinic_id: string | null;
  clinic_name: string | null;
  acting_as: string;
  action: string;
  /** Whether a reason was written down, as in an emergency. */
  reason_given: boolean;
};
export type PageAccessLogEntryOut = {
  items: AccessLogEntryOut[];
  next: string | null;
};
export type ClinicPatch = {
  name?: string | null;
  description?: string | null;
  phone?: string | null;
  email?: string | null;
  street?: string | null;
  postal_code?: string | null;
  locality?: string | null;
  region?: string | null;
  is_booking_paused?: boolean | null;
};
export type VeterinarianOut = {
  id: string;
  display_name: string;
  species: Species[];
  languages: string[];
  biography: string | null;
  clinic_ids: string[];
};
export type PageVeterinarianOut = {
  items: VeterinarianOut[];
  next: string | null;
};
export type PauseIn = {
  reason?: string | null;
};
export type ClinicMembershipOut = {
  id: string;
  role: Role;
  starts_at: string;
  ends_at: string | null;
};
export type LicenceOut = {
  /** The veterinarian's id. */
  id: string;
  license_number: string;
  license_region: string;
  license_expires_on: string;
};
export type ClinicPersonOut = {
  person_id: string;
  given_name: string;
  family_name: string;
  email: string;
  /** Sorted by name. */
  roles: Role[];
  veterinarian_id: string | null;
  /** Those of this moment, sorted by role. */
  memberships: ClinicMembershipOut[];
  veterinarian: LicenceOut | null;
};
export type PageClinicPersonOut = {
  items: ClinicPersonOut[];
  next: string | null;
};
export type InvitationState = "pending" | "accepted" | "expired" | "revoked";
export type InvitationOut = {
  id: string;
  clinic_id: string;
  role: Role;
  email: string;
  created_at: string;
  expires_at: string;
  state: InvitationState;
  invited_by_name: string;
};
export type PageInvitationOut = {
  items: InvitationOut[];
  next: string | null;
};
export type InvitationIn = {
  email: string;
  role: Role;
};
export type MembershipIn = {
  person_id: string;
  role: Role;
  starts_at?: string | null;
  ends_at?: string | null;
};
export type LicencePatch = {
  license_number?: string | null;
  license_region?: string | null;
  license_expires_on?: string | null;
};
export type ClientPetOut = {
  id: string;
  name: string;
  species: Species;
};
export type ClientOut = {
  person_id: string;
  given_name: string;
  family_name: string;
  email: string;
  phone: string | null;
  pets: ClientPetOut[];
  /** Null for clients who only ever booked. */
  registered_at: string | null;
  private_note: string | null;
};
export type PageClientOut = {
  items: ClientOut[];
  next: string | null;
};
export type ClientNoteIn = {
  note: string;
};
export type AuditEntryOut = {
  id: string;
  at: string;
  actor_person_id: string | null;
  /** Null when the platform itself acted. */
  actor_name: string | null;
  acting_as: string;
  action: string;
  subject_type: string;
  subject_id: string;
  fields: string[];
  reason: string | null;
  address: string | null;
};
export type PageAuditEntryOut = {
  items: AuditEntryOut[];
  next: string | null;
};
export type BreakGlassOut = {
  id: string;
  clinic_id: string;
  clinic_name: string;
  reason: string;
  opened_at: string;
  expires_at: string;
  closed_at: string | null;
  person_name: string;
};
export type BreakGlassIn = {
  reason: string;
};
export type PageBreakGlassOut = {
  items: BreakGlassOut[];
  next: string | null;
};
export const {
  useBookAppointmentMutation,
  useListAppointmentsQuery,
  useAddWalkInMutation,
  useGetBoardQuery,
  useListSlotsQuery,
  useListSlotDaysQuery,
  usePreviewSlotsMutation,
  useHoldSlotMutation,
  useListAppointmentTypesQuery,
  useCreateAppointmentTypeMutation,
  useListResourcesQuery,
  useCreateResourceMutation,
  useListRostersQuery,
  useListRosterOverridesQuery,
  useGetOpeningQuery,
  useSetOpeningHoursMutation,
  useSetHolidayRegionMutation,
  useSetWaitlistOfferMinutesMutation,
  useListHolidayRegionsQuery,
  useListBlocksQuery,
  useCreateBlockMutation,
  usePreviewSeriesMutation,
  useCreateSeriesMutation,
  useJoinWaitlistMutation,
  useListWaitlistQuery,
  usePreviewDayMoveMutation,
  useCreateDayMoveMutation,
  useLookUpLinkMutation,
  useUseLinkMutation,
  useListFeedsQuery,
  useCreateFeedMutation,
  useGetDaySheetQuery,
  useGetHeatMapQuery,
  useListPetsQuery,
  useRegisterPetMutation,
  useListBreedsQuery,
  useListClinicsQuery,
  useOpenClinicMutation,
  useListSuspendedClinicsQuery,
  useGetMeQuery,
  useUpdateMeMutation,
  useListSessionsQuery,
  useLookUpInvitationMutation,
  useAcceptInvitationMutation,
  useListConsentsQuery,
  useRecordConsentMutation,
  useRequestExportMutation,
  useListExportsQuery,
  useDownloadExportMutation,
  useRequestErasureMutation,
  useGetErasureQuery,
  useCancelErasureMutation,
  useGetAppointmentQuery,
  useCancelAppointmentMutation,
  useRescheduleAppointmentMutation,
  useChangeVisitAddressMutation,
  useConfirmAppointmentMutation,
  useDeclineAppointmentMutation,
  useCheckInAppointmentMutation,
  useRoomAppointmentMutation,
  useStartAppointmentMutation,
  useFinishAppointmentMutation,
  useDepartAppointmentMutation,
  useMarkAppointmentMissedMutation,
  useWaiveLateFeeMutation,
  useGetHoldQuery,
  useReleaseHoldMutation,
  useRenewHoldMutation,
  useUpdateAppointmentTypeMutation,
  useUpdateResourceMutation,
  useSetRosterMutation,
  useSetRosterOverrideMutation,
  useClearRosterOverrideMutation,
  useSetOpeningOverrideMutation,
  useClearOpeningOverrideMutation,
  useSetHolidayMutation,
  useListHolidayPartsQuery,
  useUpdateBlockMutation,
  useRemoveBlockMutation,
  useGetSeriesQuery,
  useRescheduleSeriesMutation,
  useCancelSeriesMutation,
  useLeaveWaitlistMutation,
  useAcceptWaitlistOfferMutation,
  useDeclineWaitlistOfferMutation,
  useGetDayMoveQuery,
  useRevokeFeedMutation,
  useReadFeedQuery,
  useGetPetQuery,
  useUpdatePetMutation,
  useListPetOwnersQuery,
  useInviteCoOwnerMutation,
  useRemovePetOwnerMutation,
  useListPetSharesQuery,
  useSharePetMutation,
  useUnsharePetMutation,
  useListPetAccessQuery,
  useGetClinicQuery,
  useUpdateClinicMutation,
  useListVeterinariansQuery,
  useSuspendClinicMutation,
  useResumeClinicMutation,
  usePauseBookingMutation,
  useResumeBookingMutation,
  useListClinicPeopleQuery,
  useListInvitationsQuery,
  useInviteToClinicMutation,
  useRevokeInvitationMutation,
  useGrantMembershipMutation,
  useEndMembershipMutation,
  useUpdateLicenceMutation,
  useListClientsQuery,
  useSetClientNoteMutation,
  useSearchAuditQuery,
  useOpenBreakGlassMutation,
  useListBreakGlassQuery,
  useCloseBreakGlassMutation,
  useEndSessionMutation,
} = injectedRtkApi;
