import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { expectHandy } from "../house/handy";
import { type Caller, caller, type House } from "../house/house";
import { Inbox } from "../house/inbox";
import { inEnglish, looks } from "../house/looks";
import { type Account, Provider } from "../house/provider";
import { test as base, expect } from "../house/test";

/** A house whose WhatsApp is the simulator, where nobody has connected anything yet. */
const test = base.extend<{ provider: Provider }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  provider: async ({}, use) => {
    const provider = await new Provider().start();
    await use(provider);
    await provider.stop();
  },
  flags: async ({ provider }, use) => use(["--graph-url", provider.url]),
});

const labels = {
  phone_number_id: "ID nomor telepon",
  waba_id: "ID akun WhatsApp Business",
  access_token: "Token akses",
  app_secret: "Rahasia aplikasi",
} as const;

const field = (page: Page, name: keyof Account) => page.getByLabel(labels[name], { exact: true });

/** Connects a number by its form, as somebody who has copied these values. */
async function connect(page: Page, house: House, account: Account): Promise<void> {
  await page.goto(`${house.url}/settings/channels`);
  await page.getByRole("link", { name: "Hubungkan kanal" }).click();
  await page.getByRole("radio", { name: /^WhatsApp/ }).check();
  for (const name of Object.keys(labels) as (keyof Account)[]) await field(page, name).fill(account[name]);
  await page.getByRole("button", { name: "Hubungkan", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "WhatsApp Toko Melati" })).toBeVisible();
}

/** A line of the results of a test. */
const line = (page: Page, name: string) =>
  page.getByRole("list", { name: "Hasil uji" }).getByRole("listitem").filter({ hasText: name });

/** Copies what must be entered at Meta and enters it there. */
async function enterWebhook(page: Page, provider: Provider): Promise<string> {
  const address = await page.getByRole("textbox", { name: "Alamat webhook" }).inputValue();
  await provider.callback(address, await page.getByRole("textbox", { name: "Token verifikasi" }).inputValue());
  return address;
}

/** A number that is connected and takes messages, without the screens. */
async function connected(house: House, provider: Provider): Promise<{ owner: Caller; id: string; address: string }> {
  const owner = await caller(house, "ratna");
  const config = await provider.account();
  const { id, setup } = await owner.call<{ id: string; setup: { hook: { path: string; verify_token: string } } }>(
    "POST",
    "/api/v1/channels",
    { kind: "whatsapp", name: "WhatsApp Toko Melati", config },
  );
  const address = house.url + setup.hook.path;
  await provider.callback(address, setup.hook.verify_token);
  await owner.call("POST", `/api/v1/channels/${id}/check`);
  return { owner, id, address };
}

test("from nothing to the first message and its answer, in less than two minutes", async ({
  furnished: { house, as },
  provider,
}) => {
  const begun = Date.now();
  const page = await as("ratna");
  await connect(page, house, await provider.account());
  await expect(line(page, "Token akses")).toContainText("Baik");
  await expect(line(page, "Nomor")).toContainText("+62 21-5000-1234");
  await expect(page.getByRole("status").filter({ hasText: "Semuanya sudah benar." })).toBeAttached();
  await expect(page.getByText(/Meta harus dapat membukanya dari internet/)).toBeVisible();

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Salin" }).first().click();
  const address = await enterWebhook(page, provider);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);

  await expect(page.getByText("Menunggu pesan pertama…")).toBeVisible();
  await provider.say("Halo kak, kain batiknya masih ada?");
  await expect(page.getByText("Pesan pertama sudah tiba. WhatsApp tersambung.")).toBeVisible();
  await page.getByRole("link", { name: "Buka percakapannya" }).click();

  const inbox = new Inbox(page);
  await expect(inbox.message("Halo kak, kain batiknya masih ada?")).toBeVisible();
  await inbox.answer("Masih ada, kak.");
  await expect.poll(() => provider.texts()).toContain("Masih ada, kak.");
  expect(Date.now() - begun).toBeLessThan(120_000);
});

