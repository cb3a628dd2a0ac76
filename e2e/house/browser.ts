import type { LaunchOptions } from "@playwright/test";

/** How Debian's Chromium is started in every test, here, of the web app and of the widget: as root in a sandbox of its own, and without looking for anything outside. */
export const launchOptions: LaunchOptions = {
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // A voice note needs a microphone; this one hums, and asks nobody.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
  ],
};
