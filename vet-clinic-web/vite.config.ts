/** How the app is bundled and tested. Vendor code that changes rarely is split off so that a release re-downloads little. */
import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const modern = ["chrome123", "edge123", "firefox120", "safari17.5"];

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: modern,
    cssTarget: modern,
    sourcemap: false,
    rolldownOptions: {
      output: {
        advancedChunks: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/ },
            { name: "state", test: /node_modules[\\/](@reduxjs|react-redux|redux|immer|reselect)[\\/]/ },
            {
              name: "headless",
              test: /node_modules[\\/](@headlessui|@react-aria|@floating-ui|react-aria|react-stately|@tanstack)[\\/]/,
            },
            { name: "luxon", test: /node_modules[\\/]luxon[\\/]/ },
            { name: "forms", test: /node_modules[\\/](zod|react-hook-form|@hookform)[\\/]/ },
            { name: "i18n", test: /node_modules[\\/](i18next|react-i18next)[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    environment: "jsdom",
    globals: true,
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    maxWorkers: 2,
    testTimeout: 20_000,
    css: false,
    restoreMocks: true,
    env: { TZ: "Europe/London" },
  },
});
