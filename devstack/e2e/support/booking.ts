// The steps of a booking in the web app, as its screens name them.
// The demo world lies around the present, so what is free depends on the hour and the weekday: nothing here relies on it.
import { expect, type Locator, type Page } from "@playwright/test";
import { api, platform } from "./platform";

export interface Appointment {
  id: string;
  status: string;
  pet_name: string;
  starts_local: string;
  duration_minutes: number;
}

/** The visits booked here take half an hour at most, with what stands before and after them. */
const VISIT_MINUTES = 45;

/** An owner's appointments on a day of the clinic's calendar, whatever became of them. */
export async function appointmentsOn(email: string, date: string): Promise<Appointment[]> {
  const from = new Date(Date.parse(date) - 86_400_000).toISOString();
  const to = new Date(Date.parse(date) + 2 * 86_400_000).toISOString();
  const { items } = await api<{ items: Appointment[] }>(
    `/v1/scheduling/appointments?from=${from}&to=${to}&limit=100`,
    email,
  );
  return items.filter(({ starts_local }) => starts_local.startsWith(date));
}

/** The first of these times of a day at which the owner's animals have no other visit near. */
export async function firstConvenient(times: string[], email: string, date: string): Promise<string> {
  const taken = (await appointmentsOn(email, date))
    .filter(({ status }) => status !== "cancelled")
    .map(({ starts_local, duration_minutes }) => ({ from: minutes(starts_local.slice(11, 16)), duration_minutes }));
  const found = times.find((time) =>
    taken.every(
      ({ from, duration_minutes }) =>
        minutes(time) + VISIT_MINUTES <= from || minutes(time) >= from + duration_minutes + VISIT_MINUTES / 3,
    ),
  );
  if (found === undefined)
    throw new Error(`No time of ${times.join(", ")} suits somebody who comes ${taken.length} times that day`);
  return found;
}

function minutes(clock: string): number {
  const [, hours, past] = /^(\d\d):(\d\d)$/.exec(clock) ?? [];
  if (hours === undefined || past === undefined) throw new Error(`${clock} is not a time of the day`);
  return Number(hours) * 60 + Number(past);
}

/** From the front door to the free times of a service with a vet. */
export async function chooseUpToTime(page: Page, clinic: string, service: RegExp, vet: string): Promise<void> {
  await page.goto(platform().addresses.web);
  await page.getByRole("searchbox", { name: "Place or name" }).fill(clinic);
  await page.getByRole("search").getByRole("button", { name: "Find a clinic" }).click();
  await page.getByRole("main").getByRole("link", { name: clinic }).click();
  await page.getByRole("link", { name: "Book a visit" }).click();
  await expect(page.getByRole("heading", { name: "What is it about?" })).toBeVisible();
  await page.getByRole("link", { name: service }).first().click();
  await expect(page.getByRole("heading", { name: "Who should look after them?" })).toBeVisible();
  await page.getByRole("link", { name: vet }).click();
  await expect(page.getByRole("heading", { name: "When does it suit you?" })).toBeVisible();
}

/** The free times of the chosen day. */
export function freeTimes(page: Page): Locator {
  return page.getByRole("region", { name: /^Free times on / }).getByRole("button");
}

/** One of them, by its clock: it stays the same when others come and go. */
export function freeTime(page: Page, clock: string): Locator {
  return page.getByRole("region", { name: /^Free times on / }).getByRole("button", { name: clock, exact: true });
}

/** The clocks of the free times of the chosen day. */
export async function freeClocks(page: Page): Promise<string[]> {
  await expect(freeTimes(page).first()).toBeVisible();
  return (await freeTimes(page).allTextContents()).map((text) => text.trim());
}

/** The days on which something is free, once the calendar has heard. */
export async function freeDates(page: Page): Promise<string[]> {
  await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "false");
  const days = page.getByRole("table").getByRole("button", { disabled: false });
  await expect(days.first()).toBeVisible();
  return days.evaluateAll((buttons) => buttons.map((button) => (button as HTMLElement).dataset.date ?? ""));
}

/** The button of one day of the calendar. */
export function dayButton(page: Page, date: string): Locator {
  return page.getByRole("table").locator(`button[data-date="${date}"]`);
}

/** Take the last free day that is shown, so that no other visit of the demo world is near; gives its date. */
export async function chooseLastFreeDay(page: Page): Promise<string> {
  const date = (await freeDates(page)).at(-1);
  if (!date) throw new Error("No day is free");
  await dayButton(page, date).click();
  await expect(dayButton(page, date)).toHaveAttribute("aria-pressed", "true");
  return date;
}
