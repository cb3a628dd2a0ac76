import { defineConfig } from "@playwright/test";
import { launchOptions } from "./house/browser";

// Journeys through the whole product: the built binary on a fresh database, real browsers, nothing faked.
export default defineConfig({
  testDir: "journeys",
  outputDir: "../test-results/e2e",
  workers: 1,
  forbidOnly: true,
  reporter: "list",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
    viewport: { width: 1366, height: 768 },
    launchOptions,
    trace: "retain-on-failure",
  },
});