test("a wrong token is explained where it was entered and across the inbox; what waits goes out with the right one", async ({
  furnished: { house, as },
  provider,
}) => {
  const account = await provider.account();
  const page = await as("ratna");
  const eko = await as("eko");
  await connect(page, house, { ...account, access_token: "EAAGsalah" });
  await expect(line(page, "Token akses")).toContainText("WhatsApp menolak token aksesnya.");
  await expect(line(page, "Templat")).toContainText("Belum dapat diperiksa");

  await expect(eko.getByText(/^WhatsApp Toko Melati tidak dapat mengirim: WhatsApp menolak token/)).toBeVisible();
  await expect(eko.getByRole("link", { name: /^Perbaiki/ })).toBeHidden();
  await enterWebhook(page, provider);
  await provider.say("Apakah buka hari Minggu?");
  const inbox = new Inbox(eko);
  await inbox.goTo("Antrean");
  await inbox.open("Apakah buka hari Minggu?");
  await expect(eko.getByText(/Balasan menunggu, lalu terkirim/)).toBeVisible();
  await expect(eko.getByText(/menolak token|Token akses WhatsApp/)).toHaveCount(1);
  // What a phone's keyboard leaves has room for the word and for sending, not for the reason.
  const small = new Inbox(await as("fitri", { viewport: { width: 360, height: 380 }, hasTouch: true, isMobile: true }));
  await small.goTo("Antrean");
  await small.open("Apakah buka hari Minggu?");
  await expect(small.page.getByText(/Balasan menunggu, lalu terkirim/)).toBeVisible();
  await small.reply.fill("Buka, kak.\n".repeat(9));
  await expect(small.button("Kirim")).toBeInViewport({ ratio: 1 });
  await inbox.answer("Buka, kak.");
  await expect(inbox.message("Buka, kak.")).toBeVisible();
  // A phone has room for one of the two: in an open conversation that is the composer.
  await eko.setViewportSize({ width: 360, height: 740 });
  await expect(eko.getByText(/^WhatsApp Toko Melati tidak dapat mengirim/)).toBeHidden();
  await expect(eko.getByText(/Balasan menunggu, lalu terkirim.*Token akses WhatsApp/)).toBeVisible();
  await eko.setViewportSize({ width: 1366, height: 768 });

  await page.goto(`${house.url}/inbox`);
  await page.getByRole("link", { name: "Perbaiki WhatsApp Toko Melati" }).click();
  await page.getByRole("button", { name: "Isi token baru" }).click();
  await expect(field(page, "access_token")).toBeFocused();
  await expect(field(page, "access_token")).toHaveValue("");
  expect(await provider.texts()).toEqual(["Apakah buka hari Minggu?"]);
  await page.keyboard.type(account.access_token);
  await page.getByRole("button", { name: "Simpan", exact: true }).click();
  await expect(line(page, "Token akses")).toContainText("Baik");
  await expect(page.getByRole("region", { name: "Keadaan" })).toContainText("Sehat");
  await expect(eko.getByText(/tidak dapat mengirim/)).toBeHidden();
  await expect.poll(() => provider.texts(), { timeout: 20_000 }).toEqual(["Apakah buka hari Minggu?", "Buka, kak."]);
});

test("a number that delivers nothing is told so, and one press turns it on", async ({
  furnished: { house, as },
  provider,
}) => {
  await provider.act({ do: "subscribed", switch: false });
  const page = await as("ratna");
  await connect(page, house, await provider.account());
  const subscription = line(page, "Kiriman pesan masuk");
  await expect(subscription).toContainText("belum dikirimkan ke Sapa");
  await subscription.getByRole("button", { name: "Aktifkan kiriman" }).click();
  await expect(subscription).toContainText("Baik");
  await enterWebhook(page, provider);
  await provider.say("Sekarang masuk?");
  await expect(page.getByText("Pesan pertama sudah tiba. WhatsApp tersambung.")).toBeVisible();
});

