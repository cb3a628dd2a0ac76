import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails on any fault that axe finds on the page as it is now, by the rules of WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  // A page without a heading is a fault, and one that has not been drawn yet is none.
  await page.locator("h1").first().waitFor({ state: "attached" });
  // A fading layer is half transparent, and its text would be measured as too weak.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((one) => one.playState !== "running" || one.effect?.getTiming().iterations === Infinity),
  );
  // Evaluated, not added to the page: the app's content security policy lets no foreign script in.
  await page.evaluate(axeSource);
  const faults = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: typeof import("axe-core") }).axe;
    // A menu or an open list floats beside the landmarks by nature.
    const rules = document.querySelector("[role=menu], [role=listbox]") ? { region: { enabled: false } } : {};
    const only = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const result = await axe.run(document, { runOnly: only, rules, resultTypes: ["violations"] });
    return result.violations.flatMap((fault) =>
      fault.nodes.map((node) => `${fault.id}: ${node.html} ${node.failureSummary}`),
    );
  });
  expect(faults).toEqual([]);
}
