// Two desks look at one day: what one moves appears at the other by itself, and what both move is moved once and not lost.
import type { Page } from "@playwright/test";
import { carryWithKeys } from "../support/desk";
import { bookFor, calledAs, clientsOf, groundAt, ownDay, visitNow } from "../support/ground";
import { named, signIn } from "../support/people";
import { type Person, platform } from "../support/platform";
import { expectNeverReloaded, mark } from "../support/reload";
import { expect, test } from "../support/test";

test("a visit moved at one desk appears at the other; who moves it from where it no longer is, is told", async ({
  visitor,
}) => {
  test.setTimeout(120_000);
  const at = await groundAt("Hudson Street Animal Hospital", "Claw care", "Priya Castellano");
  const [vet] = at.vets;
  if (!vet) throw new Error("The vet works there");
  const day = await ownDay(at, ["09:00", "15:00"]);
  const [client] = await clientsOf(at, 1);
  if (!client) throw new Error("unreachable: one was found");
  const booked = await bookFor(at, client, day, "09:30");
  const one = await (await visitor()).newPage();
  const other = await (await visitor()).newPage();
  const visit = (page: Page, clock: string) => page.getByRole("button", { name: calledAs(at, booked, clock, vet) });
  const now = async () => (await visitNow(booked.id, at.reception.email)).starts_local.slice(0, 16);
  const lookAtTheDay = async (page: Page, person: Person) => {
    await signIn(page, person);
    await page.goto(`${platform().addresses.web}/desk/${at.clinic.id}?on=${day}&view=day`);
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    await expect(visit(page, "09:30")).toBeVisible();
    await mark(page);
  };
  await Promise.all([lookAtTheDay(one, at.reception), lookAtTheDay(other, named(vet.name))]);

  await test.step("moved here, it stands there", async () => {
    await carryWithKeys(one, visit(one, "09:30"), "ArrowDown");
    await expect(visit(other, "10:00")).toBeVisible();
    await expect(visit(other, "09:30")).toHaveCount(0);
    expect(await now()).toBe(`${day}T10:00`);
  });

  await test.step("the other desk holds it while the first one moves it again", async () => {
    await visit(other, "10:00").scrollIntoViewIfNeeded();
    const box = await visit(other, "10:00").boundingBox();
    if (!box) throw new Error("The visit is in view");
    const grip = { x: box.x + box.width / 2, y: box.y + box.height / 3 };
    await other.mouse.move(grip.x, grip.y);
    await other.mouse.down();
    // Up by half an hour, in the hand.
    await other.mouse.move(grip.x, grip.y - box.height / 2, { steps: 6 });
    await carryWithKeys(one, visit(one, "10:00"), "ArrowDown", "ArrowDown");
    await expect(visit(one, "11:00")).toBeVisible();
    await expect.poll(now).toBe(`${day}T11:00`);
    await other.mouse.move(grip.x, grip.y - box.height, { steps: 6 });
    await other.mouse.up();
  });

  await test.step("it is told, and the visit stands where the first desk put it, at both", async () => {
    await expect(other.getByText("Somebody else changed this in the meantime", { exact: false })).toBeVisible();
    await expect(visit(other, "11:00")).toBeVisible();
    await expect(visit(other, "09:30")).toHaveCount(0);
    await expect(visit(one, "11:00")).toBeVisible();
    expect(await now()).toBe(`${day}T11:00`);
    // What was refused can be done now that the page knows.
    await carryWithKeys(other, visit(other, "11:00"), "ArrowDown");
    await expect(visit(one, "11:30")).toBeVisible();
    expect(await now()).toBe(`${day}T11:30`);
    await expectNeverReloaded(one);
    await expectNeverReloaded(other);
  });
});
