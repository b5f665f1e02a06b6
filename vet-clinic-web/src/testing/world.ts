/** A small clinic to test with: two vets, two services, two pets, one visit. The clock of the stories stands at NOW. */
import type {
  AppointmentOut,
  AppointmentTypeOut,
  BreedOut,
  ClientOut,
  ClinicOut,
  ClinicPersonOut,
  HoldOut,
  MeOut,
  OpeningOut,
  PetOut,
  PetOwnerOut,
  ResourceOut,
  SlotOut,
  VeterinarianOut,
} from "@/api/generated.gen";
import { at } from "@/time/zones";

/** Monday; Berlin is an hour ahead of UTC. */
export const NOW = "2026-03-02T09:00:00Z";

export const CLINIC: ClinicOut = {
  id: "clinic-1",
  slug: "linden",
  name: "Linden Veterinary Practice",
  description: "Dogs, cats and small mammals.",
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
  version: 1,
  opening_hours: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, opens: "08:00:00", closes: "18:00:00" })),
};

export const VETS: VeterinarianOut[] = [
  {
    id: "vet-1",
    display_name: "Dr. Amara Lindqvist",
    species: ["dog", "cat"],
    languages: ["de", "en"],
    biography: null,
    clinic_ids: ["clinic-1"],
  },
  {
    id: "vet-2",
    display_name: "Dr. Tarek Brinkmann",
    species: ["dog"],
    languages: ["de"],
    biography: null,
    clinic_ids: ["clinic-1"],
  },
];

const TYPE: AppointmentTypeOut = {
  id: "type-1",
  clinic_id: "clinic-1",
  name: "General check-up",
  description: "A look from nose to tail.",
  duration_minutes: 30,
  buffer_before_minutes: 0,
  buffer_after_minutes: 5,
  slot_interval_minutes: 15,
  minimum_notice_minutes: 120,
  horizon_days: 90,
  species: ["dog"],
  price: { amount_minor: 4900, currency: "EUR" },
  is_owner_bookable: true,
  is_active: true,
  veterinarian_ids: ["vet-1", "vet-2"],
  version: 3,
  translations: {},
  grid_offset_minutes: 0,
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
  performers: [
    { veterinarian_id: "vet-1", duration_minutes: null },
    { veterinarian_id: "vet-2", duration_minutes: null },
  ],
};

export const TYPES: AppointmentTypeOut[] = [
  TYPE,
  { ...TYPE, id: "type-2", name: "Staff training", is_owner_bookable: false },
];

export const ME: MeOut = {
  id: "person-1",
  email: "olivia.hartmann@example.com",
  given_name: "Olivia",
  family_name: "Hartmann",
  phone: null,
  address: null,
  born_on: null,
  locale: "en",
  time_zone: "Europe/Berlin",
  is_system_administrator: false,
  memberships: [],
  version: 1,
};

export function staff(...roles: MeOut["memberships"][number]["role"][]): MeOut {
  return {
    ...ME,
    memberships: roles.map((role) => ({
      clinic_id: "clinic-1",
      clinic_name: CLINIC.name,
      clinic_slug: "linden",
      role,
    })),
  };
}

export const ROOMS: ResourceOut[] = ["Room 1", "Room 2"].map((name, index) => ({
  id: `room-${index + 1}`,
  clinic_id: "clinic-1",
  kind: "room",
  category: "general",
  name,
  is_active: true,
  version: 1,
}));

export const OPENING: OpeningOut = {
  weekly: CLINIC.opening_hours.map(({ weekday, opens, closes }) => ({
    weekday,
    opens_local: opens,
    closes_local: closes,
  })),
  overrides: [],
  holidays: [],
  holiday_country: null,
  holiday_subdivision: null,
  waitlist_offer_minutes: 120,
  version: 1,
};

const PET: PetOut = {
  id: "pet-1",
  name: "Pretzel",
  species: "dog",
  breed_id: "breed-1",
  breed_name: "Dachshund",
  sex: "male",
  is_neutered: true,
  born_on: "2021-02-01",
  is_birth_date_estimated: false,
  weight_grams: 8600,
  microchip_number: null,
  color: null,
  note: null,
  insurer: null,
  insurance_number: null,
  deceased_on: null,
  owner_ids: ["person-1"],
  version: 4,
};

