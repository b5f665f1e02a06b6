// An emergency: one press stops owners' booking, also for who is choosing a time at that moment. The desk books on.
import { freeTime } from "../support/booking";
import { chooseIn, patientsOf, post } from "../support/desk";
import { calledAs, clientsOf, groundAt, ownDay, startsOn } from "../support/ground";
import { signIn } from "../support/people";
import { platform } from "../support/platform";
import { expectNeverReloaded, mark } from "../support/reload";
import { expect, test } from "../support/test";

test("online booking is paused with one press and resumed with another; the desk books on", async ({ visitor }) => {
  test.setTimeout(120_000);
  const at = await groundAt("Banyan Tree Veterinary Clinic", "Weight advice", "Kavya Rangaswamy");
  const [vet] = at.vets;
  if (!vet) throw new Error("The vet works there");
  const day = await ownDay(at, ["10:00", "12:00"]);
  const [client] = await clientsOf(at, 1);
  const [patient] = await patientsOf(at.clinic.id, "Krishnan", at.reception.email);
  if (!client || !patient) throw new Error("The first household has animals");
  const { web } = platform().addresses;
  const choosing = await (await visitor()).newPage();
  const looking = await (await visitor()).newPage();
  const office = await (await visitor()).newPage();

  try {
    await test.step("an owner has the free times before them", async () => {
      await Promise.all([signIn(choosing, client.owner), signIn(office, at.reception)]);
      await choosing.goto(`${web}/clinics/${at.clinic.id}/book?type=${at.service.id}&vet=any&day=${day}`);
      await expect(freeTime(choosing, "10:00")).toBeVisible();
      await mark(choosing);
    });

    await test.step("one press at the desk", async () => {
      await office.goto(`${web}/desk/${at.clinic.id}?on=${day}&view=day`);
      await expect(office.getByText("Live", { exact: true })).toBeVisible();
      await office.getByRole("button", { name: "Pause online booking" }).click();
      await expect(office.getByRole("region", { name: "Online booking" })).toContainText("Online booking is paused.");
    });

    await test.step("whoever is choosing is told at the next press, and whoever comes now is, too", async () => {
      await freeTime(choosing, "10:00").click();
      await expect(choosing.getByText("Booking paused")).toBeVisible();
      await expect(freeTime(choosing, "10:00")).toHaveCount(0);
      await expectNeverReloaded(choosing);
      await looking.goto(`${web}/clinics/${at.clinic.id}`);
      await expect(looking.getByText("Booking paused")).toBeVisible();
      await expect(looking.getByRole("link", { name: "Book a visit" })).toHaveCount(0);
      expect(await startsOn(at, day)).toEqual([]);
    });

    await test.step("the desk books on", async () => {
      await office.getByRole("button", { name: "New visit" }).click();
      const dialog = office.getByRole("dialog");
      await dialog.getByRole("searchbox").fill("Krishnan");
      await dialog.getByRole("radio", { name: new RegExp(patient.name) }).click();
      await chooseIn(office, /^Service/, new RegExp(at.service.name));
      await dialog.getByLabel("Day").fill(day);
      await dialog.getByLabel("Time").fill("11:00");
      await expect(dialog.getByText(/^Free, with /)).toBeVisible();
      await dialog.getByRole("button", { name: "Book", exact: true }).click();
      const booked = { pet_name: patient.name };
      await expect(office.getByRole("button", { name: calledAs(at, booked, "11:00", vet) })).toBeVisible();
    });

    await test.step("another press, and owners find their times again", async () => {
      await office.getByRole("button", { name: "Resume online booking" }).click();
      await expect(office.getByRole("region", { name: "Online booking" })).toHaveCount(0);
      await choosing.reload();
      await expect(freeTime(choosing, "10:00")).toBeVisible();
      await expect(freeTime(choosing, "11:00")).toHaveCount(0);
      await looking.reload();
      await expect(looking.getByRole("link", { name: "Book a visit" })).toBeVisible();
    });
  } finally {
    // Whatever happened: the stories after this one book at this clinic.
    await post(`/v1/clinics/${at.clinic.id}/resume-booking`, at.reception.email, {});
  }
});
