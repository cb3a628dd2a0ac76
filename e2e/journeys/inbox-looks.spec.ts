import { randomUUID } from "node:crypto";
import { expectAccessible } from "../house/axe";
import { pdf, picture } from "../house/files";
import { type Customer, caller, people } from "../house/house";
import { Inbox } from "../house/inbox";
import { inEnglish, looks } from "../house/looks";
import { expect, type Furnished, test } from "../house/test";

/** A conversation with everything that can stand in a thread, handled by Eko; and two who wait. */
async function furnishTalks({ house, customer }: Furnished): Promise<Customer> {
  const sari = customer({ name: "Sari Wulandari", email: "sari@pelanggan.example" });
  await sari.say("Halo, *kebaya* ukuran L masih ada? Lihat https://melati.example/kebaya");
  const eko = await caller(house, "eko");
  type Talk = { id: string };
  const { id } = await eko.call<Talk>("POST", "/api/v1/conversations/next");
  const path = `/api/v1/conversations/${id}`;
  const send = (body: object) => eko.call<Talk>("POST", `${path}/messages`, body, { "Idempotency-Key": randomUUID() });
  const files: string[] = [];
  for (const file of [picture("kebaya.png", 900, 600), pdf("daftar harga.pdf")]) {
    const { key } = await eko.upload(file);
    files.push(key);
  }
  const first = await send({ text: "Masih, Kak. Ini fotonya", attachments: files });
  await send({ text: "", location: { latitude: -7.5755, longitude: 110.8243, name: "Toko Melati" } });
  const wrong = await send({ text: "Salah kirim" });
  await eko.call("DELETE", `${path}/messages/${wrong.id}`);
  await eko.call("PATCH", `${path}/messages/${first.id}`, { text: "Masih, Kak. Ini foto dan harganya" });
  await eko.call("PUT", `${path}/messages/${first.id}/reaction`, { emoji: "👍" });
  await send({ text: "Mau dikirim ke mana?", reply_to: first.id });
  await eko.call(
    "POST",
    `${path}/notes`,
    { text: "Pelanggan lama, beri *potongan*", mentions: [] },
    { "Idempotency-Key": randomUUID() },
  );
  await sari.say("👍");
  await customer({ name: "Budi" }).say("Apakah buka hari Minggu?");
  await customer().say("Permisi");
  return sari;
}

