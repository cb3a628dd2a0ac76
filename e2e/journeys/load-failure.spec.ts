import type { Browser, Page } from "@playwright/test";
import { expect, test } from "../house/test";

const part = "**/assets/cheat-sheet-*.js";

/** The same person in a browser that nobody watches for errors: here there are some. What a worker fetches would pass the routes by. */
async function unwatched(browser: Browser, page: Page, url: string): Promise<Page> {
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ storageState, serviceWorkers: "block", locale: "id-ID" });
  const other = await context.newPage();
  await other.goto(`${url}/inbox`);
  await expect(other.getByRole("navigation", { name: "Navigasi utama" })).toBeVisible();
  return other;
}

test("a part that does not come while the server is away can be tried again", async ({
  browser,
  furnished: { house, as },
}) => {
  const page = await unwatched(browser, await as("ratna"), house.url);
  await page.route(part, (route) => route.abort());
  await page.route(`${house.url}/`, (route) => route.abort());
  await page.keyboard.press("?");
  await expect(page.getByText("Sebagian Sapa gagal dimuat. Periksa koneksi Anda, lalu coba lagi.")).toBeVisible();
  await expect(page.getByRole("searchbox"), "what is on the screen stays there").toBeVisible();
  await page.unroute(part);
  await page.unroute(`${house.url}/`);
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Coba lagi" }).click()]);
  await expect(page.getByRole("navigation", { name: "Navigasi utama" })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.context().close();
});

test("a part that is gone after an update leads to the new version", async ({ browser, furnished: { house, as } }) => {
  const page = await unwatched(browser, await as("ratna"), house.url);
  await page.route(part, (route) => route.fulfill({ status: 404, body: "not found" }));
  const later = '<script type="module" src="/assets/index-later.js"></script>';
  await page.route(`${house.url}/`, (route) => route.fulfill({ contentType: "text/html", body: later }));
  await page.keyboard.press("?");
  await expect(page.getByText("Versi baru Sapa tersedia.")).toBeVisible();
  await page.context().close();
});
