import { expect, type Page, test } from "@playwright/test";

// People who replace all colours by their own must still see what is on, chosen and pointed at.
const kit = "http://127.0.0.1:5177/kit.html";

test.skip(({ isMobile }) => isMobile, "the same styles on phones");

async function open(page: Page, part: string): Promise<void> {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(`${kit}?part=${part}`);
  await expect(page.getByRole("heading", { level: 2, name: part })).toBeVisible();
}

test("checkboxes, radio buttons and switches are the system's own", async ({ page }) => {
  await open(page, "choices");
  for (const role of ["checkbox", "radio", "switch"] as const) {
    await expect(page.getByRole(role).first()).toHaveCSS("appearance", "auto");
  }
});

test("one tab stands out", async ({ page }) => {
  await open(page, "buttons");
  await expect(page.locator("nav a[aria-current=page]")).toHaveCSS("border-bottom-width", "2px");
  await expect(page.getByRole("link", { name: "Selesai", exact: true })).toHaveCSS("border-bottom-width", "0px");
});

test("the entry that Enter would choose has an edge", async ({ page }) => {
  await open(page, "overlays");
  await page.getByRole("button", { name: "Tindakan" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Tugaskan ke agen" })).toHaveCSS("outline-style", "solid");
  await expect(page.getByRole("menuitem", { name: "Hapus" })).toHaveCSS("outline-style", "none");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Buka palet" }).click();
  await expect(page.getByRole("option", { selected: true })).toHaveCSS("outline-style", "solid");
});

test("nothing moves for those who want rest", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`${kit}?part=feedback`);
  await expect(page.getByRole("heading", { level: 2 })).toBeVisible();
  const moving = () =>
    page.evaluate(() => document.getAnimations().filter((one) => one.playState === "running").length);
  await expect.poll(moving).toBe(0);
});
