/** A small clinic for tests: one owner, two pets, one clinic in Berlin, two services, one visit tomorrow. */
import type {
  AppointmentOut,
  AppointmentTypeOut,
  ClinicOut,
  PetOut,
  VeterinarianOut,
  WaitlistEntryOut,
} from "@/api/generated.gen";

export const NOW = "2026-03-02T08:00:00Z";

export const ME = {
  id: "person-1",
  email: "olivia.hartmann@example.com",
  given_name: "Olivia",
  family_name: "Hartmann",
  phone: null,
  address: null,
  born_on: null,
  locale: "en",
  time_zone: null,
  is_system_administrator: false,
  memberships: [],
  version: 1,
};

export function pet(over: Partial<PetOut> = {}): PetOut {
  return {
    id: "pet-1",
    name: "Pretzel",
    species: "dog",
    breed_id: null,
    breed_name: "Dachshund",
    sex: "male",
    is_neutered: true,
    born_on: "2021-05-04",
    is_birth_date_estimated: false,
    weight_grams: 8600,
    microchip_number: null,
    color: null,
    note: null,
    deceased_on: null,
    insurer: null,
    insurance_number: null,
    owner_ids: ["person-1"],
    version: 4,
    ...over,
  };
}

export const PETS = [
  pet(),
  pet({ id: "pet-2", name: "Hazel", species: "rabbit", breed_name: null, born_on: null }),
  pet({ id: "pet-3", name: "Miso", species: "cat", breed_name: "Siamese" }),
];

export const CLINIC: ClinicOut = {
  id: "clinic-1",
  slug: "linden",
  name: "Linden Veterinary Practice",
  description: "",
  time_zone: "Europe/Berlin",
  address: {
    street: "Lindenallee 12",
    postal_code: "10117",
    locality: "Berlin",
    region: null,
    country_code: "DE",
  },
  latitude: 52.5,
  longitude: 13.4,
  phone: "+49301234567",
  email: "hello@linden.example.com",
  currency: "EUR",
  locale: "de",
  species: ["dog", "cat"],
  is_booking_paused: false,
  paused_at: null,
  pause_reason: null,
  data_region: "eu",
  opening_hours: [{ weekday: 0, opens: "08:00:00", closes: "18:00:00" }],
  version: 1,
};

export const VETERINARIAN: VeterinarianOut = {
  id: "vet-1",
  display_name: "Dr. Amara Lindqvist",
  species: ["dog", "cat"],
  languages: ["de", "en"],
  biography: null,
  clinic_ids: ["clinic-1"],
};

export function service(over: Partial<AppointmentTypeOut> = {}): AppointmentTypeOut {
  return {
    id: "type-1",
    clinic_id: "clinic-1",
    name: "General check-up",
    description: "",
    translations: {},
    duration_minutes: 20,
    buffer_before_minutes: 0,
    buffer_after_minutes: 5,
    slot_interval_minutes: 15,
    grid_offset_minutes: 0,
    minimum_notice_minutes: 60,
    horizon_days: 60,
    species: ["dog", "cat"],
    clients: "everyone",
    place: "in_clinic",
    capacity: 1,
    daily_cap: null,
    same_day_percent: 0,
    deposit: null,
    cancellation_notice_minutes: 0,
    late_fee: null,
    is_confirmation_needed: false,
    questions: [],
    requirements: [],
    performers: [{ veterinarian_id: "vet-1", duration_minutes: null }],
    price: { amount_minor: 4900, currency: "EUR" },
    is_owner_bookable: true,
    is_active: true,
    veterinarian_ids: ["vet-1"],
    version: 1,
    ...over,
  };
}

/** A free start of the given instant, told in Berlin's winter time. */
export function slot(startsAt: string, startsLocal: string) {
  return {
    starts_at: startsAt,
    ends_at: startsAt,
    starts_local: startsLocal,
    veterinarian_ids: ["vet-1"],
    seats_left: null,
  };
}

/** The free days of some starts, as the API counts them. */
export function slotDays(slots: readonly ReturnType<typeof slot>[]) {
  const days = [...new Set(slots.map(({ starts_local }) => starts_local.slice(0, 10)))];
  return {
    time_zone: "Europe/Berlin",
    items: days.map((on) => {
      const ofDay = slots.filter(({ starts_local }) => starts_local.startsWith(on));
      return { on, free_count: ofDay.length, first_starts_at: ofDay[0]?.starts_at ?? null };
    }),
  };
}

export function appointment(over: Partial<AppointmentOut> = {}): AppointmentOut {
  return {
    id: "visit-1",
    status: "confirmed",
    clinic_id: "clinic-1",
    clinic_name: CLINIC.name,
    appointment_type_id: "type-1",
    appointment_type_name: "General check-up",
    appointment_type_translations: {},
    visit_address: null,
    veterinarian_id: "vet-1",
    veterinarian_name: VETERINARIAN.display_name,
    pet_id: "pet-1",
    pet_name: "Pretzel",
    pet_species: "dog",
    owner_name: null,
    starts_at: "2026-03-03T13:30:00Z",
    ends_at: "2026-03-03T13:50:00Z",
    time_zone: "Europe/Berlin",
    starts_local: "2026-03-03T14:30",
    duration_minutes: 20,
    note: null,
    price: { amount_minor: 4900, currency: "EUR" },
    cancelled_at: null,
    cancellation_reason: null,
    sequence: 0,
    version: 1,
    created_at: NOW,
    place: "in_clinic",
    room_id: null,
    room_name: null,
    stage: "expected",
    is_walk_in: false,
    series_id: null,
    deposit: null,
    is_late: false,
    late_fee: null,
    override_reason: null,
    answers: [],
    owner_confirmed_at: null,
    arrived_at: null,
    roomed_at: null,
    began_at: null,
    finished_at: null,
    departed_at: null,
    ...over,
  };
}

export function waitlistEntry(over: Partial<WaitlistEntryOut> = {}): WaitlistEntryOut {
  return {
    id: "entry-1",
    clinic_id: "clinic-1",
    clinic_name: CLINIC.name,
    appointment_type_id: "type-1",
    appointment_type_name: "General check-up",
    appointment_type_translations: {},
    visit_address: null,
    veterinarian_id: null,
    pet_id: "pet-1",
    pet_name: "Pretzel",
    owner_name: null,
    time_zone: "Europe/Berlin",
    windows: [
      {
        from_day: "2026-03-02",
        until_day: "2026-03-30",
        weekdays: [0, 4],
        starts_minute: 0,
        ends_minute: 720,
      },
    ],
    note: null,
    status: "waiting",
    offer: null,
    created_at: NOW,
    version: 1,
    ...over,
  };
}

export function hold(over: Record<string, unknown> = {}) {
  return {
    id: "hold-1",
    clinic_id: "clinic-1",
    appointment_type_id: "type-1",
    veterinarian_id: "vet-1",
    pet_id: null,
    room_id: null,
    starts_at: "2026-03-04T09:15:00Z",
    ends_at: "2026-03-04T09:35:00Z",
    expires_at: "2026-03-02T08:10:00Z",
    is_renewed: false,
    ...over,
  };
}
