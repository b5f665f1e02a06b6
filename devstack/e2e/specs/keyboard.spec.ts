// Booking without a mouse: every step is reached with Tab and arrows, and the focus is always somewhere that shows.
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { dayButton, firstConvenient, freeClocks, freeDates, freeTime } from "../support/booking";
import { signIn, someone } from "../support/people";
import { clinicNamed, platform } from "../support/platform";

const FAR = 80;

/** Press Tab until the control has the focus; a control that Tab never reaches fails the test. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < FAR; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${wanted}`);
}

async function press(page: Page, wanted: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

test("an owner books with the keyboard alone", async ({ page }) => {
  test.setTimeout(180_000);
  const clinic = await clinicNamed("Banyan Tree Veterinary Clinic");
  const owner = someone("owner", ({ name }) => name === "Ananya Krishnan");
  await signIn(page, owner);
  await page.goto(platform().addresses.web);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // A page that still finds out who is there draws its head again, and a focus in it is lost.
  await expect(page.getByRole("button", { name: `Menu of ${owner.name}` })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("searchbox", { name: "Place or name" }));
  await page.keyboard.type("Banyan");
  await page.keyboard.press("Enter");
  await press(page, page.getByRole("main").getByRole("link", { name: clinic.name }));
  await press(page, page.getByRole("link", { name: "Book a visit" }));
  await press(page, page.getByRole("link", { name: /^General check-up/ }).first());
  await press(page, page.getByRole("link", { name: /^Whoever is free first/ }));

  await expect(page.getByRole("heading", { name: "When does it suit you?" })).toBeVisible();
  const [first = "", second = ""] = await freeDates(page);
  await tabTo(page, dayButton(page, first));
  await page.keyboard.press("ArrowRight");
  await expect(dayButton(page, second)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dayButton(page, second)).toHaveAttribute("aria-pressed", "true");
  await press(page, freeTime(page, await firstConvenient(await freeClocks(page), owner.email, second)));

  const pets = page.getByRole("radio", { disabled: false });
  await tabTo(page, pets.first());
  await page.keyboard.press("Space");
  await expect(pets.first()).toBeChecked();
  await press(page, page.getByRole("button", { name: "Book this visit" }));
  const done = page.getByRole("heading", { name: /’s visit is booked$/ });
  await expect(done).toBeVisible();
  await press(page, page.getByRole("link", { name: "To my overview" }));
  await expect(page.getByRole("heading", { name: "Next visit" })).toBeVisible();
});

test("the desk answers to its keys", async ({ page }) => {
  const reception = someone("receptionist", (person) => person.try !== "");
  const clinic = await clinicNamed(reception.clinic ?? "");
  await signIn(page, reception);
  await page.goto(`${platform().addresses.web}/desk/${clinic.id}`);
  await expect(page.getByRole("region", { name: "Visits of the day" })).toBeVisible();
  // Live means that the page has come to rest and listens.
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const search = page.getByRole("searchbox", { name: "Search in this day" });
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(search).not.toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Keyboard" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator("[inert]")).toHaveCount(0);
  await page.keyboard.press("n");
  await expect(page.getByRole("dialog").getByRole("heading", { name: "New at the desk" })).toBeVisible();
});
