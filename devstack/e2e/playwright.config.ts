// Drives a platform that is already up. `./vet test e2e` brings it up, finds the browser and sets the variables read here.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "specs",
  outputDir: process.env.VET_E2E_OUTPUT ?? "test-results",
  // One world, one story at a time: the specs book real slots.
  workers: 1,
  fullyParallel: false,
  // A test that fails once and then passes is told of by name and counted as flaky: never silent, never called a pass.
  retries: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json"]],
  use: {
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      ...(process.env.VET_CHROMIUM ? { executablePath: process.env.VET_CHROMIUM } : {}),
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
