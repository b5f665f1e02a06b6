// A vet falls ill: the desk looks at other times and writes to the owners, who choose one by the link in their mail.
import { bookFor, calledAs, clientsOf, groundAt, ownDay, startsOn, visitNow } from "../support/ground";
import { chooseIn } from "../support/desk";
import { linkInMail, seenBy } from "../support/mailbox";
import { signIn } from "../support/people";
import { platform } from "../support/platform";
import { expectNeverReloaded, mark } from "../support/reload";
import { expect, test } from "../support/test";

test("a vet's day is moved: its owners choose another time without signing in, the open desk follows", async ({
  visitor,
}) => {
  test.setTimeout(120_000);
  const at = await groundAt("Banyan Tree Veterinary Clinic", "Joint care", "Farhan Mistry", "Kavya Rangaswamy");
  const [ill, colleague] = at.vets;
  if (!ill || !colleague) throw new Error("Both work there");
  const day = await ownDay(at, ["10:00", "12:00"]);
  const [client] = await clientsOf(at, 1);
  if (!client) throw new Error("unreachable: one was found");
  const { owner } = client;
  const booked = await bookFor(at, client, day, "10:00", ill);
  const seen = await seenBy(owner.email);
  const desk = await (await visitor()).newPage();
  const home = await (await visitor()).newPage();
  const visit = (clock: string, vet = ill) => desk.getByRole("button", { name: calledAs(at, booked, clock, vet) });

  await test.step("the desk looks for other times; nobody hears of it yet", async () => {
    await signIn(desk, at.reception);
    await desk.goto(`${platform().addresses.web}/desk/${at.clinic.id}?on=${day}&view=day`);
    await expect(desk.getByText("Live", { exact: true })).toBeVisible();
    await expect(visit("10:00")).toBeVisible();
    await mark(desk);
    await desk.getByRole("button", { name: "Move a day" }).click();
    await chooseIn(desk, /^Vet/, new RegExp(ill.name));
    await desk.getByRole("dialog").getByRole("button", { name: "Look for new times" }).click();
    const proposal = desk.getByRole("dialog").getByRole("listitem");
    await expect(proposal).toHaveCount(1);
    await expect(proposal).toContainText(`10:00 ${booked.pet_name}`);
    await expect(proposal).toContainText(colleague.name);
    await expect(proposal.getByRole("checkbox")).toBeChecked();
  });

  await test.step("the desk sends; the visit keeps its time, and the day takes no others", async () => {
    await desk.getByLabel("What owners read").fill(`Dr. ${ill.name} is ill.`);
    await desk.getByRole("button", { name: "Send 1 letter" }).click();
    await expect(desk.getByText("1 owner can choose a new time now.")).toBeVisible();
    expect(await visitNow(booked.id, owner.email)).toMatchObject({ status: "confirmed", starts_at: booked.starts_at });
    const free = (await startsOn(at, day)).flatMap(({ veterinarian_ids }) => veterinarian_ids);
    expect(new Set(free)).toEqual(new Set([colleague.id]));
  });

  const link = await linkInMail(owner.email, seen, /cannot see/);

  await test.step("the owner opens the link: looking changes nothing", async () => {
    await home.goto(link);
    await expect(home.getByRole("heading", { name: "The clinic has to move this visit" })).toBeVisible();
    await expect(home.getByRole("radio").nth(1)).toBeVisible();
    expect(new URL(home.url()).hash).toBe("");
    expect(await visitNow(booked.id, owner.email)).toMatchObject({ status: "confirmed", starts_at: booked.starts_at });
  });

  await test.step("the owner chooses; the desk shows it by itself", async () => {
    // The nearest two are the colleague's, on the same day.
    await home.getByRole("radio").nth(1).check();
    await home.getByRole("button", { name: "Take this time" }).click();
    await expect(home.getByRole("heading", { name: "Thank you, the visit is moved." })).toBeVisible();
    await expect(visit("10:30", colleague)).toBeVisible();
    await expect(visit("10:00")).toHaveCount(0);
    await expectNeverReloaded(desk);
    const moved = await visitNow(booked.id, owner.email);
    expect(moved).toMatchObject({ status: "confirmed", veterinarian_id: colleague.id });
    expect(moved.starts_local).toContain(`${day}T10:30`);
  });

  await test.step("the link is dead", async () => {
    await home.goto("about:blank");
    await home.goto(link);
    await expect(home.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
    await expect(home.getByRole("button", { name: "Take this time" })).toHaveCount(0);
  });
});
