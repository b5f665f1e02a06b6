// A day at the desk: visits are carried about the calendar, somebody walks in, and an owner answers from a mail.
import { expect, test } from "../support/test";
import { carry, chooseIn, patientsOf, post, serviceNamed, slotsFor, vetNamed, type Booked } from "../support/desk";
import { mailTo } from "../support/mailbox";
import { signIn, someone } from "../support/people";
import { api, clinicNamed, platform } from "../support/platform";

const HOUR = 60 * 60_000;

const clock = (local: string) => local.slice(11, 16);

test("a visit is carried an hour on and back, and put over another one only with a reason", async ({ page }) => {
  test.setTimeout(120_000);
  const desk = someone("receptionist", (person) => person.try !== "");
  const vet = someone("veterinarian", (person) => person.try !== "");
  const clinic = await clinicNamed(desk.clinic ?? "");
  const asked = {
    clinic_id: clinic.id,
    appointment_type_id: await serviceNamed(clinic.id, "General check-up"),
    veterinarian_id: await vetNamed(clinic.id, vet.name),
  };
  const patients = (await patientsOf(clinic.id, "Hartmann", desk.email)).filter(({ species }) =>
    ["dog", "cat"].includes(species),
  );
  const [first, second] = patients;
  if (!first || !second) throw new Error("The first household has two dogs or cats");
  const free = new Set(
    (await slotsFor({ ...asked, pet_id: first.id }, desk.email)).map(({ starts_at }) => Date.parse(starts_at)),
  );
  const alike = await slotsFor({ ...asked, pet_id: second.id }, desk.email);
  // Late, so that no other visit of the demo world is near.
  const start = alike
    .reverse()
    .find(({ starts_at }) => [0, 1, 2].every((hours) => free.has(Date.parse(starts_at) + hours * HOUR)));
  if (!start) throw new Error("No stretch of three hours is free");
  const book = (pet_id: string, hours: number) =>
    post<Booked>("/v1/scheduling/appointments", desk.email, {
      ...asked,
      pet_id,
      starts_at: new Date(Date.parse(start.starts_at) + hours * HOUR).toISOString(),
    });
  const carried = await book(first.id, 0);
  const other = await book(second.id, 2);
  const visit = (name: string, at: string, how = "") =>
    page.getByRole("button", {
      name: new RegExp(`^${at}, ${name}, General check-up${how}, Dr. ${vet.name}, Confirmed$`),
    });
  const now = () => api<Booked>(`/v1/scheduling/appointments/${carried.id}`, desk.email);
  const later = clock(new Date(Date.parse(`${start.starts_local}:00Z`) + HOUR).toISOString());

  await signIn(page, desk);
  const date = start.starts_local.slice(0, 10);
  await page.goto(`${platform().addresses.web}/desk/${clinic.id}?on=${date}&view=day`);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await visit(second.name, clock(other.starts_local)).scrollIntoViewIfNeeded();
  await visit(first.name, clock(carried.starts_local)).scrollIntoViewIfNeeded();
  const from = await visit(first.name, clock(carried.starts_local)).boundingBox();
  const below = await visit(second.name, clock(other.starts_local)).boundingBox();
  if (!from || !below) throw new Error("Both visits are in view");
  const grip = { x: from.x + from.width / 2, y: from.y + from.height / 3 };
  const hour = (below.y - from.y) / 2;

  await carry(page, grip, { x: grip.x, y: grip.y + hour });
  await expect(visit(first.name, later)).toBeVisible();
  await expect.poll(async () => (await now()).starts_local).toBe(`${date}T${later}`);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(visit(first.name, clock(carried.starts_local))).toBeVisible();
  await expect.poll(async () => (await now()).starts_local).toBe(carried.starts_local);

  await carry(page, grip, { x: grip.x, y: grip.y + 2 * hour });
  const refused = page.getByRole("dialog");
  await expect(refused.getByText("Somebody else has this time.")).toBeVisible();
  expect((await now()).starts_local).toBe(carried.starts_local);
  await refused.getByLabel("Do it anyway, because …").fill("Both belong to one household.");
  await refused.getByRole("button", { name: "Do it anyway" }).click();
  await expect(visit(first.name, clock(other.starts_local), ", overlaps")).toBeVisible();
  await expect(visit(second.name, clock(other.starts_local), ", overlaps")).toBeVisible();
  await expect.poll(async () => (await now()).override_reason).toBe("Both belong to one household.");
});