for (const { name, options, phone } of looks) {
  test(`axe finds nothing in lists: ${name}`, async ({ furnished }) => {
    const page = await furnished.as("dewi", options);
    const inbox = new Inbox(page);
    const check = () => expectAccessible(page);
    await page.getByText("Belum ada percakapan untuk Anda").waitFor();
    await check();
    await furnishTalks(furnished);
    await inbox.goTo("Antrean");
    await expect(inbox.rows).toHaveCount(2);
    await check();
    await inbox.goTo("Semua");
    await expect(inbox.rows).toHaveCount(3);
    await check();
    await inbox.button("Filter").click();
    await page.getByRole("combobox", { name: "Ditangani oleh", exact: true }).fill("Eko");
    await page.getByRole("option", { name: people.eko.name }).click();
    await expect(inbox.rows).toHaveCount(1);
    await page.getByRole("button", { name: "Tutup" }).click();
    await expect(inbox.button(`Hapus ${people.eko.name}`)).toBeVisible();
    await check();
    const search = page.getByRole("searchbox", { name: "Cari percakapan dan pesan" });
    await search.fill("kebaya");
    await page.getByRole("list", { name: "Hasil pencarian" }).getByRole("link").first().waitFor();
    await check();
    await search.fill("tidak ada yang begini");
    await page.getByText("Tidak ada hasil untuk").waitFor();
    await check();
    await page.context().setOffline(true);
    await page.getByText("Anda sedang luring.").waitFor();
    await check();
    await page.context().setOffline(false);
  });

  test(`axe finds nothing in a conversation: ${name}`, async ({ furnished }) => {
    await furnishTalks(furnished);
    const page = await furnished.as("eko", options);
    const inbox = new Inbox(page);
    const check = () => expectAccessible(page);
    await inbox.open("Sari");
    await expect(inbox.message("👍").first()).toBeVisible();
    await check();
    await inbox.button("Emoji").click();
    await page.getByRole("textbox", { name: "Cari emoji…" }).waitFor();
    await check();
    await page.keyboard.press("Escape");
    await inbox.button("Lampirkan").click();
    await page.getByRole("menuitem", { name: "Lokasi" }).waitFor();
    await check();
    await page.getByRole("menuitem", { name: "Lokasi" }).click();
    await page.getByRole("dialog", { name: "Lokasi" }).waitFor();
    await check();
    await page.keyboard.press("Escape");
    await inbox.button("Rekam pesan suara").click();
    const recorder = page.getByRole("group", { name: "Rekam pesan suara" });
    await recorder.getByRole("timer").waitFor();
    await check();
    await recorder.getByRole("button", { name: "Buang rekaman" }).click();
    await inbox.button("Catatan internal").click();
    await inbox.note.pressSequentially("Cek ya @");
    await page.getByRole("listbox", { name: "Sebut rekan" }).waitFor();
    await check();
    await page.keyboard.press("Escape");
    await inbox.button("Balas").click();
    await inbox.thread.getByRole("button", { name: "diubah" }).click();
    await page.getByRole("dialog", { name: "Teks sebelumnya" }).getByText("Masih, Kak. Ini fotonya").waitFor();
    await check();
    await page.keyboard.press("Escape");
    // What closes gives the focus back at its end, and that scrolls: a click before may miss.
    await expect(page.getByRole("dialog")).toHaveCount(0);
    const picture = page.getByRole("dialog", { name: "kebaya.png" });
    await expect(async () => {
      if (await picture.isHidden()) await inbox.button("Buka gambar kebaya.png").click({ timeout: 5_000 });
      await expect(picture).toBeVisible({ timeout: 5_000 });
    }).toPass();
    await check();
    await page.keyboard.press("Escape");
    await inbox.choose("Tugaskan ke agen…");
    await page
      .getByRole("dialog", { name: "Tugaskan percakapan dengan Sari Wulandari" })
      .getByRole("combobox")
      .fill("fi");
    await page.getByRole("option", { name: people.fitri.name }).waitFor();
    await check();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    if (phone) {
      await inbox.head.click();
      await page.getByRole("dialog", { name: "Informasi Profil" }).getByText("Tentang pelanggan").waitFor();
      await check();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
    await inbox.pane.getByRole("button", { name: "Selesaikan", exact: true }).click();
    await inbox.toasts.getByRole("button", { name: "Urungkan" }).waitFor();
    await check();
  });

  test(`axe finds nothing where an answer came too late: ${name}`, async ({ furnished }) => {
    const { house, customer, as } = furnished;
    await customer({ name: "Sari" }).say("Halo");
    const page = await as("eko", options);
    const inbox = new Inbox(page);
    await inbox.tab("Antrean").click();
    await inbox.open("Sari");
    await inbox.reply.fill("Jawaban saya");
    await (await caller(house, "fitri")).call("POST", "/api/v1/conversations/next");
    await expect(page.getByRole("region", { name: "Tulisan Anda" })).toContainText("Jawaban saya");
    await expectAccessible(page);
    if (!phone) return;
    await inbox.button("Kembali ke daftar").tap();
    await expect(page.getByText("Antrean kosong")).toBeVisible();
  });
}

test("in English", async ({ furnished }) => {
  const sari = await furnishTalks(furnished);
  const page = await furnished.as("eko", inEnglish(furnished.house.url));
  const rows = page.getByRole("list", { name: "Conversations" }).getByRole("link");
  await rows.filter({ hasText: "Sari" }).click();
  const pane = page.getByRole("region", { name: "Conversation with Sari Wulandari" });
  await expect(pane.getByRole("button", { name: "edited" })).toBeVisible();
  await expect(pane.getByText("Message deleted")).toBeVisible();
  const reply = page.getByRole("textbox", { name: "Write a reply" });
  await reply.fill("To which address, please?");
  await reply.press("Enter");
  await expect.poll(() => sari.texts()).toContain("To which address, please?");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Return to the queue" }).click();
  await expect(page.getByRole("status", { name: "Notifications" })).toContainText("is back in the queue");
  await page.getByRole("link", { name: /^In queue/ }).click();
  await expect(rows).toHaveCount(3);
  await expectAccessible(page);
  // Not a word of Indonesian is left in what the app itself says.
  const own = await page.getByRole("main").evaluate((main) => {
    const copy = main.cloneNode(true) as HTMLElement;
    for (const said of copy.querySelectorAll("article, [dir=auto]")) said.remove();
    return copy.textContent ?? "";
  });
  expect(own).not.toMatch(/\b(Percakapan|Antrean|Balas|Catatan|Kirim|Selesai|Anda|belum|Menunggu|Ditangani)\b/);
});
