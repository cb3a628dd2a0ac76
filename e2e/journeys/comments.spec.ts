import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { expect, test, Wall } from "../house/comments";
import { expectHandy } from "../house/handy";
import type { House } from "../house/house";
import { Inbox } from "../house/inbox";
import { inEnglish, looks } from "../house/looks";
import { enterWebhook, line, logInAtFacebook } from "../house/messenger";

const question = "Kak, kain sogan ini berapa harganya?";

/** The tab of comments, or of messages, above the lists. */
const kind = (page: Page, name: "Pesan" | "Komentar") =>
  page.getByRole("navigation", { name: "Pesan atau komentar" }).getByRole("link", { name: new RegExp(`^${name}`) });

/** Opens what a customer has commented, as somebody with the comments' queue before them. */
async function openTalk(page: Page, house: House, text: string): Promise<Inbox> {
  const inbox = new Inbox(page);
  await page.goto(`${house.url}/inbox?tab=queue&kind=comments`);
  await inbox.open(text);
  await expect(inbox.message(text).first()).toBeVisible();
  return inbox;
}

/** Presses a key on the message in which a text stands. */
async function pressOn(inbox: Inbox, text: string, key: string): Promise<void> {
  await inbox.message(text).first().focus();
  await inbox.page.keyboard.press(key);
}

/** The comment at the provider, once it stands so there. */
const stands = (wall: Wall, text: string, how: Record<string, unknown>) =>
  expect.poll(() => wall.find(text)).toEqual(expect.objectContaining(how));

