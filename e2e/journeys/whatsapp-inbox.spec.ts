import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { pdf, picture } from "../house/files";
import { Inbox } from "../house/inbox";
import { inEnglish, looks } from "../house/looks";
import { expect, type Shop, sticker, test, voice } from "../house/whatsapp";

// The inbox with a WhatsApp number, against the simulated WhatsApp: what arrives, what goes out, and what goes wrong.

const rina = 0;
const budi = { name: "Budi Santoso", number: "6281234567802" };

/** Opens Rina's conversation from the queue, after she has written. */
async function openRina(page: Page): Promise<Inbox> {
  const inbox = new Inbox(page);
  await inbox.goTo("Antrean");
  await inbox.open("Rina Kartika");
  return inbox;
}

/** A message on a customer's phone. */
interface OnPhone {
  id: string;
  from_business: boolean;
  text?: string;
  options?: { id: string; title: string }[];
  template?: string;
  quoted?: string;
}

/** Waits until something is on a customer's phone, and gives it. */
async function onPhone(shop: Shop, who: number, is: (message: OnPhone) => boolean): Promise<OnPhone> {
  const find = async () => ((await shop.provider.state(who)).thread as OnPhone[]).find(is);
  await expect.poll(find).toBeDefined();
  return (await find()) as OnPhone;
}

const says = (text: string) => (message: OnPhone) => message.text === text;
const status = (message: Locator, words: string) => message.getByText(words, { exact: true });

