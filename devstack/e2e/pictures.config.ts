// Takes the pictures of the README from a running platform: `npm run pictures` with the variables of the specs.
import { defineConfig } from "@playwright/test";
import specs from "./playwright.config";

export default defineConfig({ ...specs, testDir: "pictures", reporter: "list" });
