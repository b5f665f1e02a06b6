// A story's own ground: a service that nobody else books, and days of its own. The demo world ends some weeks from now and the
// other stories stay in it; here weekends, holidays and the hour of the day do not count.
import { type Patient, post, vetNamed } from "./desk";
import { named } from "./people";
import { api, clinicNamed, type Person, platform } from "./platform";

const STAFF = {
  "Hudson Street Animal Hospital": { reception: "Calvin Oduya", head: "Bettina Rourke" },
  "Banyan Tree Veterinary Clinic": { reception: "Leela Menon", head: "Arvind Pathak" },
} as const;

/** Behind everything that the demo world plans, and behind the days that the other stories look at. */
const BEYOND_DAYS = 50;
const FURTHEST_DAYS = 200;
const MONDAY = 1;

/** From one clock to another. */
type Hours = [string, string];

export interface Vet {
  id: string;
  name: string;
}

export interface Ground {
  clinic: { id: string; name: string; time_zone: string };
  reception: Person;
  head: Person;
  vets: Vet[];
  service: { id: string; name: string };
}

export interface Client {
  owner: Person;
  pet: Patient;
}

export interface Start {
  starts_at: string;
  starts_local: string;
  veterinarian_ids: string[];
}

export interface Visit {
  id: string;
  status: string;
  starts_at: string;
  starts_local: string;
  pet_id: string;
  pet_name: string;
  veterinarian_id: string;
  veterinarian_name: string;
}

/** A clinic with a service of half an hour for every animal, whoever of these vets performs it. */
export async function groundAt(clinicName: keyof typeof STAFF, service: string, ...vets: string[]): Promise<Ground> {
  const clinic = await clinicNamed(clinicName);
  const [reception, head] = [named(STAFF[clinicName].reception), named(STAFF[clinicName].head)];
  const found = await Promise.all(vets.map(async (name) => ({ id: await vetNamed(clinic.id, name), name })));
  // Its own name: a story that is told again has another service.
  const name = `${service} ${Date.now().toString(36)}`;
  const { id } = await post<{ id: string }>("/v1/scheduling/appointment-types", head.email, {
    clinic_id: clinic.id,
    name,
    duration_minutes: 30,
    slot_interval_minutes: 30,
    horizon_days: FURTHEST_DAYS + 30,
    price: { amount_minor: 1000, currency: await currencyOf(clinic.id) },
    veterinarian_ids: found.map((vet) => vet.id),
  });
  return { clinic, reception, head, vets: found, service: { id, name } };
}

async function currencyOf(clinicId: string): Promise<string> {
  return (await api<{ currency: string }>(`/v1/clinics/${clinicId}`)).currency;
}

/** The date at a clinic. */
export function todayAt({ time_zone: timeZone }: { time_zone: string }): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(new Date());
}

/** The date so many days after another. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The first of so many days in a row for which nobody at the clinic planned anything. */
export async function untouchedDays(at: Ground, count: number, fits: (first: string) => boolean = () => true) {
  const today = new Date().toISOString().slice(0, 10);
  const [from, to] = [dayAfter(today, BEYOND_DAYS), dayAfter(today, FURTHEST_DAYS)];
  const { items } = await api<{ items: { on_day: string }[] }>(
    `/v1/scheduling/roster-overrides?clinic_id=${at.clinic.id}&from_day=${from}&to_day=${to}`,
    at.head.email,
  );
  const touched = new Set(items.map(({ on_day }) => on_day));
  for (let first = from; first < to; first = dayAfter(first, 1)) {
    const days = Array.from({ length: count }, (_, index) => dayAfter(first, index));
    if (fits(first) && days.every((day) => !touched.has(day))) return days;
  }
  throw new Error("Every day is planned");
}

export const isMonday = (date: string): boolean => new Date(date).getUTCDay() === MONDAY;

/** On this day the vets work from one time to another and only then, if the clinic is open. */
export async function workOn(at: Ground, day: string, [starts_local, ends_local]: Hours): Promise<void> {
  const hours = { clinic_id: at.clinic.id, windows: [{ starts_local, ends_local }] };
  for (const { id } of at.vets) await post(`/v1/scheduling/roster-overrides/${id}/${day}`, at.head.email, hours, "PUT");
}

/** And on this one it is, whatever the week and the holidays say. */
export async function openOn(at: Ground, day: string, [starts_local, ends_local]: Hours): Promise<void> {
  const hours = { clinic_id: at.clinic.id, windows: [{ starts_local, ends_local }] };
  await post(`/v1/scheduling/opening/days/${day}`, at.head.email, hours, "PUT");
  await workOn(at, day, [starts_local, ends_local]);
}

/** A day of the story's own. */
export async function ownDay(at: Ground, hours: Hours): Promise<string> {
  const [day = ""] = await untouchedDays(at, 1);
  await openOn(at, day, hours);
  return day;
}

/** What anybody is offered on a day. */
export async function startsOn(at: Ground, day: string): Promise<Start[]> {
  const words = new URLSearchParams({
    clinic_id: at.clinic.id,
    appointment_type_id: at.service.id,
    from: new Date(Date.parse(day) - 86_400_000).toISOString(),
    to: new Date(Date.parse(day) + 2 * 86_400_000).toISOString(),
  });
  const { items } = await api<{ items: Start[] }>(`/v1/scheduling/slots?${words}`);
  return items.filter(({ starts_local }) => starts_local.startsWith(day));
}

/** Owners who come to the clinic with a dog or a cat, which every vet of a story treats; those to try first are left alone. */
export async function clientsOf(at: Pick<Ground, "clinic" | "reception">, count: number): Promise<Client[]> {
  const { items } = await api<{ items: { given_name: string; family_name: string; pets: Patient[] }[] }>(
    `/v1/clinics/${at.clinic.id}/clients?limit=50`,
    at.reception.email,
  );
  const found = items.flatMap(({ given_name, family_name, pets }) => {
    const owner = platform().people.find((person) => person.name === `${given_name} ${family_name}` && !person.try);
    const pet = pets.find(({ species }) => species === "dog" || species === "cat");
    return owner && pet ? [{ owner, pet }] : [];
  });
  if (found.length < count) throw new Error(`The clinic has ${found.length} such clients`);
  return found.slice(0, count);
}

/** An owner's visit at a time of the clinic's clock. */
export async function bookFor(
  at: Ground,
  { owner, pet }: Client,
  day: string,
  clock: string,
  vet = at.vets[0],
): Promise<Visit> {
  const start = (await startsOn(at, day)).find(({ starts_local }) => starts_local.slice(11, 16) === clock);
  if (!start) throw new Error(`${clock} is not free on ${day}`);
  return post<Visit>("/v1/scheduling/appointments", owner.email, {
    clinic_id: at.clinic.id,
    appointment_type_id: at.service.id,
    veterinarian_id: vet?.id,
    pet_id: pet.id,
    starts_at: start.starts_at,
  });
}

/** How a visit stands. */
export function visitNow(id: string, email: string): Promise<Visit> {
  return api<Visit>(`/v1/scheduling/appointments/${id}`, email);
}

/** What the desk's calendar calls a visit. */
export function calledAs(at: Ground, visit: Pick<Visit, "pet_name">, clock: string, vet: Vet, status = "Confirmed") {
  return new RegExp(`^${clock}, ${visit.pet_name}, ${at.service.name}(, overlaps)?, (Dr\\. )?${vet.name}, ${status}$`);
}
