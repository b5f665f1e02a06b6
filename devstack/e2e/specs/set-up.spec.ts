// An administrator sets a service up, changes a day of its vet and opens on a holiday: owners find the times that come of it.
import { dayButton, freeClocks, freeTime } from "../support/booking";
import { serviceNamed } from "../support/desk";
import { clientsOf, dayAfter, groundAt, todayAt, untouchedDays, workOn } from "../support/ground";
import { named, signIn } from "../support/people";
import { api, clinicNamed, platform } from "../support/platform";
import { expect, test } from "../support/test";

const CLINIC = "Banyan Tree Veterinary Clinic";

interface Opening {
  holidays: { on_day: string; name: string; is_open: boolean }[];
  overrides: { on_day: string }[];
}

test("a new service is offered at the times its preview shows", async ({ visitor }) => {
  test.setTimeout(120_000);
  const name = `Heart watch ${Date.now().toString(36)}`;
  const clinic = await clinicNamed(CLINIC);
  const [head, reception] = [named("Arvind Pathak"), named("Leela Menon")];
  const [client] = await clientsOf({ clinic, reception }, 1);
  if (!client) throw new Error("unreachable: one was found");
  const office = await (await visitor()).newPage();
  const home = await (await visitor()).newPage();
  const { web } = platform().addresses;
  let [clock, date] = ["", ""];

  await test.step("the times that result stand beside the form", async () => {
    await signIn(office, head);
    await office.goto(`${web}/desk/${clinic.id}/appointment-types/new`);
    const preview = office.getByRole("region", { name: "Times that result" });
    await office.getByLabel("Name", { exact: true }).fill(name);
    await office.getByLabel(/^Price in/).fill("900.00");
    await office.getByLabel("Length in minutes").fill("30");
    await office.getByLabel("Starts every … minutes").fill("30");
    await expect(preview).toContainText("Nobody is chosen who performs it.");
    await office.getByRole("checkbox", { name: /Kavya Rangaswamy/ }).check();
    // Behind what the demo world plans; the vet works on six days of each week, and no week is all holidays.
    for (let week = 0; week < 4; week++) await preview.getByRole("button", { name: "Later days" }).click();
    const rows = preview.getByRole("definition");
    await expect(rows.filter({ hasText: /\d\d:\d\d/ }).first()).toBeVisible();
    const words = await rows.allTextContents();
    const index = words.findIndex((row) => /\d\d:\d\d/.test(row));
    clock = /\d\d:\d\d/.exec(words[index] ?? "")?.[0] ?? "";
    date = dayAfter(todayAt(clinic), 28 + index);
    await office.getByRole("button", { name: "Create" }).click();
    await expect(office.getByText(`${name} is offered now.`)).toBeVisible();
  });

  await test.step("an owner books one of them", async () => {
    const service = await serviceNamed(clinic.id, name);
    await signIn(home, client.owner);
    await home.goto(`${web}/clinics/${clinic.id}/book?type=${service}&vet=any&day=${date}`);
    await freeTime(home, clock).click();
    await home.getByRole("radio", { name: new RegExp(client.pet.name) }).click();
    await home.getByRole("button", { name: "Book this visit" }).click();
    await expect(home.getByRole("heading", { name: /’s visit is booked$/ })).toBeVisible();
  });
});

test("a day of other hours changes what owners find, and so does a holiday on which the clinic opens", async ({
  visitor,
}) => {
  test.setTimeout(120_000);
  const at = await groundAt(CLINIC, "Fur care", "Kavya Rangaswamy");
  const [vet] = at.vets;
  if (!vet) throw new Error("The vet works there");
  const from = todayAt(at.clinic);
  const { holidays, overrides } = await api<Opening>(
    `/v1/scheduling/opening?clinic_id=${at.clinic.id}&from_day=${from}&to_day=${dayAfter(from, 730)}`,
    at.head.email,
  );
  const office = await (await visitor()).newPage();
  const home = await (await visitor()).newPage();
  const { web } = platform().addresses;
  const offered = async (day: string) => {
    await home.goto(`${web}/clinics/${at.clinic.id}/book?type=${at.service.id}&vet=any&day=${day}`);
    await expect(dayButton(home, day)).toHaveAttribute("aria-pressed", "true");
    return freeClocks(home);
  };

  await test.step("one day, the vet works one hour of the evening", async () => {
    const isHoliday = new Set(holidays.map(({ on_day }) => on_day));
    // A working day: the vet is at the clinic from Monday to Saturday.
    const [day = ""] = await untouchedDays(at, 1, (each) => !isHoliday.has(each) && new Date(each).getUTCDay() !== 0);
    expect(await offered(day)).toContain("09:00");
    await signIn(office, at.head);
    await office.goto(`${web}/desk/${at.clinic.id}/rosters?vet=${vet.id}`);
    const wanted = new Date(day).toLocaleString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
    const month = new Date(day).toLocaleString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
    for (let months = monthsBetween(from, day); months > 0; months--)
      await office.getByRole("button", { name: "Next month" }).click();
    const days = office.getByRole("table", { name: `Working days in ${month}` });
    await days.getByRole("button", { name: new RegExp(`\\b${wanted}\\b`) }).click();
    const dialog = office.getByRole("dialog");
    await dialog.getByLabel("Hours").fill("16-17");
    await dialog.getByLabel("Note").fill("Teaches until four.");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toHaveCount(0);
    const changed = new RegExp(`\\b${wanted}\\b.*16:00.*17:00.*Teaches until four`);
    await expect(days.getByRole("button", { name: changed })).toBeVisible();
    expect(await offered(day)).toEqual(["16:00", "16:30"]);
  });

  await test.step("a holiday is closed until it is opened", async () => {
    // Days of their own hours count more than holidays.
    const special = new Set(overrides.map(({ on_day }) => on_day));
    const index = holidays.findIndex(
      ({ on_day, is_open }) => on_day > dayAfter(from, 1) && !is_open && !special.has(on_day),
    );
    const holiday = holidays[index];
    if (!holiday) throw new Error("No holiday ahead is closed");
    // Whatever weekday it is, the vet would work.
    await workOn(at, holiday.on_day, ["10:00", "11:00"]);
    await office.goto(`${web}/desk/${at.clinic.id}/opening`);
    const open = office.getByRole("switch").nth(index);
    await expect(open).toHaveAccessibleName(new RegExp(holiday.name.replaceAll(/[^\w ]/g, ".")));
    await expect(open).not.toBeChecked();
    await open.click();
    await expect(open).toBeChecked();
    expect(await offered(holiday.on_day)).toEqual(["10:00", "10:30"]);
    await open.click();
    await expect(open).not.toBeChecked();
    await home.reload();
    await expect(home.getByRole("table")).toHaveAttribute("aria-busy", "false");
    await expect(dayButton(home, holiday.on_day)).toBeDisabled();
  });
});

function monthsBetween(from: string, until: string): number {
  const monthOf = (date: string) => new Date(date).getUTCFullYear() * 12 + new Date(date).getUTCMonth();
  return monthOf(until) - monthOf(from);
}
