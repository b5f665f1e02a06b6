// The same story on the phone: the phone app's own web export at a phone's size, with a finger instead of a mouse.
import { expect, test } from "../support/test";
import { firstConvenient } from "../support/booking";
import { calendarProperty, mailTo, nextMail } from "../support/mailbox";
import { signIn, someone } from "../support/people";
import { clinicNamed, platform } from "../support/platform";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("an owner books on the phone in the clinic's time; the vet's open calendar follows", async ({ page, visitor }) => {
  test.setTimeout(180_000);
  const owner = someone("owner", ({ name }) => name === "Marcus Bellamy");
  const vet = someone("veterinarian", ({ clinic }) => clinic === "Hudson Street Animal Hospital");
  const clinic = await clinicNamed(vet.clinic ?? "");
  const seen = new Set((await mailTo(owner.email)).map(({ id }) => id));
  const desk = await (await visitor({ viewport: { width: 1440, height: 900 } })).newPage();
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
  const days = page.getByRole("radiogroup", { name: "Day" }).filter({ visible: true });
  const label = await days.getByRole("radio", { disabled: false }).last().getAttribute("aria-label");
  // "Friday 4 December, 12 times": by its name, which stays the same when other days come and go.
  const day = days.getByRole("radio", { name: label ?? "", exact: true });
  await day.tap();
  await expect(day).toBeChecked();
  const labels = await shown("button", /^Hold /).evaluateAll((buttons) =>
    buttons.map((button) => (button.getAttribute("aria-label") ?? "").replace("Hold ", "")),
  );
  const date = dateNamed(label ?? "", clinic.time_zone);
  const clock = await firstConvenient(labels, owner.email, date);
  await shown("button", `Hold ${clock}`).tap();

  await expect(shown("heading", "Almost done")).toBeVisible();
  await expect(days).toHaveCount(0);
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
  expect(calendarProperty(mail, "DTSTART").slice(0, 8)).toBe(date.replaceAll("-", ""));
  await desk.goto(`${platform().addresses.web}/desk/${clinic.id}?on=${date}&view=day`);
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

/** The date of a day within the next weeks that is named "Friday 4 December, …" in the clinic's time. */
function dateNamed(label: string, timeZone: string): string {
  const inZone = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", { timeZone, ...options });
  const named = inZone({ weekday: "long", day: "numeric", month: "long" });
  for (let ahead = 0; ahead < 60; ahead++) {
    const moment = new Date(Date.now() + ahead * 86_400_000);
    const parts = named.formatToParts(moment);
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
    if (label.startsWith(`${part("weekday")} ${part("day")} ${part("month")}`)) {
      const [day, month, year] = inZone({ day: "2-digit", month: "2-digit", year: "numeric" })
        .format(moment)
        .split("/");
      return `${year}-${month}-${day}`;
    }
  }
  throw new Error(`${label} is no day of the next weeks`);
}

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
    // At rest: a place that still slides in is wider for a moment.
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: place })
      .toBeLessThanOrEqual(390);
  }
});
