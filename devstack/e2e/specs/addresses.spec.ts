// Addresses from mails and bookmarks: the right page, also after signing in, and a kind word when there is nothing there.
import { expect, test } from "../support/test";
import { signIn, someone } from "../support/people";
import { api, clinicNamed, platform } from "../support/platform";

const NOBODYS = "0190a000-0000-7000-8000-000000000000";

test("an address that leads nowhere says so and offers a way on", async ({ page }) => {
  for (const path of ["/no/such/page", `/clinics/${NOBODYS}`, "/clinics/not-an-id"]) {
    const answer = await page.goto(`${platform().addresses.web}${path}`);
    expect(answer?.status()).toBe(200);
    const kindWord = /This page is not here|There is no such clinic|We could not find this/;
    await expect(page.getByRole("heading", { level: 1, name: kindWord })).toBeAttached();
    await expect(page.getByRole("banner")).toBeVisible();
  }
});

test("somebody else's visit looks like none at all", async ({ page }) => {
  const [mine, theirs] = ["Olivia Hartmann", "Marcus Bellamy"].map((who) =>
    someone("owner", ({ name }) => name === who),
  ) as [ReturnType<typeof someone>, ReturnType<typeof someone>];
  const { items } = await api<{ items: { id: string }[] }>("/v1/scheduling/appointments?limit=1", theirs.email);
  expect(items).toHaveLength(1);
  await signIn(page, mine);
  for (const id of [items[0]?.id, NOBODYS]) {
    await page.goto(`${platform().addresses.web}/my/appointments/${id}`);
    await expect(page.getByText("We could not find this visit")).toBeVisible();
  }
});

test("signing in comes back to the page that asked for it", async ({ page }) => {
  const vet = someone("veterinarian", (person) => person.try !== "");
  const clinic = await clinicNamed(vet.clinic ?? "");
  const address = `${platform().addresses.web}/desk/${clinic.id}?view=list`;
  await page.goto(address);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.locator(`button[name=email][value="${vet.email}"]`).click();
  await expect(page).toHaveURL(address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("an owner has no business at the desk", async ({ page }) => {
  const clinic = await clinicNamed("Tierarztpraxis Lindenhof");
  await signIn(
    page,
    someone("owner", ({ name }) => name === "Olivia Hartmann"),
  );
  await page.goto(`${platform().addresses.web}/desk/${clinic.id}`);
  await expect(page.getByRole("heading", { name: "You do not work at this clinic" })).toBeAttached();
  await expect(page.getByRole("region", { name: "Visits of the day" })).toHaveCount(0);
});

test("an administrator finds the way to the background jobs", async ({ page }) => {
  const administrator = someone("clinic_administrator", (person) => person.try !== "");
  const clinic = await clinicNamed(administrator.clinic ?? "");
  await signIn(page, administrator);
  await page.goto(`${platform().addresses.web}/desk/${clinic.id}/people`);
  await expect(page.getByRole("cell", { name: administrator.email })).toBeVisible();
  const jobs = page.getByRole("link", { name: "Background jobs" });
  await expect(jobs).toHaveAttribute("href", new RegExp(`^${platform().addresses.flower}`));
  const closed = await fetch(`${platform().addresses.flower}/api/workers`);
  expect(closed.status).toBe(401);
});
