// The pictures in docs/images, each from the demo world as it stands.
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { chooseUpToTime, freeTimes } from "../support/booking";
import { signIn, someone } from "../support/people";
import { api, clinicNamed, platform } from "../support/platform";

const image = (name: string) => fileURLToPath(new URL(`../../../docs/images/${name}.png`, import.meta.url));

/** The next day on which the clinic's calendar is full enough to look at. */
async function busyDay(clinic: { id: string; time_zone: string }, email: string): Promise<string> {
  const from = new Date().toISOString();
  const { items } = await api<{ items: { starts_local: string }[] }>(
    `/v1/scheduling/appointments?clinic_id=${clinic.id}&from=${from}&limit=100`,
    email,
  );
  const days = items.map(({ starts_local }) => starts_local.slice(0, 10)).slice(1);
  const counts = new Map(days.map((day) => [day, days.filter((other) => other === day).length]));
  const [day] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
  if (!day) throw new Error("The calendar ahead is empty");
  return day;
}

test.use({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 });

test("an owner chooses a time", async ({ page }) => {
  const vet = someone("veterinarian", (person) => person.try !== "");
  await signIn(
    page,
    someone("owner", ({ name }) => name === "Olivia Hartmann"),
  );
  await chooseUpToTime(page, vet.clinic ?? "", /check-up/i, vet.name);
  await expect(freeTimes(page).first()).toBeVisible();
  await page.screenshot({ path: image("web-booking") });
});

test("the clinic's day", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const reception = someone("receptionist", (person) => person.try !== "");
  const clinic = await clinicNamed(reception.clinic ?? "");
  await signIn(page, reception);
  const on = await busyDay(clinic, reception.email);
  await page.goto(`${platform().addresses.web}/desk/${clinic.id}?on=${on}&view=day`);
  const visit = page.getByRole("region", { name: "Visits of the day" }).getByRole("button").nth(1);
  await visit.click();
  await expect(page.getByRole("complementary", { name: "Visit" }).getByRole("heading")).toBeVisible();
  await page.screenshot({ path: image("web-desk") });
});

test.describe("the phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true });

  test("what is next", async ({ page }) => {
    await signIn(
      page,
      someone("owner", ({ name }) => name === "Marcus Bellamy"),
      platform().addresses.phone,
    );
    await expect(page.getByRole("link", { name: "Book a visit" })).toBeVisible();
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: image("phone") });
  });
});