test("texts that cannot be ids are refused in words, and one account is connected once", async ({
  furnished: { house, as },
  provider,
}) => {
  await connected(house, provider);
  const page = await as("ratna");
  await page.goto(`${house.url}/settings/channels/new`);
  await page.getByRole("radio", { name: /^WhatsApp/ }).check();
  await field(page, "phone_number_id").fill("+62 812 3456");
  const button = page.getByRole("button", { name: "Hubungkan", exact: true });
  await button.click();
  await expect(page.getByText("Hanya angka, 5 sampai 20 digit, tanpa spasi atau tanda +.")).toBeVisible();
  await expect(field(page, "phone_number_id")).toBeFocused();
  await expect(field(page, "access_token")).toHaveAttribute("type", "password");
  const account = await provider.account();
  for (const name of Object.keys(labels) as (keyof Account)[]) await field(page, name).fill(account[name]);
  await button.click();
  await expect(page.getByRole("alert").filter({ hasText: "Akun ini sudah terhubung lewat kanal lain." })).toBeVisible();
  await expect(field(page, "app_secret")).toHaveValue(account.app_secret);
});

test("the templates of a number are listed with their state, and shown as customers see them", async ({
  furnished: { house, as },
  provider,
}) => {
  const { id } = await connected(house, provider);
  const page = await as("ratna");
  await page.goto(`${house.url}/settings/channels/${id}?part=templates`);
  const row = page.getByRole("listitem").filter({ hasText: "konfirmasi_pesanan" });
  await expect(row).toContainText("Disetujui");
  await row.getByText("konfirmasi_pesanan").click();
  await expect(row.getByRole("figure")).toContainText("terima kasih sudah berbelanja");
  await page.getByRole("searchbox", { name: "Cari templat" }).fill("hadiah");
  await expect(page.getByRole("listitem").filter({ hasText: "hadiah_gratis" })).toContainText("Ditolak");
  await expect(row).toBeHidden();
});

test("what cannot be read is held, shown as it came, replayed and discarded", async ({
  furnished: { house, as },
  provider,
}) => {
  const { owner, id, address } = await connected(house, provider);
  const page = await as("ratna");
  await page.goto(`${house.url}/settings/deliveries`);
  await expect(page.getByText("Tidak ada kiriman yang tertahan")).toBeVisible();
  const body = '{"object":"page","entry":[{"id":12345678901234567890}]}';
  expect(await provider.bring(address, body)).toBe(200);
  expect(await provider.bring(address, '{"object":"group"}')).toBe(200);
  const held = () => owner.call<{ deliveries: unknown[] }>("GET", "/api/v1/deliveries");
  await expect.poll(async () => (await held()).deliveries.length).toBe(2);

  await page.reload();
  const menu = page.getByRole("navigation", { name: "Pengaturan" });
  await expect(menu.getByRole("link", { name: /^Kiriman tertahan/ })).toContainText("2 kiriman tertahan");
  await page.getByRole("main").getByRole("listitem").getByRole("link").last().click();
  await expect(page.getByRole("heading", { level: 1, name: "Kiriman dari WhatsApp Toko Melati" })).toBeVisible();
  await expect(page.getByText('"id": 12345678901234567890')).toBeVisible();
  const replay = page.getByRole("button", { name: "Ulangi" });
  await replay.click();
  await expect(page.getByText("Masih tertahan: Isinya tidak dapat dibaca.")).toBeVisible();

  // While its channel is off it only waits, and nobody need do anything.
  await owner.call("PATCH", `/api/v1/channels/${id}`, { on: false });
  await replay.click();
  await expect(page.getByText("Dicoba lagi sendiri: Kanalnya dimatikan.")).toBeVisible();
  await expect(replay).toBeHidden();

  await page
    .getByRole("link", { name: /^Kiriman tertahan/ })
    .first()
    .click();
  await page.getByRole("main").getByRole("listitem").getByRole("link").click();
  await page.getByRole("button", { name: "Buang…" }).click();
  const question = page.getByRole("alertdialog", { name: "Buang kiriman ini?" });
  await expectAccessible(page);
  await question.getByRole("button", { name: "Buang", exact: true }).click();
  await expect(page.getByText("Tidak ada kiriman yang tertahan")).toBeVisible();

  const eko = await as("eko");
  await eko.goto(`${house.url}/settings/deliveries`);
  await expect(eko.getByRole("heading", { level: 1, name: "Kiriman tertahan: bukan untuk peran Anda" })).toBeVisible();
});