test("comments are connected by signing in; their tab comes with the first of them, and a reply is public", async ({
  furnished: { house, as },
  messenger,
}) => {
  const page = await as("ratna");
  await expect(page.getByRole("navigation", { name: "Daftar percakapan" })).toBeVisible();
  await expect(kind(page, "Komentar")).toHaveCount(0);
  await logInAtFacebook(page, house, /^Komentar Facebook/);
  await page.getByRole("radio", { name: "Toko Kain Nusantara" }).check();
  await page.getByRole("button", { name: "Simpan perubahan" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Toko Kain Nusantara" })).toBeVisible();
  await expect(line(page, "Token akses")).toContainText("Baik");
  await enterWebhook(page, messenger);
  const wall = await new Wall(messenger).publish("Batik baru sudah datang, siap kirim hari ini");
  await wall.write(question);
  await page.getByRole("link", { name: "Buka percakapannya" }).click();

  const inbox = new Inbox(page);
  await expect(kind(page, "Komentar")).toHaveAttribute("aria-current", "page");
  await expect(inbox.message(question)).toBeVisible();
  const post = page.getByRole("region", { name: "Postingan" });
  await expect(post).toContainText("Batik baru sudah datang");
  await expect(post.getByRole("link", { name: "Lihat postingan" })).toHaveAttribute("rel", /noopener/);
  await expect(page.getByText("Membalas komentar Rina Kartika")).toBeVisible();
  await expect(page.getByText("Balasan ini tampil untuk umum")).toBeVisible();
  await inbox.answer("Rp285.000 ya, Kak.");
  const { id } = (await wall.find(question)) ?? {};
  await expect.poll(async () => (await wall.find("Rp285.000"))?.parent).toBe(id);
  await expect(inbox.message("Rp285.000")).toContainText("Terkirim");
});

test("messages and comments have their own lists and numbers; the tab is in the address, has a key, and is remembered", async ({
  furnished: { house, as },
  wall,
}) => {
  await wall.write(question);
  await wall.write("Bisa COD ke Jember?", { customer: 1 });
  await wall.provider.say("Ini pesan langsung");
  const page = await as("eko");
  const inbox = new Inbox(page);
  await page.goto(`${house.url}/inbox?tab=queue&kind=messages`);
  await expect(kind(page, "Komentar")).toContainText("2");
  await expect(kind(page, "Pesan")).toContainText("1");
  await expect(inbox.rows).toHaveCount(1);
  await kind(page, "Komentar").click();
  await expect(page).toHaveURL(/kind=comments/);
  await expect(inbox.rows).toHaveCount(2);
  await expect(inbox.row("Ini pesan langsung")).toHaveCount(0);

  await page.goto(`${house.url}/inbox`);
  await expect(kind(page, "Komentar")).toHaveAttribute("aria-current", "page");
  await expect(page.getByText("Belum ada komentar untuk Anda")).toBeVisible();
  // The keys' code comes after the first screen, so an early press may be for nothing.
  await expect(async () => {
    await page.keyboard.press("c");
    await expect(kind(page, "Pesan")).toHaveAttribute("aria-current", "page", { timeout: 1000 });
  }).toPass();
  await page.goBack();
  await expect(kind(page, "Komentar")).toHaveAttribute("aria-current", "page");

  await inbox.button("Ambil berikutnya").click();
  await expect(inbox.pane).toBeVisible();
  await expect(inbox.message(question)).toBeVisible();
  await expect(kind(page, "Komentar")).toContainText("1");
});

test("answers below answers, edited, removed, hidden, liked and deleted: here as at Facebook", async ({
  furnished: { house, as },
  wall,
}) => {
  await wall.write(question);
  await wall.write("Sama yang warna biru?", { below: question });
  await wall.write("Penipu!");
  const page = await as("eko");
  const inbox = await openTalk(page, house, "Penipu!");
  const sheet = await inbox.openHelp();
  await expect(sheet.getByText("Sembunyikan atau tampilkan komentar")).toBeVisible();
  await page.keyboard.press("Escape");

  await pressOn(inbox, "Penipu!", "h");
  await stands(wall, "Penipu!", { hidden: true });
  await expect(inbox.message("Penipu!")).toContainText("Disembunyikan");
  await pressOn(inbox, question, "Shift+L");
  await stands(wall, question, { liked: true });
  await inbox.button("Suka komentar Rina Kartika").first().click();
  await expect.poll(async () => (await wall.find(question))?.liked ?? false).toBe(false);

  // What has the focus is what is answered.
  await pressOn(inbox, "warna biru", "r");
  await expect(page.getByRole("button", { name: "Balas komentar terbaru saja" })).toBeVisible();
  await inbox.answer("Biru juga sama, Kak.");
  const { id } = (await wall.find(question)) ?? {};
  await expect.poll(async () => (await wall.find("Biru juga"))?.parent).toBe(id);
  // Whoever presses something sees it in its place: above an answer that is being sent, it moves still.
  await expect(inbox.message("Biru juga")).toContainText("Terkirim");

  await wall.edit(question, "Kak, kain sogan yang ini berapa?");
  await inbox.message("sogan yang ini").getByRole("button", { name: "diubah" }).click();
  await expect(page.getByRole("dialog", { name: "Teks sebelumnya" })).toContainText(question);
  await page.keyboard.press("Escape");
  await wall.remove("warna biru");
  await expect(inbox.message("Komentar dihapus")).toBeVisible();

  await inbox.message("Penipu!").focus();
  const more = inbox.button("Tindakan lain untuk komentar Rina Kartika").last();
  await more.click();
  await page.getByRole("menuitem", { name: "Hapus" }).click();
  const asked = page.getByRole("alertdialog", { name: "Hapus komentar pelanggan ini?" });
  await asked.getByRole("button", { name: "Hapus" }).click();
  await expect(inbox.message("Komentar dihapus")).toHaveCount(2);
  await stands(wall, "Penipu!", { deleted: true });
});

test("a private reply goes once, and on as a direct message that leads back", async ({
  furnished: { house, as },
  wall,
}) => {
  await wall.write(question);
  const page = await as("eko");
  const inbox = await openTalk(page, house, question);
  await pressOn(inbox, question, "p");
  const dialog = page.getByRole("dialog", { name: "Balas pribadi komentar Rina Kartika" });
  await expect(dialog).toContainText("hanya dapat dibalas pribadi satu kali");
  await expect(dialog).toContainText("Sisa waktu: 6 hari");
  await dialog.getByRole("textbox").fill("Kak, harganya saya kirim di sini ya.");
  await dialog.getByRole("button", { name: "Kirim pribadi" }).click();
  await expect(dialog).toBeHidden();
  await stands(wall, question, { answered: true });
  await expect(inbox.message("saya kirim di sini")).toContainText("Pribadi");
  await expect(inbox.button("Sudah dibalas pribadi: ke balasan untuk Rina Kartika")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Balas pribadi komentar/ })).toHaveCount(0);

  await page.getByRole("link", { name: "Buka pesannya" }).click();
  await expect(kind(page, "Pesan")).toHaveAttribute("aria-current", "page");
  await expect(page.getByText("Percakapan ini berawal dari sebuah komentar")).toBeVisible();
  await expect(inbox.message("saya kirim di sini")).toBeVisible();
  await page.getByRole("link", { name: "Buka komentarnya" }).click();
  await expect(inbox.message(question).first()).toBeVisible();
  await expect(kind(page, "Komentar")).toHaveAttribute("aria-current", "page");
});

