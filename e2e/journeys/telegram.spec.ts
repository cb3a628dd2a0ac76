import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { expectHandy } from "../house/handy";
import { caller, type House } from "../house/house";
import { Inbox } from "../house/inbox";
import { looks } from "../house/looks";
import { Simulator } from "../house/provider";
import { test as base, expect } from "../house/test";

/** A house whose Telegram is the simulator, where nobody has connected anything yet. */
const test = base.extend<{ telegram: Simulator }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  telegram: async ({}, use) => {
    const telegram = await new Simulator("telegram").start();
    await use(telegram);
    await telegram.stop();
  },
  flags: async ({ telegram }, use) => use(["--telegram-url", telegram.url]),
});

/** What a person copies from BotFather. */
const token = "123456789:AAFakeTokenOfTheSimulator-0123456789";

async function connect(page: Page, house: House): Promise<void> {
  await page.goto(`${house.url}/settings/channels`);
  await page.getByRole("link", { name: "Hubungkan kanal" }).click();
  await page.getByRole("radio", { name: /^Telegram/ }).check();
  await page.getByLabel("Token bot", { exact: true }).fill(token);
  await page.getByRole("button", { name: "Hubungkan", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Telegram Toko Melati" })).toBeVisible();
}

/** A line of the results of a test. */
const line = (page: Page, name: string) =>
  page.getByRole("list", { name: "Hasil uji" }).getByRole("listitem").filter({ hasText: name });

test("from a token to the first message, its answer, and back, on the customer's own screen", async ({
  furnished: { house, as },
  telegram,
}) => {
  const page = await as("ratna");
  await connect(page, house);
  await expect(line(page, "Token akses")).toContainText("@toko_kain_bot");
  await expect(page.getByRole("status").filter({ hasText: "Semuanya sudah benar." })).toBeAttached();
  await expect(page.getByText("Menunggu pesan pertama…")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Alamat webhook" })).toBeHidden();

  const phone = await page
    .context()
    .browser()
    ?.newContext({ viewport: { width: 390, height: 780 } });
  const customer = await phone?.newPage();
  if (!phone || !customer) throw new Error("no browser");
  await customer.goto(telegram.url);
  await customer.getByRole("textbox", { name: "Ketik pesan" }).fill("Halo kak, kain batiknya masih ada?");
  await customer.keyboard.press("Enter");
  await expect(page.getByText("Pesan pertama sudah tiba. Telegram tersambung.")).toBeVisible();
  await page.getByRole("link", { name: "Buka percakapannya" }).click();

  const inbox = new Inbox(page);
  await expect(inbox.message("Halo kak, kain batiknya masih ada?")).toBeVisible();
  await inbox.answer("Masih ada, kak.");
  const thread = customer.getByRole("log");
  await expect(thread.getByText("Masih ada, kak.")).toBeVisible();
  await expectAccessible(customer);

  await telegram.act({ do: "text", customer: "0", text: "Boleh lihat fotonya?" });
  await expect(inbox.message("Boleh lihat fotonya?")).toBeVisible();
  await phone.close();
});

test("a bot that another program uses is said, and taken over by one press", async ({
  furnished: { house, as },
  telegram,
}) => {
  await telegram.act({ do: "hijack", text: "https://lain.example/hook" });
  const page = await as("ratna");
  await connect(page, house);
  const subscription = line(page, "Kiriman pesan masuk");
  await expect(subscription).toContainText("Pesan bot ini dikirim ke program lain.");
  await subscription.getByRole("button", { name: "Aktifkan kiriman" }).click();
  await expect(subscription).toContainText("Baik");
  await telegram.act({ do: "text", customer: "0", text: "Sekarang masuk?" });
  await expect(page.getByText("Pesan pertama sudah tiba. Telegram tersambung.")).toBeVisible();
});

test("an agent who connects a bot is told that customers can write", async ({ furnished: { house, as } }) => {
  const eko = await as("eko");
  await connect(eko, house);
  await expect(eko.getByText("Telegram Toko Melati terhubung. Pelanggan sudah dapat menulis.")).toBeVisible();
  await expectAccessible(eko);
});

for (const { name, options, phone } of looks) {
  test(`connected and tested, axe finds nothing: ${name}`, async ({ furnished: { house, as }, telegram }) => {
    const page = await as("ratna", options);
    const check = async () => {
      await expectAccessible(page);
      if (phone) await expectHandy(page);
    };
    await page.goto(`${house.url}/settings/channels/new`);
    await page.getByRole("radio", { name: /^Telegram/ }).check();
    await page.getByLabel("Token bot", { exact: true }).fill("@toko_bot");
    await page.getByRole("button", { name: "Hubungkan", exact: true }).click();
    await page.getByText(/Salin token lengkap/).waitFor();
    await check();
    await telegram.act({ do: "revoke", switch: true });
    await connect(page, house);
    await expect(line(page, "Token akses")).toContainText("Telegram menolak token aksesnya.");
    await check();
    await telegram.act({ do: "revoke", switch: false });
    const owner = await caller(house, "ratna");
    const { channels } = await owner.call<{ channels: { id: string; name: string }[] }>("GET", "/api/v1/channels");
    const id = channels.find((channel) => channel.name.startsWith("Telegram"))?.id;
    await owner.call("POST", `/api/v1/channels/${id}/check`);
    await page.goto(`${house.url}/settings/channels/${id}`);
    await expect(page.getByRole("region", { name: "Keadaan" })).toContainText("@toko_kain_bot");
    await check();
  });
}
