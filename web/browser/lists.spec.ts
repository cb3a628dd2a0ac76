import { expect, type Page, test } from "@playwright/test";

const kit = "http://127.0.0.1:5177/kit.html";

async function open(page: Page, part: string): Promise<void> {
  await page.goto(`${kit}?part=${part}`);
  await expect(page.getByRole("listitem").first()).toBeVisible();
}

const rows = (page: Page) => page.locator("[data-row]");

test("ten thousand rows are a handful of elements", async ({ page }) => {
  await open(page, "list");
  expect(await rows(page).count()).toBeLessThan(30);
  await expect(page.getByRole("listitem").first()).toHaveAttribute("aria-setsize", "10000");
});

test("arrow keys, Page Down, End and Home move the focus through the list", async ({ page, isMobile }) => {
  test.skip(isMobile, "phones have no keys");
  await open(page, "list");
  await page.locator('[data-row="0"]').focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator('[data-row="1"]')).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.locator('[data-row="9999"]')).toBeFocused();
  await expect(page.locator('[data-row="9999"]')).toBeInViewport();
  await page.keyboard.press("PageUp");
  await expect(page.locator('[data-row="9999"]')).not.toBeFocused();
  await page.keyboard.press("Home");
  await expect(page.locator('[data-row="0"]')).toBeFocused();
});

test("only one row is in the tab order", async ({ page }) => {
  await open(page, "list");
  await expect(page.locator('[data-row][tabindex="0"]')).toHaveCount(1);
});

test("rows that come in above leave the focus on its row, and the arrows go on from there", async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, "phones have no keys");
  await open(page, "list");
  await page.locator('[data-row="2"]').focus();
  await page.getByRole("button", { name: "Baris baru di atas" }).evaluate((button: HTMLElement) => button.click());
  await expect(page.getByRole("link", { name: /Siti Nur Aisyah 3/ })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: /Made Wirawan 4/ })).toBeFocused();
});

test("when the focused row goes away the next one has the focus", async ({ page, isMobile }) => {
  test.skip(isMobile, "phones have no keys");
  await open(page, "list");
  await page.locator('[data-row="2"]').focus();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("link", { name: /Made Wirawan 4/ })).toBeFocused();
});

test("coming back finds the list where it was left", async ({ page }) => {
  await open(page, "list");
  const scroller = page.getByRole("list", { name: "Percakapan" }).locator("..");
  await scroller.evaluate((element) => element.scrollTo(0, 36_000));
  await expect(page.locator('[data-row="501"]')).toBeInViewport();
  await page.getByRole("button", { name: "Tinggalkan daftar" }).click();
  await page.getByRole("button", { name: "Kembali ke daftar" }).click();
  await expect(page.locator('[data-row="501"]')).toBeInViewport();
});

test("a log begins at its end and stays there while rows are added", async ({ page }) => {
  await open(page, "log");
  await expect(page.getByText(/^49:/)).toBeInViewport({ ratio: 1 });
  await page.getByRole("button", { name: "Tambah pesan" }).click();
  await expect(page.getByText(/^50:/)).toBeInViewport({ ratio: 1 });
});

test("older rows come in without moving what is read, and new ones do not pull it away", async ({ page, isMobile }) => {
  test.skip(isMobile, "the wheel is the mouse's");
  await open(page, "log");
  await page.getByRole("region", { name: "Pesan" }).hover();
  await page.mouse.wheel(0, -400);
  const read = page.getByText(/^40:/);
  await expect(read).toBeInViewport();
  const place = async () => (await read.boundingBox())?.y ?? Number.NaN;
  const frames = () =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const isStill = async () => {
    const first = await place();
    await frames();
    return (await place()) === first;
  };
  await expect.poll(isStill).toBe(true);
  const before = await place();
  for (let time = 0; time < 5; time++) {
    await page.getByRole("button", { name: "Muat 50 lama" }).click();
    await frames();
  }
  await page.getByRole("button", { name: "Tambah pesan" }).click();
  await frames();
  // Browsers scroll by whole pixels; more than their rounding would be a jump.
  expect(Math.abs((await place()) - before)).toBeLessThan(2);
  await page.getByRole("button", { name: "2 pesan baru" }).click();
  await expect(page.getByText(/^50:/)).toBeInViewport({ ratio: 1 });
});
