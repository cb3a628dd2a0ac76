import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";

const kit = "http://127.0.0.1:5177/kit.html";
const parts = ["buttons", "fields", "choices", "small", "feedback", "overlays", "list", "log", "rail"];
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

for (const name of ["Tugaskan ke agen", "Cari di server", "Label"]) {
  test(`axe finds nothing while the list is open: ${name}`, async ({ page }) => {
    await open(page, "fields");
    await page.getByRole("combobox", { name }).click();
    await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
    await expectAccessible(page);
  });
}

test("a toast is seen, and axe finds nothing", async ({ page }) => {
  await open(page, "feedback");
  await page.getByRole("button", { name: "Tampilkan toast" }).click();
  await expect(page.getByRole("button", { name: "Urungkan" })).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
});

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
    const small = await page.evaluate((pixels) => {
      // What is drawn small inside something larger widens its target, or is part of the larger target.
      const target = (element: HTMLElement) => {
        const inner = getComputedStyle(element, "::before");
        if (element.classList.contains("hit-area") && inner.content !== "none")
          return [inner.width, inner.height].map(Number.parseFloat);
        const box = (element.closest("label, [role=toolbar]") ?? element).getBoundingClientRect();
        return [box.width, box.height];
      };
      return [
        ...document.querySelectorAll<HTMLElement>(
          "button, select, input:not([type=hidden], [type=file], [aria-hidden])",
        ),
      ]
        .filter((element) => element.checkVisibility() && Math.min(...target(element)) + 0.5 < pixels)
        .map((element) => `${element.ariaLabel ?? element.textContent} ${target(element).join(" × ")}`);
    }, least);
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
