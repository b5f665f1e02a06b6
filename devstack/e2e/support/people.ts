// Sign in the way a person does: through the app's own button and the sign-in page it leads to.
import { expect, type Page } from "@playwright/test";
import { type Person, platform } from "./platform";

/** The first demo person with a role, such as "owner" or "veterinarian". */
export function someone(role: string, where: (person: Person) => boolean = () => true): Person {
  const found = platform().people.find((person) => person.roles.includes(role) && where(person));
  if (!found) throw new Error(`Nobody in the demo world is a ${role}`);
  return found;
}

/** The demo person of that name. */
export function named(name: string): Person {
  const found = platform().people.find((person) => person.name === name);
  if (!found) throw new Error(`Nobody in the demo world is called ${name}`);
  return found;
}

/** On the sign-in page: become somebody who has no account yet. */
export async function signUp(page: Page, person: { email: string; given: string; family: string }): Promise<void> {
  await page.waitForURL((url) => url.origin === new URL(platform().addresses.clerk).origin);
  await page.getByLabel("Given name").fill(person.given);
  await page.getByLabel("Family name").fill(person.family);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("button", { name: "Sign up" }).click();
}

export async function signIn(page: Page, person: Person, address: string = platform().addresses.web): Promise<void> {
  await page.goto(address);
  await page
    .getByRole("button", { name: "Sign in" })
    .or(page.getByRole("link", { name: "Sign in" }))
    .first()
    .click();
  await page.waitForURL((url) => url.origin === new URL(platform().addresses.clerk).origin);
  await page.locator(`button[name=email][value="${person.email}"]`).click();
  await page.waitForURL((url) => url.origin === new URL(address).origin);
  // The web app then has a person's menu, the phone app its places.
  const inside = page.getByRole("button", { name: /^Menu of \S/ }).or(page.getByRole("link", { name: "Book a visit" }));
  await expect(inside.first()).toBeVisible();
}
