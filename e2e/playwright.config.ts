import { defineConfig } from "@playwright/test";
import { launchOptions } from "./house/browser";

// Journeys through the whole product: the built binary on a fresh database, real browsers, nothing faked.
export default defineConfig({
  testDir: "journeys",
  outputDir: "../test-results/e2e",
  // One for each of the two cores; every test has a house of its own.
  workers: 2,
  // A browser on a busy machine may miss a moment. What passes only at the second try is counted as flaky.
  retries: 1,
  forbidOnly: true,
  reporter: "list",
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
    viewport: { width: 1366, height: 768 },
    launchOptions,
    // Each journey's browser would install the app anew; where one starts or goes on without the house, it is allowed.
    serviceWorkers: "block",
    // Recording costs half of the machine, so only what failed once is recorded.
    trace: "on-first-retry",
  },
});