export const PETS: PetOut[] = [
  PET,
  { ...PET, id: "pet-2", name: "Minka", species: "cat", breed_id: null, breed_name: null },
];
export const OWNER: PetOwnerOut = {
  person_id: ME.id,
  name: "Olivia Hartmann",
  is_primary: true,
  access: "manage",
};
export const BREEDS: BreedOut[] = [{ id: "breed-1", species: "dog", name: "Dachshund", fci_number: 148 }];

export const CLIENT: ClientOut = {
  person_id: "person-1",
  given_name: "Olivia",
  family_name: "Hartmann",
  email: "olivia.hartmann@example.com",
  phone: "+49301234567",
  pets: [{ id: "pet-1", name: "Pretzel", species: "dog" }],
  registered_at: null,
  private_note: null,
};

export const PERSON: ClinicPersonOut = {
  person_id: "person-7",
  given_name: "Amara",
  family_name: "Lindqvist",
  email: "amara.lindqvist@example.com",
  roles: ["clinic_administrator", "veterinarian"],
  veterinarian_id: "vet-1",
  memberships: [
    { id: "m-admin", role: "clinic_administrator", starts_at: "2026-01-01T00:00:00Z", ends_at: null },
    { id: "m-vet", role: "veterinarian", starts_at: "2026-01-01T00:00:00Z", ends_at: null },
  ],
  veterinarian: {
    id: "vet-1",
    license_number: "BE-00412",
    license_region: "Berlin",
    license_expires_on: "2026-03-20",
  },
};

export const APPOINTMENT: AppointmentOut = {
  id: "visit-1",
  status: "confirmed",
  clinic_id: "clinic-1",
  clinic_name: CLINIC.name,
  appointment_type_id: "type-1",
  appointment_type_name: TYPE.name,
  appointment_type_translations: {},
  visit_address: null,
  veterinarian_id: "vet-1",
  veterinarian_name: "Dr. Amara Lindqvist",
  pet_id: "pet-1",
  pet_name: "Pretzel",
  pet_species: "dog",
  owner_name: "Olivia Hartmann",
  starts_at: "2026-03-03T13:30:00Z",
  ends_at: "2026-03-03T14:00:00Z",
  time_zone: "Europe/Berlin",
  starts_local: "2026-03-03T14:30",
  duration_minutes: 30,
  note: null,
  price: TYPE.price,
  cancelled_at: null,
  cancellation_reason: null,
  sequence: 0,
  version: 1,
  created_at: NOW,
  room_id: null,
  room_name: null,
  stage: null,
  is_walk_in: false,
  series_id: null,
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
  place: "in_clinic",
  deposit: null,
};

export function visit(id: string, startsLocal: string, more: Partial<AppointmentOut> = {}): AppointmentOut {
  const startsAt = new Date(`${startsLocal}:00+01:00`).toISOString().replace(".000", "");
  return {
    ...APPOINTMENT,
    id,
    starts_local: startsLocal,
    starts_at: startsAt,
    pet_id: `pet-of-${id}`,
    ...more,
  };
}

export function slot(startsAt: string, veterinarianIds = ["vet-1", "vet-2"]): SlotOut {
  const local = at(startsAt, CLINIC.time_zone, { locale: "en" });
  return {
    starts_at: startsAt,
    ends_at: startsAt,
    starts_local: local.toFormat("yyyy-MM-dd'T'HH:mm"),
    veterinarian_ids: veterinarianIds,
    seats_left: null,
  };
}

export function slotsOf(...startsAt: string[]) {
  return {
    clinic_id: "clinic-1",
    appointment_type_id: "type-1",
    time_zone: CLINIC.time_zone,
    items: startsAt.map((start) => slot(start)),
    why_not: null,
  };
}

/** The same free times, counted by day. */
export function slotDaysOf(...startsAt: string[]) {
  const days = new Map<string, string[]>();
  for (const start of startsAt) {
    const on = slot(start).starts_local.slice(0, 10);
    days.set(on, [...(days.get(on) ?? []), start]);
  }
  const items = [...days].map(([on, starts]) => ({
    on,
    free_count: starts.length,
    first_starts_at: starts[0] ?? null,
  }));
  return { time_zone: CLINIC.time_zone, items };
}

export function hold(startsAt: string, expiresAt: string): HoldOut {
  return {
    id: "hold-1",
    clinic_id: "clinic-1",
    appointment_type_id: "type-1",
    veterinarian_id: "vet-1",
    pet_id: null,
    room_id: null,
    starts_at: startsAt,
    ends_at: startsAt,
    expires_at: expiresAt,
    is_renewed: false,
  };
}
