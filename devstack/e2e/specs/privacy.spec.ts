// What is one's own: devices that are signed out from elsewhere, and a copy of everything.
import { execFileSync } from "node:child_process";
import { mailTo, nextLink } from "../support/mailbox";
import { signIn, someone } from "../support/people";
import { platform } from "../support/platform";
import { expect, test } from "../support/test";

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.2 Mobile/15E148 Safari/604.1";

test("a device that is signed out from another one is signed out at once", async ({ visitor }) => {
  test.setTimeout(120_000);
  const owner = someone("owner", ({ name }) => name === "Sibel Aydemir");
  const laptop = await (await visitor()).newPage();
  const phone = await (await visitor({ userAgent: IPHONE })).newPage();
  await signIn(phone, owner);
  await phone.goto(`${platform().addresses.web}/my`);
  await expect(phone.getByRole("button", { name: `Menu of ${owner.name}` })).toBeVisible();

  await signIn(laptop, owner);
  await laptop.goto(`${platform().addresses.web}/you/devices`);
  const here = laptop.getByRole("listitem").filter({ hasText: "This device" });
  await expect(here).toHaveCount(1);
  await expect(here).not.toContainText("iPhone");
  const there = laptop.getByRole("listitem").filter({ hasText: "iPhone" });
  // The one used last stands first.
  await there
    .first()
    .getByRole("button", { name: /^Sign out/ })
    .click();

  // Nothing is touched on the phone: its open page hears of it.
  await expect(phone.getByRole("button", { name: "Sign in" }).first()).toBeVisible({ timeout: 45_000 });
  await expect(phone.getByRole("button", { name: `Menu of ${owner.name}` })).toHaveCount(0);
  await expect(laptop.getByRole("button", { name: `Menu of ${owner.name}` })).toBeVisible();
});

test("a copy of everything comes by a link in the mail that only its owner can open", async ({ visitor }) => {
  test.setTimeout(180_000);
  const owner = someone("owner", ({ name }) => name === "Jonas Wedekind");
  const stranger = someone("owner", ({ name }) => name === "Marcus Bellamy");
  const home = await (await visitor()).newPage();
  const seen = new Set((await mailTo(owner.email)).map(({ id }) => id));

  await signIn(home, owner);
  await home.goto(`${platform().addresses.web}/you/privacy`);
  await home.getByRole("button", { name: "Ask for a copy" }).click();
  const link = await nextLink(owner.email, seen);
  await home.goto(link);
  await expect(home.getByRole("heading", { name: "Your copy is ready" })).toBeVisible();
  expect(new URL(home.url()).hash).toBe("");
  const arriving = home.waitForEvent("download");
  await home.getByRole("button", { name: "Download the copy" }).click();
  const copy = await (await arriving).path();
  const names = JSON.parse(
    execFileSync(process.env.VET_PYTHON ?? "python3", ["-c", UNZIP, copy, owner.email], { encoding: "utf-8" }),
  ) as string[];
  expect(names.length).toBeGreaterThan(0);

  const elsewhere = await (await visitor()).newPage();
  await signIn(elsewhere, stranger);
  await elsewhere.goto(link);
  await elsewhere.getByRole("button", { name: "Download the copy" }).click();
  await expect(elsewhere.getByRole("link", { name: "Ask for a copy" })).toBeVisible();
});

/** Names of the files in a ZIP that hold a word. */
const UNZIP = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    print(json.dumps([name for name in archive.namelist() if sys.argv[2].encode() in archive.read(name)]))
`;
