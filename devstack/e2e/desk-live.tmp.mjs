import { chromium } from "@playwright/test";
import AxeBuilder from "@axe-core/playwright";
const WEB = "http://127.0.0.1:45677", CLERK = "http://127.0.0.1:33753";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, timezoneId: "Europe/Berlin", locale: "en-GB", reducedMotion: "reduce" });
const page = await context.newPage();
page.on("pageerror", (e) => console.log("PAGEERROR", e.message));
page.on("response", async (r) => { const m = r.request().method(); if (r.url().includes("/v1/") && (r.status() >= 400 || (m !== "GET" && m !== "OPTIONS"))) console.log(m, r.status(), r.url().replace(/.*\/v1/, "").slice(0, 120), r.status() >= 400 ? (await r.text()).slice(0, 300) : ""); });
const axe = async (n) => { for (const v of (await new AxeBuilder({ page }).analyze()).violations) console.log("AXE", n, v.id, v.nodes[0].html.slice(0, 200)); };
const shot = (n) => page.screenshot({ path: `/tmp/desk-shots/live-${n}.png` });
const step = async (name, f) => { try { await f(); console.log("ok", name); } catch (e) { console.log("FAIL", name, e.message.slice(0, 500)); await shot("fail-" + name); } };
await page.goto(WEB);
await page.getByRole("button", { name: /Sign in|Anmelden/ }).or(page.getByRole("link", { name: /Sign in|Anmelden/ })).first().click();
await page.locator(`button[name=email][value="henrike.sommer@lindenhof.example.com"]`).click();
await page.waitForURL((u) => u.origin === WEB && u.pathname.startsWith("/desk"));
const base = new URL(page.url()).pathname;
await page.evaluate(() => localStorage.setItem("vet.language", "en"));
await page.goto(WEB + base + "?on=2026-11-23&view=day"); await page.waitForSelector("[data-visit]"); await page.waitForTimeout(800);
await shot("day"); await axe("day");
await step("drag", async () => {
  const blocks = page.locator("[data-visit]:has([data-edge])"); const n = await blocks.count(); console.log("movable", n);
  const first = blocks.first(); await first.scrollIntoViewIfNeeded(); const label = await first.innerText(); const box = await first.boundingBox();
  await page.mouse.move(box.x + 80, box.y + 10); await page.mouse.down(); await page.mouse.move(box.x + 80, box.y + 60, { steps: 4 }); await page.mouse.move(box.x + 80, box.y + 10 + 48 * 4, { steps: 6 }); await page.waitForTimeout(100); await page.mouse.up();
  await page.waitForTimeout(1500); await shot("dragged"); console.log(label.replace(/\n/g, " "));
  if (await page.getByRole("dialog").count()) { await page.getByLabel(/Do it anyway/).fill("Owner asked"); await page.getByRole("button", { name: "Do it anyway" }).click(); await page.waitForTimeout(1500); await shot("insisted"); }
  await page.getByRole("button", { name: "Undo" }).first().click(); await page.waitForTimeout(1500); await shot("undone");
  if (await page.getByRole("dialog").count()) { await page.keyboard.press("Escape"); await page.waitForTimeout(300); }
});
await step("resize", async () => {
  const edge = page.locator("[data-visit] [data-edge]").last(); await edge.scrollIntoViewIfNeeded(); const box = await edge.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 4); await page.mouse.down(); await page.mouse.move(box.x + box.width / 2, box.y + 30, { steps: 4 }); await page.mouse.up(); await page.waitForTimeout(1500); await shot("resized");
  if (await page.getByRole("dialog").count()) await page.keyboard.press("Escape");
});
await step("create", async () => {
  await page.waitForTimeout(300); await page.keyboard.press("n"); const dialog = page.getByRole("dialog"); await dialog.getByRole("radio").first().click();
  await dialog.getByLabel("Time", { exact: true }).fill("20:00"); await page.waitForTimeout(1200); await shot("create-not-free");
  const near = dialog.locator("button.tabular").first(); await near.click(); await dialog.getByText(/^Free, with/).waitFor(); await shot("create-free");
  await dialog.getByRole("button", { name: "Book", exact: true }).click(); await dialog.waitFor({ state: "hidden" }); await page.waitForTimeout(500); await shot("created");
});
await step("series", async () => {
  await page.keyboard.press("Escape"); await page.keyboard.press("n"); const dialog = page.getByRole("dialog"); await dialog.getByRole("radio").first().click();
  await dialog.getByLabel("Time", { exact: true }).fill("10:00"); await dialog.getByRole("button", { name: /^Repeat/ }).click(); await page.getByRole("option", { name: "Every week" }).click();
  await dialog.getByRole("button", { name: /^Vet/ }).click(); await page.getByRole("option").nth(1).click(); await dialog.getByRole("button", { name: "Look at the dates" }).click(); await dialog.getByText(/dates$/).waitFor(); await shot("series");
  await dialog.getByRole("button", { name: /^Book \d/ }).click(); await dialog.waitFor({ state: "hidden" }); await page.waitForTimeout(800); await shot("series-booked");
});
await step("block", async () => {
  await page.keyboard.press("Escape"); await page.keyboard.press("n"); const dialog = page.getByRole("dialog"); await dialog.getByRole("button", { name: "Block time" }).click();
  await dialog.getByLabel("From time").fill("12:00"); await dialog.getByLabel("Until time").fill("13:00"); await dialog.getByRole("button", { name: "Block it" }).click(); await dialog.waitFor({ state: "hidden" }); await page.locator("[data-mark]").first().waitFor(); await shot("blocked");
});
await step("decide", async () => {
  await page.getByRole("button", { name: /request/i }).click(); await page.waitForTimeout(600); await shot("decide"); await page.getByRole("button", { name: /^Confirm/ }).first().click(); await page.waitForTimeout(1200); await page.getByRole("button", { name: /Waitlist/ }).click(); await page.waitForTimeout(400); await shot("waitlist"); await page.keyboard.press("Escape");
});
await step("daymove", async () => {
  await page.waitForTimeout(400); await page.getByRole("button", { name: "Move a day" }).click(); await page.getByRole("button", { name: "Look for new times" }).click(); await page.getByText("Whom to write to").waitFor(); await shot("daymove"); await page.getByRole("button", { name: /^Send/ }).click(); await page.getByText(/can choose a new time/).waitFor(); await page.waitForTimeout(500); await shot("daymoved");
});
await step("sheet", async () => { const d = page.waitForEvent("download"); await page.getByRole("button", { name: /Day sheet/ }).click(); console.log((await d).suggestedFilename()); });
await step("week", async () => { await page.keyboard.press("w"); await page.waitForTimeout(1500); await shot("week"); await axe("week"); });
await step("rooms", async () => { await page.goto(WEB + base + "?on=2026-11-23&view=day&by=room"); await page.waitForSelector("[data-visit]"); await shot("rooms"); await axe("rooms"); });
await step("walkin", async () => {
  await page.goto(WEB + base + "/board"); await page.waitForTimeout(800); await page.keyboard.press("n"); const dialog = page.getByRole("dialog"); await dialog.getByRole("radio").nth(1).click(); await dialog.getByRole("button", { name: "Check in now" }).click(); await dialog.waitFor({ state: "hidden" }); await page.locator("[data-card]").first().waitFor(); await shot("board"); await axe("board");
  const card = page.locator("[data-card]").first(); await card.focus(); await page.keyboard.press("Enter"); await page.waitForTimeout(1500); await shot("roomed");
});
await browser.close();
