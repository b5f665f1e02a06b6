// The same story on the phone: the phone app's own web export at a phone's size, with a finger instead of a mouse.
import { expect, test } from "@playwright/test";
import { calendarProperty, mailTo, nextMail } from "../support/mailbox";
import { signIn, someone } from "../support/people";
import { clinicNamed, platform } from "../support/platform";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("an owner books on the phone in the clinic's time; the vet's open calendar follows", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const owner = someone("owner", ({ name }) => name === "Marcus Bellamy");
  const vet = someone("veterinarian", ({ clinic }) => clinic === "Hudson Street Animal Hospital");
  const clinic = await clinicNamed(vet.clinic ?? "");
  const seen = new Set((await mailTo(owner.email)).map(({ id }) => id));
  const desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  // Screens that were left stay in the page, hidden.
  const shown = (role: "button" | "link" | "radio" | "heading", name: string | RegExp) =>
    page.getByRole(role, { name }).filter({ visible: true });

  await signIn(page, owner, platform().addresses.phone);
  await shown("link", "Book a visit").tap();
  await shown("button", new RegExp(`^${clinic.name}`)).tap();
  await shown("button", /^General check-up/).tap();
  await shown("button", new RegExp(vet.name)).tap();
  await expect(shown("heading", "When suits you?")).toBeVisible();
  await expect(page.getByText("All times are New York time.").filter({ visible: true })).toBeVisible();
  const day = page.getByRole("radio", { disabled: false }).filter({ visible: true }).last();
  await day.tap();
  await expect(day).toBeChecked();
  const time = shown("button", /^Hold /).first();
  const clock = ((await time.getAttribute("aria-label")) ?? "").replace("Hold ", "");
  await time.tap();

  await expect(shown("heading", "Almost done")).toBeVisible();
  const pet = page.getByRole("radio", { disabled: false }).filter({ visible: true }).first();
  await pet.tap();
  await expect(pet).toBeChecked();
  await signIn(desk, vet);
  await shown("button", "Book this visit").tap();
  const done = shown("heading", /^See you soon, /);
  await expect(done).toBeVisible();
  const name = ((await done.textContent()) ?? "").replace("See you soon, ", "");

  const mail = await nextMail(owner.email, seen, "REQUEST");
  expect(mail.subject).toContain(name);
  const [, date] = /(\d{8})T/.exec(calendarProperty(mail, "DTSTART")) ?? [];
  const on = date?.replace(/(\d{4})(\d{2})(\d{2})/, "$1-$2-$3");
  await desk.goto(`${platform().addresses.web}/desk/${clinic.id}?on=${on}&view=day`);
  const visit = (status: string) =>
    desk.getByRole("button", { name: new RegExp(`^${clock}, ${name}, .*${vet.name}, ${status}$`) });
  await expect(visit("Confirmed")).toBeVisible();

  await shown("button", "See the visit").tap();
  await shown("button", "Cancel visit").tap();
  await shown("button", "Cancel the visit").tap();
  await expect(visit("Cancelled")).toBeVisible();
  const cancelled = await nextMail(owner.email, seen, "CANCEL");
  expect(calendarProperty(cancelled, "UID")).toBe(calendarProperty(mail, "UID"));
});

test("nothing on the phone's main places is wider than the phone", async ({ page }) => {
  await signIn(
    page,
    someone("owner", (person) => person.try !== ""),
    platform().addresses.phone,
  );
  for (const place of ["Visits", "Pets", "You", "Home"]) {
    await page
      .getByRole("tab", { name: place })
      .or(page.getByRole("link", { name: place, exact: true }))
      .first()
      .tap();
    await expect(page.getByRole("heading", { level: 1 }).filter({ visible: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
});