test("every kind of message arrives as what it is, and files are fetched", async ({ furnished, shop }) => {
  const does = (wish: { do: string } & Record<string, unknown>) => shop.customer(rina, wish);
  await does({ do: "text", text: "Halo, masih ada?", extra: "ad" });
  const inbox = await openRina(await furnished.as("eko"));
  await expect(inbox.message("Dari iklan: Batik tulis asli")).toContainText("Halo, masih ada?");

  await shop.send(rina, "image", picture("batik.png", 400, 300), { caption: "Yang ini" });
  await inbox
    .message("Yang ini")
    .getByRole("button", { name: /^Buka gambar/ })
    .click();
  await expect(inbox.page.getByRole("dialog").getByRole("img")).toBeVisible();
  await inbox.page.keyboard.press("Escape");

  await shop.send(rina, "sticker", sticker());
  await expect(inbox.thread.getByRole("img", { name: "Stiker" })).toBeVisible();
  await shop.send(rina, "audio", voice(), { voice: true });
  await expect(inbox.thread.getByRole("button", { name: "Putar: Pesan suara" })).toBeVisible();
  await shop.send(rina, "document", pdf("faktur.pdf"));
  await expect(inbox.thread.getByRole("link", { name: /faktur\.pdf/ })).toHaveAttribute("href", /\/api\/v1\/files\//);

  await does({ do: "contact", name: "Pak Joko", text: "+62 812-3456-7890" });
  const card = inbox.message("Pak Joko");
  await expect(card.getByRole("link", { name: "Kirim WhatsApp ke Pak Joko" })).toHaveAttribute(
    "href",
    "https://wa.me/6281234567890",
  );
  await expect(card.getByRole("link", { name: "Telepon Pak Joko" })).toHaveAttribute("href", "tel:+6281234567890");
  await does({ do: "location", latitude: -6.2, longitude: 106.8, name: "Rumah", text: "Jl. Melati 5" });
  await expect(inbox.message("Rumah, Jl. Melati 5")).toBeVisible();
  await does({ do: "text", text: "Dari kakak saya", extra: "forwarded" });
  await expect(inbox.message("Dari kakak saya")).toContainText("Diteruskan");
  await does({ do: "unsupported", kind: "poll" });
  await expect(inbox.message("Jajak pendapat tidak dapat ditampilkan.")).toBeVisible();
  await does({ do: "echo", text: "Saya balas dari ponsel" });
  await expect(inbox.thread.getByText("Dari ponsel", { exact: true })).toBeVisible();
});

test("the list says in words what was said last", async ({ furnished, shop }) => {
  await shop.customer(rina, { do: "text", text: "Halo" });
  const inbox = new Inbox(await furnished.as("eko"));
  await inbox.goTo("Antrean");
  await shop.customer(rina, { do: "contact", name: "Pak Joko", text: "+62 812-3456-7890" });
  await expect(inbox.row("Kontak: Pak Joko")).toBeVisible();
  await shop.send(rina, "sticker", sticker());
  await expect(inbox.row("Stiker")).toBeVisible();
});

test("an answer quotes, reaches the phone, and its ticks move", async ({ furnished, shop }) => {
  await shop.customer(rina, { do: "receipts", kind: "none" });
  await shop.customer(rina, { do: "text", text: "Warna apa saja?" });
  const inbox = await openRina(await furnished.as("eko"));
  await (await inbox.onMessage("Warna apa saja?")).getByRole("button", { name: "Balas pesan ini" }).click();
  await inbox.answer("Merah dan biru");
  const sent = await onPhone(shop, rina, says("Merah dan biru"));
  expect(sent.quoted).toBeTruthy();
  const message = inbox.message("Merah dan biru");
  await expect(status(message, "Terkirim")).toBeAttached();
  for (const [word, shown] of [
    ["delivered", "Sampai"],
    ["read", "Dibaca"],
  ] as const) {
    await shop.customer(rina, { do: "status", id: sent.id, status: word });
    await expect(status(message, shown)).toBeAttached();
  }
});

test("a file that could not be fetched says why, and comes when it is asked for again", async ({ furnished, shop }) => {
  await shop.customer(rina, { do: "fail", kind: "error", code: 100, on: "media", n: 1 });
  await shop.send(rina, "document", pdf("faktur.pdf"));
  const inbox = await openRina(await furnished.as("eko"));
  await expect(inbox.message("faktur.pdf gagal diambil")).toBeVisible();
  await inbox.thread.getByRole("button", { name: "Coba lagi" }).click();
  await expect(inbox.thread.getByRole("link", { name: /faktur\.pdf/ })).toBeVisible();
});

test("what may not have been sent is asked about, and what failed is sent again", async ({ furnished, shop }) => {
  await shop.customer(rina, { do: "receipts", kind: "none" });
  await shop.customer(rina, { do: "text", text: "Halo" });
  const inbox = await openRina(await furnished.as("eko"));
  await shop.customer(rina, { do: "fail", kind: "cut", on: "send", n: 1 });
  await inbox.answer("Jawabannya hilang");
  await expect(inbox.thread.getByText("Tidak pasti terkirim", { exact: true })).toBeVisible();
  await inbox.button("Sudah sampai").click();
  await expect(status(inbox.message("Jawabannya hilang"), "Terkirim")).toBeAttached();
  await expect(inbox.button("Sudah sampai")).toBeHidden();

  await shop.customer(rina, { do: "refuse", code: 131026, n: 1 });
  await inbox.answer("Yang ini gagal");
  await expect(inbox.thread.getByText(/^Pesan tidak dapat sampai/)).toBeVisible();
  await inbox.thread.getByText("Rincian").click();
  await expect(inbox.thread.getByText(/131026/)).toBeVisible();
  await inbox.button("Kirim ulang").click();
  await expect(status(inbox.message("Yang ini gagal"), "Terkirim")).toBeAttached();
  await expect(inbox.button("Kirim ulang")).toBeHidden();
  const texts = await shop.provider.texts(rina);
  expect(texts.filter((text) => text === "Jawabannya hilang")).toHaveLength(1);
});

test("once the window is closed a template is found, filled in and sent, by keys alone", async ({
  furnished,
  shop,
}) => {
  await shop.wrote(budi.name, budi.number, "Halo, kemarin saya tanya sarung", 25);
  const page = await furnished.as("eko");
  const inbox = new Inbox(page);
  await inbox.goTo("Antrean");
  await inbox.open(budi.name);
  await expect(inbox.pane.getByText("Jendela 24 jam sudah berakhir")).toBeVisible();
  await expect(inbox.reply).toBeHidden();
  await page.getByRole("searchbox", { name: "Cari templat" }).focus();
  await page.keyboard.type("dikirim resi");
  await expect(page.getByRole("list", { name: "Templat" }).getByRole("button")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await page.getByLabel("Isian 1").focus();
  await page.keyboard.type("Budi");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Isian 2")).toBeFocused();
  await page.keyboard.type("JNE");
  await page.getByLabel("Isian 3").fill("JP123");
  await expect(page.getByRole("region", { name: "Pratinjau" })).toContainText(
    "diserahkan ke JNE dengan nomor resi JP123",
  );
  await page.getByLabel("Akhir tautan “Lacak paket”").fill("JP123");
  await page.keyboard.press("Enter");
  const sent = await onPhone(shop, 1, (message) => message.template === "pesanan_dikirim");
  expect(sent.text).toContain("Kabar baik, Budi!");
  await expect(inbox.message("Kabar baik, Budi!")).toContainText("Lacak paket");
  await expect(inbox.pane.getByText("Templat lain")).toBeHidden();

  // The customer's answer opens the window again.
  await shop.provider.say("Terima kasih", 1);
  await expect(inbox.reply).toBeVisible();
});

test("a template with a picture is sent while one may write freely, too", async ({ furnished, shop }) => {
  await shop.customer(rina, { do: "text", text: "Ada promo?" });
  const page = await furnished.as("eko");
  const inbox = await openRina(page);
  await expect(inbox.reply).toBeVisible();
  await inbox.command("templat", /Templat/);
  const dialog = page.getByRole("dialog", { name: "Templat" });
  await dialog.getByRole("button", { name: /Promo akhir pekan/ }).click();
  await dialog.getByLabel("Isian 1").fill("Rina");
  await dialog.getByLabel("Isian 2").fill("20%");
  await dialog.getByRole("button", { name: "Kirim templat" }).click();
  await expect(dialog.getByText("Bagian ini wajib diisi.")).toBeVisible();
  await dialog.locator("input[type=file]").setInputFiles(picture("promo.png", 300, 200));
  await expect(dialog.getByText("promo.png")).toBeVisible();
  await dialog.getByRole("button", { name: "Kirim templat" }).click();
  await expect(dialog).toBeHidden();
  await onPhone(shop, rina, (message) => message.template === "promo_akhir_pekan");
  await expect(inbox.message("Hai Rina! Diskon 20%").getByRole("button", { name: /^Buka gambar/ })).toBeVisible();
});

test("a menu is built, and the choice comes back", async ({ furnished, shop }) => {
  await shop.customer(rina, { do: "text", text: "Mau pesan" });
  const page = await furnished.as("eko");
  const inbox = await openRina(page);
  await inbox.reply.fill("Mau warna apa, Kak?");
  await page.getByRole("button", { name: "Lampirkan" }).click();
  await page.getByRole("menuitem", { name: "Menu pilihan" }).click();
  const dialog = page.getByRole("dialog", { name: "Menu pilihan" });
  await expect(dialog.getByLabel("Teks pesan")).toHaveValue("Mau warna apa, Kak?");
  await dialog.getByLabel("Pilihan 1", { exact: true }).fill("Merah yang namanya terlalu panjang");
  await dialog.getByLabel("Pilihan 2", { exact: true }).fill("Biru");
  await dialog.getByRole("button", { name: "Kirim menu" }).click();
  await expect(dialog.getByLabel("Pilihan 1", { exact: true })).toBeFocused();
  await dialog.getByLabel("Pilihan 1", { exact: true }).fill("Merah");
  await dialog.getByRole("button", { name: "Kirim menu" }).click();
  await expect(dialog).toBeHidden();
  await expect(inbox.reply).toHaveValue("");
  const menu = await onPhone(shop, rina, (message) => message.options?.length === 2);
  await shop.customer(rina, { do: "choose", id: menu.id, option: menu.options?.[1]?.id ?? "" });
  await expect(inbox.message("Memilih: Biru")).toBeVisible();
});

test("several pictures become several messages, the text with the first", async ({ furnished, shop }) => {
  await shop.customer(rina, { do: "text", text: "Boleh lihat fotonya?" });
  const page = await furnished.as("eko");
  const inbox = await openRina(page);
  const files = [picture("satu.png", 300, 200), picture("dua.png", 300, 200)];
  await page.locator("input[type=file]").first().setInputFiles(files);
  await expect(page.getByRole("list", { name: "Berkas yang dilampirkan" }).getByText(/\.png$/)).toHaveCount(2);
  await inbox.answer("Ini fotonya, Kak");
  await expect(inbox.thread.getByRole("button", { name: /^Buka gambar/ })).toHaveCount(2);
  await onPhone(shop, rina, says("Ini fotonya, Kak"));
});

for (const { name, options, phone } of looks) {
  test(`a conversation on WhatsApp can be used by everybody: ${name}`, async ({ furnished, shop }) => {
    const english = phone;
    const t = (id: string, en: string) => (english ? en : id);
    await shop.customer(rina, { do: "text", text: "Halo", extra: "ad" });
    await shop.customer(rina, { do: "contact", name: "Pak Joko", text: "+62 812-3456-7890" });
    await shop.customer(rina, { do: "unsupported", kind: "poll" });
    await shop.wrote(budi.name, budi.number, "Halo, kemarin saya tanya sarung", 25);
    const page = await furnished.as("eko", { ...options, ...(english ? inEnglish(furnished.house.url) : {}) });
    const open = async (who: string) => {
      await page.goto(`${furnished.house.url}/inbox?tab=queue`);
      await page.getByRole("link").filter({ hasText: who }).first().click();
    };
    await open("Rina Kartika");
    await expect(page.getByText(t("Jajak pendapat tidak dapat", "A poll cannot be shown"))).toBeVisible();
    await expectAccessible(page);

    await open(budi.name);
    await expect(page.getByText(t("Jendela 24 jam sudah berakhir", "The 24-hour window has closed"))).toBeVisible();
    if (phone) await page.getByRole("button", { name: t("Pilih templat", "Choose a template") }).click();
    await page.getByRole("button", { name: /Pesanan dikirim/ }).click();
    await page.getByRole("button", { name: t("Kirim templat", "Send template") }).click();
    await expect(page.getByLabel(t("Isian 1", "Value 1"))).toBeFocused();
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide, "nothing is wider than the window").toBe(false);
  });
}