test("an agent who connects a number is told what to hand on", async ({ furnished: { house, as }, provider }) => {
  const eko = await as("eko");
  await connect(eko, house, await provider.account());
  await expect(eko.getByText("WhatsApp Toko Melati terhubung. Tinggal satu langkah di Meta.")).toBeVisible();
  await enterWebhook(eko, provider);
  await expect(eko.getByText(/minta admin menguji sambungannya/)).toBeVisible();
  await expectAccessible(eko);
});

test("in English, by keyboard alone: connected, tested, and written to", async ({
  furnished: { house, as },
  provider,
}) => {
  const account = await provider.account();
  const page = await as("ratna", inEnglish(house.url));
  await page.goto(`${house.url}/settings/channels/new`);
  await page.getByRole("radio", { name: /^Web chat/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.getByLabel("Phone number ID", { exact: true }).focus();
  await page.keyboard.type(account.phone_number_id);
  await page.keyboard.press("Tab");
  await page.keyboard.type(account.waba_id);
  await page.keyboard.press("Tab");
  await page.keyboard.type(account.access_token);
  // Past the button that shows it.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type(account.app_secret);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Everything is right." })).toBeAttached();
  await expect(page.getByText("Write to +62 21-5000-1234 from any phone.")).toBeVisible();
  await provider.callback(
    await page.getByRole("textbox", { name: "Webhook address" }).inputValue(),
    await page.getByRole("textbox", { name: "Verify token" }).inputValue(),
  );
  await provider.say("Do you ship abroad?");
  await expect(page.getByText("The first message has arrived. WhatsApp is connected.")).toBeVisible();
  const way = page.getByRole("link", { name: "Open the conversation" });
  await way.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article").filter({ hasText: "Do you ship abroad?" })).toBeVisible();
});

for (const { name, options, phone } of looks) {
  test(`axe finds nothing: ${name}`, async ({ furnished: { house, as }, provider }) => {
    const page = await as("ratna", options);
    const check = async () => {
      await expectAccessible(page);
      if (phone) await expectHandy(page);
    };
    await page.goto(`${house.url}/settings/channels/new`);
    await page.getByRole("radio", { name: /^WhatsApp/ }).check();
    await page.getByRole("button", { name: "Hubungkan", exact: true }).click();
    await page.getByText("Bagian ini wajib diisi.").first().waitFor();
    await check();
    await provider.act({ do: "token", code: 190 });
    await connect(page, house, await provider.account());
    await expect(line(page, "Token akses")).toContainText("Perlu diperbaiki");
    await check();
    await page.getByRole("link", { name: "Ubah isian" }).click();
    await page.getByRole("button", { name: "Isi token baru" }).waitFor();
    await check();
    await page.goto(house.url);
    await page.getByText(/tidak dapat mengirim/).waitFor();
    await check();
    await page.goto(`${house.url}/settings/channels`);
    await page.getByRole("link", { name: /^WhatsApp/ }).waitFor();
    await check();

    await provider.act({ do: "token", code: 0 });
    const owner = await caller(house, "ratna");
    const { channels } = await owner.call<{
      channels: { id: string; kind: string; setup: { hook: { path: string } } }[];
    }>("GET", "/api/v1/channels");
    const channel = channels.find(({ kind }) => kind === "whatsapp");
    await owner.call("POST", `/api/v1/channels/${channel?.id}/check`);
    await page.goto(`${house.url}/settings/channels/${channel?.id}?part=templates`);
    await page.getByText("konfirmasi_pesanan").click();
    await check();
    await provider.bring(house.url + channel?.setup.hook.path, '{"object":"page"}');
    await expect
      .poll(async () => (await owner.call<{ deliveries: unknown[] }>("GET", "/api/v1/deliveries")).deliveries.length)
      .toBe(1);
    await page.goto(`${house.url}/settings/deliveries`);
    const held = page
      .getByRole("main")
      .getByRole("listitem")
      .getByRole("link", { name: /Isinya tidak dapat dibaca/ });
    await held.waitFor();
    await check();
    await held.click();
    await page.getByRole("button", { name: "Ulangi" }).waitFor();
    await check();
  });
}
