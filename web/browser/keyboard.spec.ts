import { expect, type Page, test } from "@playwright/test";

const kit = "http://127.0.0.1:5177/kit.html";

test.skip(({ isMobile }) => isMobile, "phones have no keys");

async function open(page: Page, part: string): Promise<void> {
  await page.goto(`${kit}?part=${part}`);
  await expect(page.getByRole("heading", { level: 2, name: part })).toBeVisible();
}

for (const name of [
  "Buka dialog",
  "Buka panel",
  "Buka pertanyaan",
  "Buka palet",
  "Buka gambar",
  "Buka saringan",
  "Tindakan",
]) {
  test(`Enter opens, Esc closes, and the focus returns: ${name}`, async ({ page }) => {
    await open(page, "overlays");
    const opener = page.getByRole("button", { name, exact: true });
    await opener.focus();
    await page.keyboard.press("Enter");
    const layer = page.locator("dialog[open], [role=dialog], [role=alertdialog], [role=menu]");
    await expect(layer).toBeVisible();
    await expect
      .poll(() =>
        page.evaluate(() =>
          document
            .querySelector("dialog[open], [role=dialog], [role=alertdialog], [role=menu]")
            ?.contains(document.activeElement),
        ),
      )
      .toBe(true);
    await page.keyboard.press("Escape");
    await expect(layer).toBeHidden();
    await expect(opener).toBeFocused();
  });
}

test("a dialog begins at its first field and keeps Tab inside", async ({ page }) => {
  await open(page, "overlays");
  await page.getByRole("button", { name: "Buka dialog" }).click();
  await expect(page.getByLabel("Catatan untuk agen")).toBeFocused();
  for (let step = 0; step < 6; step++) {
    await page.keyboard.press("Tab");
    // The library's guards at both ends hold the focus for a moment before they send it on.
    await expect
      .poll(() => page.evaluate(() => document.querySelector("[role=dialog]")?.contains(document.activeElement)))
      .toBe(true);
  }
});

test("a menu goes by arrows, into a submenu and back", async ({ page }) => {
  await open(page, "overlays");
  await page.getByRole("button", { name: "Tindakan" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Tugaskan ke agen" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("menuitemcheckbox", { name: "Keluhan" })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("menuitem", { name: "Label" })).toBeFocused();
});

test("the button of an open menu closes it", async ({ page }) => {
  await open(page, "overlays");
  const opener = page.getByRole("button", { name: "Buka saringan" });
  await opener.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await opener.click();
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("the menu key opens the menu of a row", async ({ page }) => {
  await open(page, "overlays");
  await page.getByRole("button", { name: /Klik kanan/ }).focus();
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /Klik kanan/ })).toBeFocused();
});

test("a combobox finds by typing, chooses by Enter, and says when nothing fits", async ({ page }) => {
  await open(page, "fields");
  const box = page.getByRole("combobox", { name: "Tugaskan ke agen" });
  await box.fill("bud");
  await expect(page.getByRole("listbox").getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(box).toHaveValue("Budi Santoso");
  await box.fill("zzz");
  await expect(page.getByText("Tidak ada yang cocok")).toBeVisible();
});

test("a combobox asks the server", async ({ page }) => {
  await open(page, "fields");
  const box = page.getByRole("combobox", { name: "Cari di server" });
  await box.fill("siti");
  await expect(page.getByRole("option", { name: /Siti Nur Aisyah/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(box).toHaveValue("Siti Nur Aisyah");
});

test("Backspace takes the last chip away", async ({ page }) => {
  await open(page, "fields");
  await page.getByRole("combobox", { name: "Label" }).focus();
  await page.keyboard.press("Backspace");
  await expect(page.getByRole("button", { name: "Hapus Pengiriman" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Hapus Keluhan" })).toBeVisible();
});

test("the palette finds a command and runs it", async ({ page }) => {
  await open(page, "overlays");
  await page.getByRole("button", { name: "Buka palet" }).click();
  await page.keyboard.type("prefer");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Tugaskan percakapan" })).toBeVisible();
});

test("Esc hides a tooltip until the focus moves", async ({ page }) => {
  await open(page, "buttons");
  const shown = () =>
    page.evaluate(() => document.activeElement && getComputedStyle(document.activeElement, "::after").visibility);
  await page.getByRole("button", { name: "Lainnya" }).focus();
  await page.keyboard.press("Shift+Tab");
  await expect.poll(shown).toBe("visible");
  await page.keyboard.press("Escape");
  await expect.poll(shown).toBe("hidden");
});
