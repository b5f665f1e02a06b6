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
          limit: queryArg.limit,
          after: queryArg.after,
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
    listSlots: build.query<ListSlotsApiResponse, ListSlotsApiArg>({
      query: (queryArg) => ({
        url: `/v1/scheduling/slots`,
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
    getClinic: build.query<GetClinicApiResponse, GetClinicApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}`,
      }),
    }),
    listVeterinarians: build.query<ListVeterinariansApiResponse, ListVeterinariansApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/veterinarians`,
      }),
    }),
    listClinicPeople: build.query<ListClinicPeopleApiResponse, ListClinicPeopleApiArg>({
      query: (queryArg) => ({
        url: `/v1/clinics/${encodeURIComponent(String(queryArg.clinicId))}/people`,
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
  /** How many items a page holds at most. */
  limit?: number;
  /** `next` of the page before; absent for the first. */
  after?: string | null;
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
export type ListSlotsApiResponse = /** status 200 Successful Response */ SlotsOut;
export type ListSlotsApiArg = {
  clinicId: string;
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
export type HoldSlotApiResponse = /** status 201 Successful Response */ HoldOut;
export type HoldSlotApiArg = {
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  holdIn: HoldIn;
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
export type GetMeApiResponse = /** status 200 Successful Response */ MeOut;
export type GetMeApiArg = void;
export type UpdateMeApiResponse = /** status 200 Successful Response */ MeOut;
export type UpdateMeApiArg = {
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  mePatch: MePatch;
};
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
export type CheckInAppointmentApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type CheckInAppointmentApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
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
export type MarkAppointmentMissedApiResponse = /** status 200 Successful Response */ AppointmentOut;
export type MarkAppointmentMissedApiArg = {
  appointmentId: string;
  /** Repeating a request with the same key and body returns the first reply instead of acting again. Chosen by the client, kept for 24 hours. */
  "Idempotency-Key"?: string | null;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
};
export type UpdateAppointmentTypeApiResponse = /** status 200 Successful Response */ AppointmentTypeOut;
export type UpdateAppointmentTypeApiArg = {
  appointmentTypeId: string;
  /** The ETag of the version you are changing. */
  "If-Match"?: string | null;
  appointmentTypePatch: AppointmentTypePatch;
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
export type GetClinicApiResponse = /** status 200 Successful Response */ ClinicOut;
export type GetClinicApiArg = {
  clinicId: string;
};
export type ListVeterinariansApiResponse = /** status 200 Successful Response */ PageVeterinarianOut;
export type ListVeterinariansApiArg = {
  clinicId: string;
};
export type ListClinicPeopleApiResponse = /** status 200 Successful Response */ PageClinicPersonOut;
export type ListClinicPeopleApiArg = {
  clinicId: string;
};
export type AppointmentStatus =
  "requested" | "confirmed" | "checked_in" | "in_progress" | "completed" | "cancelled" | "missed";
export type Species = "dog" | "cat" | "rabbit" | "bird" | "reptile" | "small_mammal" | "horse" | "other";
export type Money = {
  amount_minor: number;
  currency: string;
};
export type AppointmentOut = {
  id: string;
  status: AppointmentStatus;
  clinic_id: string;
  clinic_name: string;
  appointment_type_id: string;
  appointment_type_name: string;
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
  price: Money;
  cancelled_at: string | null;
  cancellation_reason: string | null;
  sequence: number;
  version: number;
  created_at: string;
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
export type AppointmentIn = {
  pet_id: string;
  hold_id?: string | null;
  clinic_id?: string | null;
  appointment_type_id?: string | null;
  starts_at?: string | null;
  veterinarian_id?: string | null;
  note?: string | null;
};
export type PageAppointmentOut = {
  items: AppointmentOut[];
  next: string | null;
};
export type AppointmentTypeOut = {
  id: string;
  clinic_id: string;
  name: string;
  description: string;
  duration_minutes: number;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  slot_interval_minutes: number;
  minimum_notice_minutes: number;
  horizon_days: number;
  species: Species[];
  price: Money;
  is_owner_bookable: boolean;
  is_active: boolean;
  veterinarian_ids: string[];
  version: number;
};
export type PageAppointmentTypeOut = {
  items: AppointmentTypeOut[];
  next: string | null;
};
export type PriceIn = {
  /** In the currency's smallest unit. */
  amount_minor: number;
  currency: string;
};
export type AppointmentTypeIn = {
  clinic_id: string;
  name: string;
  description?: string;
  duration_minutes: number;
  buffer_before_minutes?: number;
  buffer_after_minutes?: number;
  slot_interval_minutes?: number;
  minimum_notice_minutes?: number;
  horizon_days?: number;
  /** Empty means every species. */
  species?: Species[];
  price: PriceIn;
  is_owner_bookable?: boolean;
  is_active?: boolean;
  veterinarian_ids?: string[];
};
export type SlotOut = {
  starts_at: string;
  ends_at: string;
  /** Wall-clock time at the clinic, without offset. */
  starts_local: string;
  veterinarian_ids: string[];
};
export type SlotsOut = {
  clinic_id: string;
  appointment_type_id: string;
  time_zone: string;
  items: SlotOut[];
};
export type HoldOut = {
  id: string;
  clinic_id: string;
  appointment_type_id: string;
  veterinarian_id: string;
  pet_id: string | null;
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
  version: number;
};
export type PageClinicSummaryOut = {
  items: ClinicSummaryOut[];
  next: string | null;
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
  locale?: string | null;
  time_zone?: string | null;
};
export type CancelIn = {
  reason?: string | null;
};
export type RescheduleIn = {
  starts_at: string;
  veterinarian_id?: string | null;
};
export type AppointmentTypePatch = {
  name?: string | null;
  description?: string | null;
  duration_minutes?: number | null;
  buffer_before_minutes?: number | null;
  buffer_after_minutes?: number | null;
  slot_interval_minutes?: number | null;
  minimum_notice_minutes?: number | null;
  horizon_days?: number | null;
  species?: Species[] | null;
  price?: PriceIn | null;
  is_owner_bookable?: boolean | null;
  is_active?: boolean | null;
  veterinarian_ids?: string[] | null;
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
  deceased_on?: string | null;
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
  version: number;
  opening_hours: OpeningHoursOut[];
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
export type ClinicPersonOut = {
  person_id: string;
  given_name: string;
  family_name: string;
  email: string;
  /** Sorted by name. */
  roles: Role[];
  veterinarian_id: string | null;
};
export type PageClinicPersonOut = {
  items: ClinicPersonOut[];
  next: string | null;
};
export const {
  useBookAppointmentMutation,
  useListAppointmentsQuery,
  useListAppointmentTypesQuery,
  useCreateAppointmentTypeMutation,
  useListSlotsQuery,
  useHoldSlotMutation,
  useListPetsQuery,
  useRegisterPetMutation,
  useListBreedsQuery,
  useListClinicsQuery,
  useGetMeQuery,
  useUpdateMeMutation,
  useGetAppointmentQuery,
  useCancelAppointmentMutation,
  useRescheduleAppointmentMutation,
  useCheckInAppointmentMutation,
  useStartAppointmentMutation,
  useFinishAppointmentMutation,
  useMarkAppointmentMissedMutation,
  useUpdateAppointmentTypeMutation,
  useGetHoldQuery,
  useReleaseHoldMutation,
  useRenewHoldMutation,
  useGetPetQuery,
  useUpdatePetMutation,
  useGetClinicQuery,
  useListVeterinariansQuery,
  useListClinicPeopleQuery,
} = injectedRtkApi;
