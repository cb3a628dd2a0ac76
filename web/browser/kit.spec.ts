import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";

const kit = "http://127.0.0.1:5177/kit.html";
const parts = ["buttons", "fields", "choices", "small", "feedback", "overlays", "list", "log"];
const layers = {
  "Buka dialog": "dialog",
  "Buka panel": "dialog",
  "Buka pertanyaan": "alertdialog",
  "Buka palet": "dialog",
  "Buka daftar pintasan": "dialog",
  "Buka gambar": "dialog",
  Tindakan: "menu",
  "Buka saringan": "dialog",
} as const;

async function open(page: Page, part: string, theme = "light", language = "id"): Promise<void> {
  await page.goto(`${kit}?part=${part}&theme=${theme}&language=${language}`);
  await expect(page.getByRole("heading", { level: 2, name: part })).toBeVisible();
}

for (const theme of ["light", "dark"]) {
  for (const part of parts) {
    test(`axe finds nothing: ${part}, ${theme}`, async ({ page }) => {
      await open(page, part, theme);
      await expectAccessible(page);
    });
  }

  for (const [button, role] of Object.entries(layers)) {
    test(`axe finds nothing: ${button}, ${theme}`, async ({ page }) => {
      await open(page, "overlays", theme);
      await page.getByRole("button", { name: button, exact: true }).click();
      await expect(page.getByRole(role)).toBeVisible();
      await expectAccessible(page);
    });
  }
}

test("no page is wider than the screen", async ({ page }) => {
  for (const part of parts) {
    await open(page, part);
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(excess, part).toBe(0);
  }
});

test("fingers get targets of 44 pixels, the mouse of 24", async ({ page }, info) => {
  const least = info.project.name === "phone" ? 44 : 24;
  for (const part of ["buttons", "fields", "small", "feedback", "overlays"]) {
    await open(page, part);
    const small = await page.evaluate(
      (pixels) =>
        [
          ...document.querySelectorAll<HTMLElement>(
            "button, select, input:not([type=hidden], [type=file], [aria-hidden])",
          ),
        ]
          .filter((element) => element.checkVisibility() && !element.closest("label"))
          .map((element) => ({
            name: element.ariaLabel ?? element.textContent ?? "",
            box: element.getBoundingClientRect(),
          }))
          .filter(({ box }) => Math.max(box.width, box.height) > 0 && Math.min(box.width, box.height) + 0.5 < pixels)
          .map(({ name, box }) => `${name} ${box.width}×${box.height}`),
      least,
    );
    expect(small, part).toEqual([]);
  }
});

test("the libraries' own English words are not on the page", async ({ page }) => {
  for (const part of parts) {
    await open(page, part);
    const words = await page.evaluate(() => {
      const labels = [...document.querySelectorAll("[aria-label], [aria-roledescription]")];
      return labels.map((element) => `${element.ariaLabel ?? ""} ${element.ariaRoleDescription ?? ""}`).join("\n");
    });
    expect(words).not.toMatch(/\b(Dismiss|Notifications|Close|Open|Clear|Increase|Decrease|Remove)\b/);
  }
});
