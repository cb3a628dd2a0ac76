import { defineConfig } from "@playwright/test";
import { launchOptions } from "../e2e/house/browser";

export default defineConfig({
  testDir: "test",
  outputDir: "../test-results/widget",
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 8000 },
  reporter: [["list"]],
  use: {
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
    viewport: { width: 1280, height: 800 },
    launchOptions,
  },
});
