// Whether a page learned of something by itself.
import { expect, type Page } from "@playwright/test";

/** A page that was reloaded has lost this. */
export async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { wasNeverReloaded: true }));
}

export async function expectNeverReloaded(page: Page): Promise<void> {
  expect(await page.evaluate(() => "wasNeverReloaded" in window)).toBe(true);
}
