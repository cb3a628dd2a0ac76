import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const all = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules among them whose answer depends on colours: a page in another theme differs in nothing else. */
export const colours = ["color-contrast", "link-in-text-block"];

/** Fails on any fault that axe finds on the page as it is now, by the rules of WCAG 2.2 A and AA, or by some of them. */
export async function expectAccessible(page: Page, only: string[] = all): Promise<void> {
  // A page without a heading is a fault, and one that has not been drawn yet is none.
  await page.locator("h1").first().waitFor({ state: "attached" });
  // A fading layer is half transparent, and its text would be measured as too weak.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((one) => one.playState !== "running" || one.effect?.getTiming().iterations === Infinity),
  );
  // Evaluated, not added to the page: the app's content security policy lets no foreign script in.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const faults = await page.evaluate(async (runOnly) => {
    const axe = (window as unknown as { axe: typeof import("axe-core") }).axe;
    // A menu or an open list floats beside the landmarks by nature.
    const rules = document.querySelector("[role=menu], [role=listbox]") ? { region: { enabled: false } } : {};
    const result = await axe.run(document, { runOnly, rules, resultTypes: ["violations"] });
    return result.violations.flatMap((fault) =>
      fault.nodes.map((node) => `${fault.id}: ${node.html} ${node.failureSummary}`),
    );
  }, only);
  expect(faults).toEqual([]);
}