test("somebody walks in and goes through the waiting room to the door", async ({ page }) => {
  // Who keeps the desk leads them in; begin and finish are the vet's, so a vet who runs both tells the story.
  const vet = someone("veterinarian", (person) => person.try !== "");
  const clinic = await clinicNamed(vet.clinic ?? "");
  // Another one when it has to be told again: the first is in its visit.
  const patient = (await patientsOf(clinic.id, "Hartmann", vet.email))[test.info().retry];
  if (!patient) throw new Error("The first household has animals");
  await signIn(page, vet);
  await page.goto(`${platform().addresses.web}/desk/${clinic.id}/board`);
  await page.getByRole("button", { name: "Walk-in" }).click();
  const dialog = page.getByRole("dialog");
  await chooseIn(page, /^Service/, /General check-up/);
  await dialog.getByRole("searchbox").fill("Hartmann");
  await dialog.getByRole("radio", { name: new RegExp(patient.name) }).click();
  await dialog.getByRole("button", { name: "Check in now" }).click();
  await expect(page.getByText(`${patient.name} is in the waiting room`, { exact: false })).toBeVisible();

  const card = (stage: string) =>
    page.getByRole("article", { name: new RegExp(`, ${patient.name}, .*, ${stage}$`) }).last();
  await card("Arrived")
    .getByRole("button", { name: /^Room / })
    .first()
    .click();
  await card("In a room")
    .getByRole("button", { name: /^Start/ })
    .click();
  await card("With the vet")
    .getByRole("button", { name: /^Finish/ })
    .click();
  await card("To pay")
    .getByRole("button", { name: /^Paid, goes home/ })
    .click();
  await expect(card("Gone")).toBeVisible();
});

test("an owner calls a visit off from its mail: looking changes nothing, the button acts, once", async ({ page }) => {
  const owner = someone("owner", ({ name }) => name === "Olivia Hartmann");
  const desk = someone("receptionist", (person) => person.try !== "");
  const clinic = await clinicNamed(desk.clinic ?? "");
  const vet = someone("veterinarian", (person) => person.try !== "");
  const asked = {
    clinic_id: clinic.id,
    appointment_type_id: await serviceNamed(clinic.id, "Vaccination"),
    veterinarian_id: await vetNamed(clinic.id, vet.name),
  };
  const [pet] = (await patientsOf(clinic.id, "Hartmann", desk.email)).filter(({ species }) => species === "dog");
  if (!pet) throw new Error("The first household has a dog");
  const slot = (await slotsFor({ ...asked, pet_id: pet.id }, owner.email)).at(-1);
  if (!slot) throw new Error("No time is free");
  const seen = new Set((await mailTo(owner.email)).map(({ id }) => id));
  const booked = await post<Booked>("/v1/scheduling/appointments", owner.email, {
    ...asked,
    pet_id: pet.id,
    starts_at: slot.starts_at,
  });
  const status = async () => (await api<Booked>(`/v1/scheduling/appointments/${booked.id}`, owner.email)).status;

  let link = "";
  await expect(async () => {
    const mail = (await mailTo(owner.email)).find(({ id, text }) => !seen.has(id) && text.includes("Cancel:"));
    link = /Cancel:\s+(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
    expect(link).not.toBe("");
  }).toPass({ timeout: 45_000, intervals: [250] });

  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Cancel this visit?" })).toBeVisible();
  expect(await status()).toBe("confirmed");
  await page.getByRole("button", { name: "Cancel visit" }).click();
  await expect(page.getByRole("heading", { name: "The visit is cancelled." })).toBeVisible();
  expect(await status()).toBe("cancelled");
  await page.goto("about:blank");
  await page.goto(link);
  await expect(page.getByRole("button", { name: "Cancel visit" })).toHaveCount(0);
});
