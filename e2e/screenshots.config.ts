import { defineConfig } from "@playwright/test";
import { launchOptions } from "./house/browser";

// The pictures of docs/screenshots: the demo's house, with nothing in it that is not in the product.
export default defineConfig({
  testDir: "screenshots",
  testMatch: ["pictures.ts", "comments.ts", "floor.ts"],
  outputDir: "../test-results/screenshots",
  workers: 1,
  reporter: "list",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { locale: "id-ID", timezoneId: "Asia/Jakarta", launchOptions },
});
