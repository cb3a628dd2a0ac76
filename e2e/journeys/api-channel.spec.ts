import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { expectHandy } from "../house/handy";
import type { House } from "../house/house";
import { Inbox } from "../house/inbox";
import { looks } from "../house/looks";
import { Simulator } from "../house/provider";
import { test as base, expect } from "../house/test";

/** A house that may reach a company's own system on this machine, where nobody has connected anything yet. */
const test = base.extend<{ shop: Simulator }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  shop: async ({}, use) => {
    const shop = await new Simulator("api").start();
    await use(shop);
    await shop.stop();
  },
  flags: async ({ shop }, use) => use(["--private-url", shop.url]),
});

async function connect(page: Page, house: House, shop: Simulator): Promise<void> {
  await page.goto(`${house.url}/settings/channels`);
  await page.getByRole("link", { name: "Hubungkan kanal" }).click();
  await page.getByRole("radio", { name: /^API/ }).check();
  const address = page.getByLabel("Alamat sistem Anda", { exact: true });
  await address.fill("http://toko.example/sapa");
  await page.getByRole("button", { name: "Hubungkan", exact: true }).click();
  await expect(page.getByText(/^Alamatnya harus dimulai dengan https/)).toBeVisible();
  await expect(address).toBeFocused();
  await address.fill(`${shop.url}/sapa`);
  await page.getByRole("button", { name: "Hubungkan", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "API Toko Melati" })).toBeVisible();
}

/** What a person copies from the channel's page into their own system. */
async function keys(page: Page): Promise<{ text: string; secret: string }> {
  const text = await page.getByRole("textbox", { name: "Alamat kanal" }).inputValue();
  const secret = await page.getByRole("textbox", { name: "Rahasia", exact: true }).inputValue();
  return { text, secret };
}

/** A line of the results of a test. */
const line = (page: Page) => page.getByRole("list", { name: "Hasil uji" }).getByRole("listitem");

test("from an address to the first message by curl, its answer in the shop's own system, and a new secret", async ({
  furnished: { house, as },
  shop,
}) => {
  const page = await as("ratna");
  await connect(page, house, shop);
  await page.getByRole("button", { name: "Uji", exact: true }).click();
  await expect(line(page)).toContainText("Sistem Anda menolak tanda tangan Sapa.");
  await shop.act({ do: "connect", ...(await keys(page)) });
  await page.getByRole("button", { name: "Uji lagi" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Semuanya sudah benar." })).toBeAttached();

  const sample = await page.getByRole("textbox", { name: "Contoh: pesan pertama" }).inputValue();
  await promisify(execFile)("bash", ["-euc", sample]);
  await expect(page.getByText("Pesan pertama sudah tiba. API tersambung.")).toBeVisible();
  await page.getByRole("link", { name: "Buka percakapannya" }).click();
  const inbox = new Inbox(page);
  await expect(inbox.message("Halo")).toBeVisible();
  await inbox.answer("Halo, Rina.");

  const phone = await page
    .context()
    .browser()
    ?.newContext({ viewport: { width: 390, height: 780 } });
  const customer = await phone?.newPage();
  if (!phone || !customer) throw new Error("no browser");
  await customer.goto(shop.url);
  await expect(customer.getByRole("log").getByText("Halo, Rina.")).toBeVisible();
  await customer.getByRole("textbox", { name: "Ketik pesan" }).fill("Pesanan saya sampai mana?");
  await customer.keyboard.press("Enter");
  await expect(inbox.message("Pesanan saya sampai mana?")).toBeVisible();
  await expectAccessible(customer);
  await phone.close();

  await page.goto(`${house.url}/settings/channels`);
  await page.getByRole("link", { name: /API Toko Melati/ }).click();
  await page.getByRole("link", { name: "Sambungan", exact: true }).click();
  await expect(page.getByText("Rahasianya sudah dibuat dan tidak ditampilkan lagi.")).toBeVisible();
  await page.getByRole("button", { name: "Ganti rahasia…" }).click();
  await page.getByRole("button", { name: "Ganti", exact: true }).click();
  await expect(page.getByText(/Rahasia yang lama masih berlaku sampai/)).toBeVisible();
  await shop.act({ do: "text", customer: "c-17", text: "Masih dengan rahasia yang lama" });
  await shop.act({ do: "learn", secret: (await keys(page)).secret });
  await shop.act({ do: "text", customer: "c-17", text: "Dengan rahasia yang baru" });
  await page.goto(`${house.url}/inbox`);
  await expect(page.getByText("Dengan rahasia yang baru").first()).toBeVisible();
});

test("an agent who connects one is told who makes the secret", async ({ furnished: { house, as }, shop }) => {
  const eko = await as("eko");
  await connect(eko, house, shop);
  await expect(eko.getByText("API Toko Melati terhubung. Tinggal satu langkah di sistem Anda.")).toBeVisible();
  await expect(eko.getByRole("button", { name: "Buat rahasia" })).toBeHidden();
  await expectAccessible(eko);
});

for (const { name, options, phone } of looks) {
  test(`connected and tested, axe finds nothing: ${name}`, async ({ furnished: { house, as }, shop }) => {
    const page = await as("ratna", options);
    const check = async () => {
      await expectAccessible(page);
      if (phone) await expectHandy(page);
    };
    await connect(page, house, shop);
    await check();
    await page.getByRole("button", { name: "Uji", exact: true }).click();
    await expect(line(page)).toContainText("Sistem Anda menolak tanda tangan Sapa.");
    await check();
    await page.getByRole("button", { name: "Ganti rahasia…" }).click();
    await page.getByRole("checkbox", { name: /^Akhiri rahasia lama/ }).check();
    await check();
  });
}
