import { mkdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, test as base, expect, type Page } from "@playwright/test";
import { type House, startHouse } from "../house/house";
import { watch } from "../house/test";

const folder = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));
mkdirSync(folder, { recursive: true });

/** A picture in the repository is at most this many bytes. */
const most = 300 * 1024;

type Options = NonNullable<Parameters<Browser["newContext"]>[0]>;

export const desktop: Options = { viewport: { width: 1440, height: 900 } };
export const phone: Options = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

interface Fixtures {
  /** A page in a browser of its own where somebody of the demo is signed in, by the first part of their email. */
  as(who: string, options: Options): Promise<Page>;
}

interface Workers {
  demo: House;
}

/** Tests in the demo's house, which lives for all of them. */
export const test = base.extend<Fixtures, Workers>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a test wants from this pattern.
    async ({}, use) => {
      const house = await startHouse({ command: "demo", flags: ["--quiet"] });
      await use(house);
      await house.stop();
    },
    { scope: "worker", timeout: 240_000 },
  ],
  as: async ({ browser, demo }, use) => {
    const faults: string[] = [];
    const pages: Page[] = [];
    await use(async (who, options) => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      pages.push(page);
      watch(page, demo, faults);
      const name = `${who}@batikkencana.example`;
      const answer = await context.request.post(`${demo.url}/api/v1/sessions`, {
        data: { name, password: "batik kencana" },
      });
      expect(answer.status()).toBe(204);
      return page;
    });
    for (const page of pages) await page.context().close();
    expect(faults).toEqual([]);
  },
});

/** Writes what the page shows into docs/screenshots, once nothing on it moves any more. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  const path = `${folder}${name}.png`;
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  expect(statSync(path).size).toBeLessThan(most);
}