test("a post that Facebook does not show is no riddle, and a colleague sees what is done at once", async ({
  furnished: { house, as },
  wall,
}) => {
  await wall.provider.act({ do: "withheld", switch: true });
  await wall.write(question);
  const one = await openTalk(await as("dewi"), house, question);
  await expect(one.page.getByText("Postingannya tidak dapat dilihat dari sini.")).toBeVisible();
  const other = await openTalk(await as("citra"), house, question);
  await pressOn(one, question, "h");
  await expect(other.message(question)).toContainText("Disembunyikan");
  await wall.write("Halo?");
  await expect(other.message("Halo?")).toBeVisible();
});

test("on a phone the newest comment is in view, and the post is one line that unfolds", async ({
  furnished: { house, as },
  wall,
}) => {
  for (let n = 1; n <= 6; n++) await wall.write(`Pertanyaan nomor ${n}, apakah bisa dikirim ke Semarang minggu ini?`);
  const page = await as("eko", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const inbox = await openTalk(page, house, "Pertanyaan nomor 6");
  const line = page.getByRole("button", { name: /^Postingan: Batik baru/ });
  await expect(line).toBeVisible();
  // The post is higher than the place that was kept for it.
  await expect(inbox.message("Pertanyaan nomor 6")).toBeInViewport({ ratio: 0.9 });
  await expect(inbox.message("Pertanyaan nomor 1")).not.toBeInViewport();
  await line.tap();
  await expect(page.getByRole("link", { name: "Lihat postingan" }).last()).toBeInViewport();
  await expectHandy(page);
  await line.tap();
  // An answer to the first is brought into view, though it is far from the last.
  await wall.write("Soalnya buat kado", { below: "nomor 1" });
  await expect(inbox.message("Soalnya buat kado")).toBeInViewport();
});

test("on a phone what one has written stays in view when the channel falls ill while it is sent", async ({
  furnished: { house, as },
  wall,
}) => {
  for (let n = 1; n <= 6; n++) await wall.write(`Pertanyaan nomor ${n}, apakah bisa dikirim ke Semarang minggu ini?`);
  const page = await as("eko", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const inbox = await openTalk(page, house, "Pertanyaan nomor 6");
  const newest = inbox.message("Pertanyaan nomor 6");
  await expect(newest).toBeInViewport({ ratio: 0.9 });
  await wall.provider.act({ do: "killed", code: 460 });
  await inbox.reply.fill("Bisa, Kak.\nOngkirnya lima belas ribu.\nBarangnya dikirim hari ini juga.");
  // A finger was on the thread a moment ago.
  await newest.locator("p").last().tap();
  await inbox.reply.press("Control+Enter");
  await expect(page.getByText("Kanal ini sedang bermasalah").first()).toBeVisible();
  await expect(inbox.message("Ongkirnya lima belas ribu.")).toBeInViewport({ ratio: 0.95 });
  await expect(inbox.button("Ke pesan terbaru")).toBeHidden();
});

test("in English", async ({ furnished: { house, as }, wall }) => {
  await wall.write(question);
  const page = await as("eko", inEnglish(house.url));
  await page.goto(`${house.url}/inbox?tab=queue&kind=comments`);
  await page.getByRole("link", { name: /^Rina Kartika/ }).click();
  await expect(page.getByText("Everybody can see this reply")).toBeVisible();
  await expect(page.getByText("Replying to the comment by Rina Kartika")).toBeVisible();
  await expect(page.getByRole("button", { name: "Reply privately to the comment by Rina Kartika" })).toBeVisible();
});

for (const { name, options, phone } of looks) {
  test(`axe finds nothing: ${name}`, async ({ furnished: { house, as }, wall }) => {
    const page = await as("eko", options);
    const check = async () => {
      await expectAccessible(page);
      if (phone) await expectHandy(page);
    };
    await page.goto(`${house.url}/inbox?tab=queue&kind=comments`);
    await expect(page.getByText("Tidak ada komentar yang menunggu")).toBeVisible();
    await check();
    await wall.write(question);
    await expect(new Inbox(page).row(question)).toBeVisible();
    await check();
    const inbox = await openTalk(page, house, question);
    await expect(page.getByRole("region", { name: "Postingan" })).toContainText("Batik baru");
    await check();
    await inbox.button("Tindakan lain untuk komentar Rina Kartika").click();
    await page.getByRole("menuitem", { name: "Sembunyikan" }).waitFor();
    await check();
    await page.getByRole("menuitem", { name: "Sembunyikan" }).click();
    await expect(inbox.message(question)).toContainText("Disembunyikan");
    await inbox.button("Balas pribadi komentar Rina Kartika").click();
    await page.getByRole("dialog").getByRole("textbox").waitFor();
    await check();
  });
}
