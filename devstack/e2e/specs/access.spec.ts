// Who may work here, and who did what: a colleague is invited and begins, an administrator searches the clinic's activity.
import { mailTo, nextLink } from "../support/mailbox";
import { signIn, signUp, someone } from "../support/people";
import { clinicNamed, platform } from "../support/platform";
import { expect, test } from "../support/test";

test("a colleague is invited, follows the link in the mail, and works at once", async ({ visitor }) => {
  test.setTimeout(180_000);
  const administrator = someone("clinic_administrator", (person) => person.try !== "");
  const clinic = await clinicNamed(administrator.clinic ?? "");
  const colleague = { email: `jo.${Date.now()}@example.com`, given: "Jo", family: "Fresh" };
  const office = await (await visitor()).newPage();
  const home = await (await visitor()).newPage();
  const seen = new Set((await mailTo(colleague.email)).map(({ id }) => id));

  await test.step("the administrator invites an address", async () => {
    await signIn(office, administrator);
    await office.goto(`${platform().addresses.web}/desk/${clinic.id}/people`);
    await office.getByRole("button", { name: "Invite somebody" }).click();
    const dialog = office.getByRole("dialog");
    await dialog.getByLabel("E-mail address").fill(colleague.email);
    await dialog.getByRole("button", { name: "Role" }).click();
    await office.getByRole("option", { name: "Receptionist" }).click();
    await dialog.getByRole("button", { name: "Send the invitation" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(office.getByRole("row", { name: new RegExp(colleague.email) })).toContainText("Waiting");
  });

  await test.step("the colleague signs up by the link and accepts", async () => {
    await home.goto(await nextLink(colleague.email, seen));
    const signInFirst = home.getByRole("button", { name: "Sign in to accept" });
    await expect(signInFirst).toBeVisible();
    // The secret has left the address bar before anything else happens.
    expect(new URL(home.url()).hash).toBe("");
    await signInFirst.click();
    await signUp(home, colleague);
    await expect(home.getByText(`invites you to work at ${clinic.name}`)).toBeVisible();
    await home.getByRole("button", { name: "Accept" }).click();
    await expect(home.getByText(`Welcome to ${clinic.name}`)).toBeVisible();
  });

  await test.step("the role works at once, and the administrator sees it", async () => {
    await home.getByRole("link", { name: `Go to ${clinic.name}` }).click();
    await expect(home).toHaveURL(new RegExp(`/desk/${clinic.id}`));
    await expect(home.getByRole("region", { name: "Visits of the day" })).toBeVisible();
    await office.reload();
    await expect(office.getByRole("cell", { name: colleague.email }).first()).toBeVisible();
    await expect(office.getByRole("row", { name: new RegExp(`${colleague.email}.*Accepted`) })).toBeVisible();
  });
});

test("an administrator searches the clinic's activity; a receptionist has no such page", async ({ visitor }) => {
  test.setTimeout(120_000);
  const administrator = someone("clinic_administrator", (person) => person.try !== "");
  const clinic = await clinicNamed(administrator.clinic ?? "");
  const office = await (await visitor()).newPage();
  await signIn(office, administrator);
  await office.goto(`${platform().addresses.web}/desk/${clinic.id}/audit`);
  const search = office.getByRole("search", { name: "Search the activity" });
  await search.getByRole("button", { name: "What" }).click();
  await office.getByRole("option", { name: "Invitations" }).click();
  await search.getByRole("button", { name: "Action" }).click();
  await office.getByRole("option", { name: "Took an invitation back" }).click();
  const rows = office.getByRole("table").getByRole("row").filter({ hasText: "Took an invitation back" });
  await expect(rows.first()).toBeVisible();
  await expect(rows.first()).toContainText(administrator.name);
  await expect(office.getByRole("row").filter({ hasText: "Invited somebody" })).toHaveCount(0);

  const desk = await (await visitor()).newPage();
  await signIn(
    desk,
    someone("receptionist", (person) => person.try !== ""),
  );
  await desk.goto(`${platform().addresses.web}/desk/${clinic.id}/audit`);
  await expect(desk.getByText("This page is for administrators")).toBeVisible();
  await expect(desk.getByRole("search", { name: "Search the activity" })).toHaveCount(0);
});
