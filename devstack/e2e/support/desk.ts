// What the stories of the desk prepare and look up from the side, through the API.
import { expect, type Locator, type Page } from "@playwright/test";
import { api, platform, tokenOf } from "./platform";

export interface Slot {
  starts_at: string;
  starts_local: string;
}

export interface Booked {
  id: string;
  status: string;
  starts_local: string;
  sequence: number;
  override_reason: string | null;
}

export interface Patient {
  id: string;
  name: string;
  species: string;
}

/** Write as a demo person. */
export async function post<T>(path: string, email: string, body: unknown, method: "POST" | "PUT" = "POST"): Promise<T> {
  const answer = await fetch(`${platform().addresses.api}${path}`, {
    method,
    headers: { authorization: `Bearer ${tokenOf(email)}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  const text = await answer.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** A service of a clinic by its name. */
export async function serviceNamed(clinicId: string, name: string): Promise<string> {
  const { items } = await api<{ items: { id: string; name: string }[] }>(
    `/v1/scheduling/appointment-types?clinic_id=${clinicId}`,
  );
  const found = items.find((service) => service.name === name);
  if (!found) throw new Error(`The clinic does not offer ${name}`);
  return found.id;
}

/** A veterinarian of a clinic by their name. */
export async function vetNamed(clinicId: string, name: string): Promise<string> {
  const { items } = await api<{ items: { id: string; display_name: string }[] }>(
    `/v1/clinics/${clinicId}/veterinarians`,
  );
  const found = items.find((vet) => vet.display_name.endsWith(name));
  if (!found) throw new Error(`${name} does not work there`);
  return found.id;
}

/** The animals of a clinic's client, by the client's name. */
export async function patientsOf(clinicId: string, client: string, email: string): Promise<Patient[]> {
  const { items } = await api<{ items: { pets: Patient[] }[] }>(
    `/v1/clinics/${clinicId}/clients?q=${encodeURIComponent(client)}`,
    email,
  );
  return items.flatMap(({ pets }) => pets);
}

/** What the desk may book for this animal in the coming weeks. */
export async function slotsFor(
  question: Record<"clinic_id" | "appointment_type_id" | "veterinarian_id" | "pet_id", string>,
  email: string,
): Promise<Slot[]> {
  const words = new URLSearchParams({
    ...question,
    from: new Date(Date.now() + 2 * 86_400_000).toISOString(),
    to: new Date(Date.now() + 40 * 86_400_000).toISOString(),
  });
  return (await api<{ items: Slot[] }>(`/v1/scheduling/slots?${words}`, email)).items;
}

/** Carry what is under one point to another, with the pointer of a hand: down, several moves, up. */
export async function carry(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + Math.sign(to.y - from.y) * 12, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
}

/** An answer in a dialog that is chosen from a list. */
export async function chooseIn(page: Page, name: RegExp, option: RegExp): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name }).click();
  await page.getByRole("option", { name: option }).click();
  await expect(page.getByRole("option")).toHaveCount(0);
}

/** Pick a visit up with the keyboard, carry it and put it down. */
export async function carryWithKeys(page: Page, visit: Locator, ...arrows: string[]): Promise<void> {
  await visit.focus();
  for (const key of ["Space", ...arrows, "Enter"]) await page.keyboard.press(key);
}
