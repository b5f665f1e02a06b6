// Visits that repeat: what stands in the way is shown before anything is booked, and a change means one, some or all of them.
import type { Page } from "@playwright/test";
import { carryWithKeys, chooseIn, patientsOf } from "../support/desk";
import { bookFor, calledAs, clientsOf, groundAt, isMonday, openOn, untouchedDays } from "../support/ground";
import { signIn } from "../support/people";
import { api, platform } from "../support/platform";
import { expectNeverReloaded, mark } from "../support/reload";
import { expect, test } from "../support/test";

/** The clocks of a week's visits, Monday first; empty where nobody comes. */
type Week = [string, string, string, string, string];

test("a series is booked around a conflict, moved in part and whole, and cut off", async ({ page }) => {
  test.setTimeout(120_000);
  const at = await groundAt("Hudson Street Animal Hospital", "Walking school", "Gideon Marsh");
  const [vet] = at.vets;
  if (!vet) throw new Error("The vet works there");
  const week = await untouchedDays(at, 5, isMonday);
  const [monday = "", , wednesday = ""] = week;
  await Promise.all(week.map((day) => openOn(at, day, ["09:00", "13:00"])));
  const [stranger] = await clientsOf(at, 1);
  const [patient] = await patientsOf(at.clinic.id, "Bellamy", at.reception.email);
  if (!stranger || !patient) throw new Error("unreachable: both were found");
  const other = await bookFor(at, stranger, wednesday, "09:00");

  await signIn(page, at.reception);
  await page.goto(`${platform().addresses.web}/desk/${at.clinic.id}?on=${monday}&view=week`);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await mark(page);
  const visit = (day: number, clock: string, status = "Confirmed") =>
    page
      .locator(`[data-column="${week[day]}"]`)
      .getByRole("button", { name: calledAs(at, { pet_name: patient.name }, clock, vet, status) });
  const written = async () => {
    const { items } = await api<{ items: { status: string; starts_local: string }[] }>(
      `/v1/scheduling/appointments?${new URLSearchParams({
        clinic_id: at.clinic.id,
        pet_id: patient.id,
        from: `${monday}T00:00:00Z`,
        to: `${week[4]}T23:59:59Z`,
      })}`,
      at.reception.email,
    );
    const confirmed = items.filter(({ status }) => status === "confirmed");
    return confirmed.map(({ starts_local }) => starts_local.slice(0, 16)).sort();
  };
  const expectWeek = async (clocks: Week) => {
    const found = page.getByRole("button", { name: calledAs(at, { pet_name: patient.name }, "\\d\\d:\\d\\d", vet) });
    await expect(found).toHaveCount(clocks.filter((clock) => clock !== "").length);
    for (const [day, clock] of clocks.entries()) if (clock !== "") await expect(visit(day, clock)).toHaveCount(1);
    // And that is what is written, not only what is drawn.
    const wanted = clocks.flatMap((clock, day) => (clock === "" ? [] : [`${week[day]}T${clock}`]));
    await expect.poll(written).toEqual(wanted);
  };

  await test.step("the dates are looked at first: one of them is somebody else's", async () => {
    await page.getByRole("button", { name: "New visit" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("searchbox").fill("Bellamy");
    await dialog.getByRole("radio", { name: new RegExp(patient.name) }).click();
    await chooseIn(page, /^Service/, new RegExp(at.service.name));
    await chooseIn(page, /^Vet/, new RegExp(vet.name));
    await dialog.getByLabel("Day").fill(monday);
    await dialog.getByLabel("Time").fill("09:00");
    await chooseIn(page, /^Repeat/, /^Every day/);
    await dialog.getByLabel("How many times").fill("5");
    await dialog.getByRole("button", { name: "Look at the dates" }).click();
    await expect(dialog.getByText("1 of them is not free. It is left out.")).toBeVisible();
    const dates = dialog.getByRole("group", { name: "5 dates" }).getByRole("listitem");
    await expect(dates.nth(2)).toContainText("Somebody else has this time.");
    await expect(dates.nth(2).getByRole("checkbox")).not.toBeChecked();
    await expect(dates.filter({ hasText: "free" })).toHaveCount(4);
    await expectWeek(["", "", "", "", ""]);
    await dialog.getByRole("button", { name: "Book 4 visits" }).click();
    await expect(page.getByText(`${patient.name}: 4 visits are booked.`)).toBeVisible();
    await page.keyboard.press("Escape");
    await expectWeek(["09:00", "09:00", "", "09:00", "09:00"]);
  });

  await test.step("only this one is moved", async () => {
    await carryWithKeys(page, visit(1, "09:00"), "ArrowDown");
    await chooseScope(page, "Only this visit");
    await expectWeek(["09:00", "09:30", "", "09:00", "09:00"]);
  });

  await test.step("this one and those after it are moved", async () => {
    await carryWithKeys(page, visit(3, "09:00"), "ArrowDown", "ArrowDown");
    await chooseScope(page, "This one and all after it");
    await expectWeek(["09:00", "09:30", "", "10:00", "10:00"]);
  });

  await test.step("all that are left of the first part are moved", async () => {
    await carryWithKeys(page, visit(0, "09:00"), "ArrowDown", "ArrowDown", "ArrowDown");
    await chooseScope(page, "All that are still ahead");
    await expectWeek(["10:30", "10:30", "", "10:00", "10:00"]);
  });

  await test.step("the last part is called off", async () => {
    await visit(3, "10:00").click();
    const panel = page.getByRole("complementary", { name: "Visit" });
    await panel.getByRole("button", { name: "Cancel visit" }).click();
    await panel.getByRole("radio", { name: "This one and all after it" }).click();
    await panel.getByRole("button", { name: "Cancel visit" }).click();
    await expect(visit(4, "10:00", "Cancelled")).toBeVisible();
    await expect(visit(3, "10:00", "Cancelled")).toBeVisible();
    await expectWeek(["10:30", "10:30", "", "", ""]);
    await expectNeverReloaded(page);
  });

  const untouched = await api<typeof other>(`/v1/scheduling/appointments/${other.id}`, at.reception.email);
  expect(untouched).toMatchObject({ status: "confirmed", starts_at: other.starts_at });
});

async function chooseScope(page: Page, scope: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: scope }).click();
  await dialog.getByRole("button", { name: "Move", exact: true }).click();
  await expect(dialog).toHaveCount(0);
}
