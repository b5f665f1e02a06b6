// axe finds nothing on the main pages, light and dark.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { findings } from "../support/axe";
import { signIn, someone } from "../support/people";
import { clinicNamed, platform } from "../support/platform";

const THEMES = ["light", "dark"] as const;

async function settled(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

/** Findings of every page, by page and theme, so that a failure shows all of them. */
async function look(page: Page, origin: string, paths: string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const path of paths) {
      await settled(page, `${origin}${path}`);
      const here = await findings(page);
      if (here.length > 0) found[`${path} (${colorScheme})`] = here;
    }
  }
  return found;
}

test("pages for everybody", async ({ page }) => {
  test.setTimeout(240_000);
  const clinic = await clinicNamed("Tierarztpraxis Lindenhof");
  const paths = ["/", "/clinics", `/clinics/${clinic.id}`, `/clinics/${clinic.id}/book`, "/no-such-page"];
  expect(await look(page, platform().addresses.web, paths)).toEqual({});
});

test("pages of an owner", async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(
    page,
    someone("owner", ({ name }) => name === "Olivia Hartmann"),
  );
  const paths = [
    "/my",
    "/my/appointments",
    "/my/pets",
    "/my/pets/new",
    "/you",
    "/you/devices",
    "/you/consents",
    "/you/privacy",
    "/you/calendar",
  ];
  expect(await look(page, platform().addresses.web, paths)).toEqual({});
});

test("pages of the clinic", async ({ page }) => {
  test.setTimeout(360_000);
  const administrator = someone("clinic_administrator", (person) => person.try !== "");
  const { id } = await clinicNamed(administrator.clinic ?? "");
  await signIn(page, administrator);
  const paths = [
    `/desk/${id}`,
    `/desk/${id}?view=list`,
    `/desk/${id}?view=week`,
    `/desk/${id}?by=room&view=day`,
    `/desk/${id}/board`,
    `/desk/${id}/rosters`,
    `/desk/${id}/opening`,
    `/desk/${id}/resources`,
    `/desk/${id}/settings`,
    `/desk/${id}/people`,
    `/desk/${id}/clients`,
    `/desk/${id}/audit`,
    `/desk/${id}/appointment-types`,
    `/desk/${id}/appointment-types/new`,
  ];
  expect(await look(page, platform().addresses.web, paths)).toEqual({});
});

test.describe("on the phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("main places", async ({ page }) => {
    test.setTimeout(240_000);
    const { phone } = platform().addresses;
    await signIn(
      page,
      someone("owner", ({ name }) => name === "Marcus Bellamy"),
      phone,
    );
    expect(await look(page, phone, ["/", "/visits", "/pets", "/profile", "/book", "/you/calendars"])).toEqual({});
  });

  test("what is one's own", async ({ page }) => {
    test.setTimeout(240_000);
    const { phone } = platform().addresses;
    await signIn(
      page,
      someone("owner", ({ name }) => name === "Olivia Hartmann"),
      phone,
    );
    expect(await look(page, phone, ["/you/details", "/you/devices", "/you/consents", "/you/data"])).toEqual({});
  });
});
