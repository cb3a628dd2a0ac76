import { defineConfig } from "@playwright/test";
import { launchOptions } from "../e2e/house/browser";

export default defineConfig({
  testDir: "test",
  outputDir: "../test-results/widget",
  workers: 2,
  // A busy machine needs longer than an idle one.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
    viewport: { width: 1280, height: 800 },
    launchOptions,
  },
});
