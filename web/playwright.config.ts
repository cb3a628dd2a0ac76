import { defineConfig } from "@playwright/test";
import { launchOptions } from "../e2e/house/browser";

// Tests of the kit and of the built app in a real browser, without a server of Sapa: `npm run test:browser` builds
// both first. Journeys through the whole product are in e2e/.
export default defineConfig({
  testDir: "browser",
  outputDir: "test-results",
  workers: 2,
  forbidOnly: true,
  reporter: "line",
  // A busy machine needs longer than an idle one.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
    launchOptions,
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1366, height: 768 } } },
    { name: "phone", use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } },
  ],
  webServer: [
    { command: "npx vite preview --mode kit --outDir .cache/kit --port 5177", port: 5177 },
    { command: "node scripts/serve-dist.mjs 5178", port: 5178 },
  ],
});
