// The steps of a booking in the web app, as its screens name them.
import { expect, type Page } from "@playwright/test";
import { platform } from "./platform";

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
export function freeTimes(page: Page) {
  return page.getByRole("region", { name: /^Free times on / }).getByRole("button");
}

/** Take the last free day that is shown, so that no other visit of the demo world is near; gives its date. */
export async function chooseLastFreeDay(page: Page): Promise<string> {
  const day = page.getByRole("table").getByRole("button", { disabled: false }).last();
  await day.click();
  await expect(day).toHaveAttribute("aria-pressed", "true");
  const date = await day.getAttribute("data-date");
  if (!date) throw new Error("The day names no date");
  return date;
}
