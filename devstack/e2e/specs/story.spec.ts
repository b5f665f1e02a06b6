// The story of the platform: an owner books, moves and cancels in one browser while the vet's calendar is open in another.
import { expect, test } from "../support/test";
import {
  appointmentsOn,
  chooseLastFreeDay,
  chooseUpToTime,
  firstConvenient,
  freeClocks,
  freeTime,
} from "../support/booking";
import { tasks } from "../support/flower";
import { calendarProperty, mailTo, nextMail } from "../support/mailbox";
import { signIn, someone } from "../support/people";
import { clinicNamed, platform } from "../support/platform";
import { expectNeverReloaded, mark } from "../support/reload";

const NOTE = "Limps on the left front paw since Sunday.";

test("an owner books, moves and cancels; the vet's open calendar follows, and so does the mail", async ({
  browser,
  visitor,
}) => {
  test.setTimeout(240_000);
  const began = Date.now() / 1000;
  const owner = someone("owner", ({ name }) => name === "Olivia Hartmann");
  const vet = someone("veterinarian", (person) => person.try !== "");
  const clinic = await clinicNamed(vet.clinic ?? "");
  const seen = new Set((await mailTo(owner.email)).map(({ id }) => id));
  const home = await (await visitor()).newPage();
  const desk = await (await visitor()).newPage();
  const visit = (clock: string, status: string) =>
    desk.getByRole("button", { name: new RegExp(`^${clock}, Pretzel, .*${vet.name}, ${status}$`) });
  let first = "";
  let date = "";
  let uid = "";

  await test.step("the owner looks for a time, the vet has that day open", async () => {
    await signIn(home, owner);
    await signIn(desk, vet);
    await chooseUpToTime(home, clinic.name, /check-up/i, vet.name);
    date = await chooseLastFreeDay(home);
    first = await firstConvenient(await freeClocks(home), owner.email, date);
    await desk.goto(`${platform().addresses.web}/desk/${clinic.id}?on=${date}&view=day`);
    await expect(desk.getByRole("region", { name: "Visits of the day" })).toBeVisible();
    await expect(desk.getByText("Live", { exact: true })).toBeVisible();
    await expect(visit(first, "Confirmed")).toHaveCount(0);
    await mark(desk);
  });

  await test.step("the owner books", async () => {
    await freeTime(home, first).click();
    await home.getByRole("radio", { name: /Pretzel/ }).click();
    await home.getByRole("textbox", { name: /Anything the vet should know/ }).fill(NOTE);
    await home.getByRole("button", { name: "Book this visit" }).click();
    await expect(home.getByRole("heading", { name: "Pretzel’s visit is booked" })).toBeVisible();
  });

  await test.step("the visit appears on the vet's page by itself", async () => {
    await expect(visit(first, "Confirmed")).toBeVisible();
    await expectNeverReloaded(desk);
    await visit(first, "Confirmed").click();
    await expect(desk.getByRole("complementary", { name: "Visit" }).getByText(NOTE)).toBeVisible();
  });

  await test.step("the confirmation is in the mailbox, with an invitation", async () => {
    const mail = await nextMail(owner.email, seen, "REQUEST");
    expect(mail.subject).toContain("Pretzel");
    expect(mail.text).toContain(clinic.name);
    expect(calendarProperty(mail, "SEQUENCE")).toBe("0");
    uid = calendarProperty(mail, "UID");
  });

  await test.step("Flower shows the tasks behind it", async () => {
    await expect(async () => {
      const recent = (await tasks("outbox.deliver")).filter((task) => task.received > began);
      expect(recent.map(({ state }) => state)).toContain("SUCCESS");
    }).toPass({ timeout: 30_000 });
    const { user: username, password } = platform().logins.flower;
    const context = await browser.newContext({ httpCredentials: { username, password } });
    const flower = await context.newPage();
    await flower.goto(`${platform().addresses.flower}/tasks`);
    await expect(flower.getByRole("cell", { name: "outbox.deliver" }).first()).toBeVisible();
    await context.close();
  });

  await test.step("the owner moves it to another time of that day", async () => {
    const [booked] = (await appointmentsOn(owner.email, date)).filter(
      ({ status, starts_local }) => status === "confirmed" && starts_local.endsWith(`T${first}`),
    );
    await home.getByRole("link", { name: "To my overview" }).click();
    await home.locator(`a[href="/my/appointments/${booked?.id}"]`).first().click();
    await home.getByRole("link", { name: "Move" }).click();
    await expect(home.getByRole("heading", { name: "Move Pretzel’s visit" })).toBeVisible();
    const second = await firstConvenient((await freeClocks(home)).reverse(), owner.email, date);
    expect(second).not.toBe(first);
    await freeTime(home, second).click();
    await expect(home.getByText(`Moved: Pretzel now comes`, { exact: false }).first()).toBeVisible();
    await expect(visit(second, "Confirmed")).toBeVisible();
    await expect(visit(first, "Confirmed")).toHaveCount(0);
    await expectNeverReloaded(desk);
    first = second;
    const mail = await nextMail(owner.email, seen, "REQUEST");
    expect(calendarProperty(mail, "UID")).toBe(uid);
    expect(calendarProperty(mail, "SEQUENCE")).toBe("1");
  });

  await test.step("the owner cancels it", async () => {
    await home.getByRole("button", { name: "Cancel visit" }).click();
    await expect(home.getByText("Pretzel’s visit is cancelled.")).toBeVisible();
    await expect(visit(first, "Cancelled")).toBeVisible({ timeout: 30_000 });
    await expectNeverReloaded(desk);
    const mail = await nextMail(owner.email, seen, "CANCEL");
    expect(calendarProperty(mail, "UID")).toBe(uid);
    expect(calendarProperty(mail, "SEQUENCE")).toBe("2");
  });
});
