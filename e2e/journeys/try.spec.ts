import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { Chat } from "../house/chat";
import { inEnglish, looks } from "../house/looks";
import { expect, test } from "../house/test";

/** Opens the page for trying out, the way one finds it: from the channel. */
async function tryOut(page: Page, url: string, [list, link] = ["Toko Melati", "Coba obrolan"]): Promise<Chat> {
  await page.goto(`${url}/settings/channels`);
  await page.getByRole("link", { name: new RegExp(`^${list}`) }).click();
  await page.getByRole("link", { name: link }).click();
  return new Chat(page.frameLocator("iframe"));
}

const desk = (page: Page) => page.getByRole("region", { name: "Yang dilihat tim Anda" });

test("what one types as the customer arrives beside it, and the answer goes back", async ({
  furnished: { house, as, customer },
}) => {
  const page = await as("ratna");
  const chat = await tryOut(page, house.url);
  // Somebody else's conversation is not the one that is being tried.
  await customer({ name: "Sari" }).say("Saya pelanggan sungguhan");
  await expect(page.getByText("Menunggu pesan pelanggan")).toBeVisible();
  await chat.field.pressSequentially("Halo");
  await chat.button("Kirim").click();
  await expect(desk(page).getByText("Halo", { exact: true })).toBeVisible();
  await expect(desk(page).getByText("Saya pelanggan sungguhan")).toBeHidden();
  await expect(chat.line("Halo")).toContainText("Dibaca");

  const reply = desk(page).getByRole("textbox", { name: "Tulis balasan" });
  await reply.pressSequentially("Selamat datang");
  await expect(chat.panel.getByText("Sedang mengetik…")).toBeVisible();
  await reply.press("Enter");
  await expect(chat.line("Selamat datang")).toBeVisible();
  await expect(desk(page).getByRole("article").filter({ hasText: "Selamat datang" })).toContainText("Dibaca");

  await desk(page).getByRole("link", { name: "Buka di kotak masuk" }).click();
  await expect(page).toHaveURL(/\/inbox\/[a-z0-9]+/);
  await expect(page.getByRole("article").filter({ hasText: "Selamat datang" })).toBeVisible();
  await page.goBack();
  await expect(chat.line("Selamat datang")).toBeVisible();
  await expect(desk(page).getByText("Selamat datang")).toBeVisible();
});

test("on a phone the sides are two tabs, and what arrives is counted", async ({ furnished: { house, as } }) => {
  const page = await as("ratna", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const chat = await tryOut(page, house.url);
  await chat.send("Halo");
  await expect(chat.line("Halo")).toContainText("Terkirim");
  const side = page.getByRole("radio", { name: /^Tim Anda/ }).or(page.getByRole("tab", { name: /^Tim Anda/ }));
  await expect(side).toHaveAccessibleName(/1 pesan baru/);
  await expectAccessible(page);
  await side.click();
  await expect(desk(page).getByText("Halo", { exact: true })).toBeVisible();
  await desk(page).getByRole("textbox", { name: "Tulis balasan" }).fill("Hai");
  await desk(page).getByRole("button", { name: "Kirim", exact: true }).click();
  await page
    .getByRole("radio", { name: /^Pelanggan/ })
    .or(page.getByRole("tab", { name: /^Pelanggan/ }))
    .click();
  await expect(chat.line("Hai")).toBeVisible();
});

test("a channel that is off or not there is said to be so", async ({ furnished: { house, as } }) => {
  const page = await as("ratna");
  await page.goto(`${house.url}/try/tidakada`);
  await expect(page.getByRole("heading", { level: 1, name: "Halaman ini tidak ada" })).toBeVisible();
  await expectAccessible(page);
});

test("in English", async ({ furnished: { house, as } }) => {
  const page = await as("ratna", inEnglish(house.url));
  const chat = await tryOut(page, house.url, ["Toko Melati", "Try the chat"]);
  await chat.field.fill("Hello");
  await chat.field.press("Enter");
  await expect(page.getByRole("region", { name: "What your team sees" }).getByText("Hello")).toBeVisible();
});

for (const { name, options } of looks) {
  test(`axe finds nothing: ${name}`, async ({ furnished: { house, as } }) => {
    const page = await as("ratna", options);
    const chat = await tryOut(page, house.url);
    await chat.field.waitFor();
    await expectAccessible(page);
    await chat.send("Halo");
    await expect(chat.line("Halo")).toContainText(/Terkirim|Dibaca/);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}
