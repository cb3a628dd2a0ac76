import type { Page } from "@playwright/test";
import { colours, expectAccessible as expectRules } from "../../web/browser/axe";

/** Fails on any fault that axe finds on the page as it is now, and on any of its colours in the other theme. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectRules(page);
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  await show(page, isDark ? "light" : "dark");
  await expectRules(page, colours);
  await show(page, isDark ? "dark" : "light");
}

/** Lets the device prefer a theme, and waits until the page has drawn it. */
async function show(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}
