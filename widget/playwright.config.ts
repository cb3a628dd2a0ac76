import { defineConfig } from "@playwright/test";

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
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
      ],
    },
  },
});
