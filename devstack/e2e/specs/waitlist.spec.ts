// Two owners wait. A visit is called off: its time is offered by mail to who has waited longest, and then to the next.
import { post } from "../support/desk";
import { bookFor, calledAs, clientsOf, groundAt, ownDay, startsOn, visitNow, type Visit } from "../support/ground";
import { linkInMail, seenBy } from "../support/mailbox";
import { signIn } from "../support/people";
import { api, platform } from "../support/platform";
import { expectNeverReloaded, mark } from "../support/reload";
import { expect, test } from "../support/test";

/** Time that was just given back may be taken back: it is offered half a minute later. */
const GRACE_MS = 30_000;

interface Entry {
  id: string;
  appointment_type_id: string;
  status: string;
}

test("time that comes free is offered by mail: one declines by the link, the next takes it by theirs", async ({
  visitor,
}) => {
  test.setTimeout(180_000);
  const at = await groundAt("Hudson Street Animal Hospital", "Bone care", "Gideon Marsh");
  const [vet] = at.vets;
  if (!vet) throw new Error("The vet works there");
  const [who, first, next] = await clientsOf(at, 3);
  if (!who || !first || !next) throw new Error("unreachable: three were found");
  // One visit fills the day.
  const day = await ownDay(at, ["09:00", "09:30"]);
  const booked = await bookFor(at, who, day, "09:00");
  const home = await (await visitor()).newPage();
  const mail = await (await visitor()).newPage();
  const desk = await (await visitor()).newPage();
  const seen = { first: await seenBy(first.owner.email), next: await seenBy(next.owner.email) };
  const entryOf = async (email: string) => {
    const { items } = await api<{ items: Entry[] }>("/v1/scheduling/waitlist", email);
    return items.find(({ appointment_type_id }) => appointment_type_id === at.service.id)?.status;
  };
  let freedAt = 0;

  await test.step("an owner joins the waiting list, another one after them", async () => {
    expect(await startsOn(at, day)).toEqual([]);
    await signIn(home, first.owner);
    await home.goto(`${platform().addresses.web}/clinics/${at.clinic.id}/book?type=${at.service.id}&vet=any`);
    await home.getByRole("link", { name: "Join the waiting list" }).click();
    await home.getByRole("radio", { name: new RegExp(first.pet.name) }).click();
    await home.getByLabel("From").fill(day);
    await home.getByLabel("Until").fill(day);
    await home.getByRole("button", { name: "Afternoon" }).click();
    await home.getByRole("button", { name: "Evening" }).click();
    await home.getByRole("button", { name: "Put me on the list" }).click();
    await expect(home.getByText(`${first.pet.name} is on the waiting list.`)).toBeVisible();
    await post("/v1/scheduling/waitlist", next.owner.email, {
      clinic_id: at.clinic.id,
      appointment_type_id: at.service.id,
      pet_id: next.pet.id,
      windows: [{ from_day: day, until_day: day }],
    });
  });

  await test.step("a visit is called off; the desk sees who waits", async () => {
    freedAt = Date.now();
    await post(`/v1/scheduling/appointments/${booked.id}/cancel`, who.owner.email, {});
    await signIn(desk, at.reception);
    await desk.goto(`${platform().addresses.web}/desk/${at.clinic.id}?on=${day}&view=day`);
    await expect(desk.getByText("Live", { exact: true })).toBeVisible();
    await mark(desk);
    await expect(desk.getByRole("button", { name: calledAs(at, booked, "09:00", vet, "Cancelled") })).toBeVisible();
    expect([await entryOf(first.owner.email), await entryOf(next.owner.email)]).toEqual(["waiting", "waiting"]);
  });

  await test.step("who waited longest is asked first, after a moment; looking changes nothing", async () => {
    const link = await linkInMail(first.owner.email, seen.first, /This time came free/);
    expect(Date.now() - freedAt).toBeGreaterThan(GRACE_MS);
    await mail.goto(link);
    await expect(mail.getByRole("heading", { name: "A time has become free" })).toBeVisible();
    expect([await entryOf(first.owner.email), await entryOf(next.owner.email)]).toEqual(["offered", "waiting"]);
    // Kept for them: nobody else finds it.
    expect(await startsOn(at, day)).toEqual([]);
    await mail.getByRole("button", { name: "No, thank you" }).click();
    await expect(mail.getByRole("heading", { name: "Thank you, the time goes to the next." })).toBeVisible();
    await expect.poll(() => entryOf(first.owner.email)).toBe("waiting");
    await mail.goto("about:blank");
    await mail.goto(link);
    await expect(mail.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  });

  await test.step("the next one is asked and takes it, without signing in", async () => {
    const link = await linkInMail(next.owner.email, seen.next, /This time came free/);
    await mail.goto("about:blank");
    await mail.goto(link);
    await expect(mail.getByRole("heading", { name: "A time has become free" })).toBeVisible();
    expect(await entryOf(next.owner.email)).toBe("offered");
    await mail.getByRole("button", { name: "Take this time" }).click();
    await expect(mail.getByRole("heading", { name: "The visit is booked." })).toBeVisible();
    await expect(
      desk.getByRole("button", { name: calledAs(at, { pet_name: next.pet.name }, "09:00", vet) }),
    ).toBeVisible();
    await expectNeverReloaded(desk);
    expect([await entryOf(first.owner.email), await entryOf(next.owner.email)]).toEqual(["waiting", "booked"]);
    const { items } = await api<{ items: Visit[] }>(
      `/v1/scheduling/appointments?clinic_id=${at.clinic.id}&pet_id=${next.pet.id}&from=${day}T00:00:00Z&to=${day}T23:59:59Z`,
      at.reception.email,
    );
    expect(items.map(({ status, starts_at }) => ({ status, starts_at }))).toEqual([
      { status: "confirmed", starts_at: booked.starts_at },
    ]);
    expect((await visitNow(booked.id, at.reception.email)).status).toBe("cancelled");
    await mail.goto("about:blank");
    await mail.goto(link);
    await expect(mail.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  });
});
