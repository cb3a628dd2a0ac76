// Pictures of the kit, to be looked at: node scripts/shots.mjs [folder] [part …]
// Build it first: vite build --mode kit. Chromium is the system's; set CHROMIUM_PATH if it is elsewhere.
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { preview } from "vite";

const [folder = join(tmpdir(), "sapa-shots"), ...wanted] = process.argv.slice(2);
const parts =
  wanted.length > 0 ? wanted : ["buttons", "fields", "choices", "small", "feedback", "overlays", "list", "log", "rail"];
// Layers of the part "overlays", by the button that opens each.
const layers = {
  dialog: "Buka dialog",
  sheet: "Buka panel",
  confirm: "Buka pertanyaan",
  palette: "Buka palet",
  "cheat-sheet": "Buka daftar pintasan",
  "light-box": "Buka gambar",
  menu: "Tindakan",
  popover: "Buka saringan",
};
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } };

const server = await preview({
  mode: "kit",
  logLevel: "silent",
  preview: { port: 5175 },
  build: { outDir: ".cache/kit" },
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
mkdirSync(folder, { recursive: true });

for (const [size, viewport] of Object.entries(sizes)) {
  const context = await browser.newContext({
    viewport,
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
    hasTouch: size === "phone",
    isMobile: size === "phone",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(error.message));
  for (const theme of ["light", "dark"]) {
    for (const part of parts) {
      await page.goto(address(part, theme));
      await page.getByRole("heading", { level: 2 }).first().waitFor();
      // A full-page screenshot would end the touch emulation, and with it the sizes for fingers.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ ...viewport, height });
      await page.screenshot({ path: join(folder, `${part}-${size}-${theme}.png`) });
      await page.setViewportSize(viewport);
    }
    if (parts.includes("overlays")) await shootLayers(page, size, theme);
  }
  await context.close();
}
/** @param {import("@playwright/test").Page} page @param {string} size @param {string} theme */
async function shootLayers(page, size, theme) {
  for (const [name, button] of Object.entries(layers)) {
    await page.goto(address("overlays", theme));
    await page.getByRole("button", { name: button, exact: true }).click();
    await page.locator("dialog[open], [role=dialog], [role=alertdialog], [role=menu]").first().waitFor();
    await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== "running"));
    await page.screenshot({ path: join(folder, `layer-${name}-${size}-${theme}.png`) });
  }
}

/** @param {string} part @param {string} theme */
function address(part, theme) {
  return `http://127.0.0.1:5175/kit.html?part=${part}&theme=${theme}&language=${theme === "dark" ? "en" : "id"}`;
}

await browser.close();
await server.close();
console.log(`Pictures are in ${folder}`);
