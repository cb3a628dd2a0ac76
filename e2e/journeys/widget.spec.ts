import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { Chat } from "../house/chat";
import { pdf, picture } from "../house/files";
import { caller } from "../house/house";
import { Inbox } from "../house/inbox";
import { expect, type Furnished, test } from "../house/test";

/** Opens the settings of the web chat as the owner. */
async function settings({ house, as }: Furnished, part = ""): Promise<Page> {
  const page = await as("ratna");
  await page.goto(`${house.url}/settings/channels`);
  await page.getByRole("link", { name: /^Toko Melati/ }).click();
  if (part) await page.getByRole("link", { name: part }).click();
  return page;
}

async function addSite(page: Page, origin: string): Promise<void> {
  await page.getByRole("textbox", { name: "Alamat situs" }).fill(origin);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Simpan", exact: true }).click();
  await expect(page.getByText("Tersimpan", { exact: true })).toBeVisible();
}

/** An agent with the one conversation open in which a text stands. */
async function agentWith({ as }: Furnished, text: string): Promise<Inbox> {
  const inbox = new Inbox(await as("eko"));
  await inbox.goTo("Antrean");
  await inbox.open(text);
  return inbox;
}

/** The texts of a thread of the house, from the database, oldest first. */
async function stored({ house }: Furnished): Promise<string[]> {
  const owner = await caller(house, "ratna");
  const { conversations } = await owner.call<{ conversations: { id: string }[] }>(
    "GET",
    "/api/v1/conversations?tab=all",
  );
  expect(conversations).toHaveLength(1);
  const { messages } = await owner.call<{ messages: { seq: number; text: string }[] }>(
    "GET",
    `/api/v1/conversations/${conversations[0]?.id}/messages?limit=50`,
  );
  return messages.sort((a, b) => a.seq - b.seq).map(({ text }) => text);
}

test("a site that is not in the list has no chat, until it is added in the settings", async ({ furnished, site }) => {
  const page = await settings(furnished);
  await addSite(page, "https://tokomelati.id");
  const shop = await furnished.visitor(site);
  const chat = new Chat(shop);
  await chat.open();
  await expect(chat.panel.getByText("Obrolan ini tidak dapat dipakai di situs ini.")).toBeVisible();
  await expect(chat.field).toBeHidden();

  await page.reload();
  await addSite(page, site.origin);
  await shop.reload();
  await chat.open();
  await chat.send("Apa masih buka?");
  await expect(chat.line("Apa masih buka?")).toContainText("Terkirim");
  const inbox = await agentWith(furnished, "Apa masih buka?");
  await expect(inbox.page.locator(`a[href^="${site.origin}"]`)).toBeVisible();
});

test("a page with a strict content-security policy needs only the lines that the settings give", async ({
  furnished,
  site,
}) => {
  const page = await settings(furnished, "Pasang di situs");
  const lines = await page.getByRole("textbox", { name: "Content-Security-Policy" }).inputValue();
  site.tag = await page.getByRole("textbox", { name: "Skrip" }).inputValue();
  site.policy = `default-src 'none'; base-uri 'none'; require-trusted-types-for 'script'; ${lines.replaceAll("\n", " ")}`;
  const shop = await furnished.visitor(site);
  const chat = new Chat(shop);
  await chat.open();
  await expect(chat.panel).toHaveCSS("position", "fixed");
  await chat.send("Halo");
  const inbox = await agentWith(furnished, "Halo");
  await inbox.answer("Ini fotonya, Kak");
  const chooser = inbox.page.waitForEvent("filechooser");
  await inbox.button("Lampirkan").click();
  await inbox.page.getByRole("menuitem", { name: "Foto atau video", exact: true }).click();
  await (await chooser).setFiles(picture("batik.png", 60, 40));
  await inbox.reply.press("Enter");
  const image = chat.lines.locator("img");
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth)).toBe(60);
});

test("the form before the chat appears once it is switched on, and names the customer", async ({ furnished, site }) => {
  const page = await settings(furnished);
  await page.getByRole("switch", { name: "Tanyakan dulu sebelum obrolan dimulai" }).check();
  await page.getByRole("group", { name: "Nomor telepon" }).getByRole("radio", { name: "Wajib" }).check();
  await page.getByRole("button", { name: "Simpan", exact: true }).click();
  await expect(page.getByText("Tersimpan", { exact: true })).toBeVisible();

  const chat = new Chat(await furnished.visitor(site));
  await chat.open();
  await chat.button("Mulai obrolan").click();
  await expect(chat.panel.getByText("Wajib diisi.").first()).toBeVisible();
  await chat.panel.getByRole("textbox", { name: "Nama" }).fill("Sari Wulandari");
  await chat.panel.getByRole("textbox", { name: "Nomor telepon" }).fill("0812 3456 7890");
  await chat.button("Mulai obrolan").click();
  await chat.send("Kak, bisa COD?");
  const inbox = await agentWith(furnished, "Sari Wulandari");
  await expect(inbox.page.getByText("+6281234567890")).toBeVisible();
  await expect(inbox.message("Kak, bisa COD?")).toBeVisible();
});

test("the same browser finds its conversation again, another one does not", async ({ furnished, site }) => {
  const first = await furnished.visitor(site);
  const chat = new Chat(first);
  await chat.open();
  await chat.send("Kemeja yang biru ada?");
  await expect(chat.line("biru")).toContainText("Terkirim");
  const inbox = await agentWith(furnished, "Kemeja yang biru ada?");
  await first.close();
  await inbox.answer("Ada, Kak");
  await expect(inbox.message("Ada, Kak")).toContainText("Terkirim");

  const later = await first.context().newPage();
  await later.goto(`${site.origin}/katalog`);
  const again = new Chat(later);
  await expect(again.launcher).toContainText("1 pesan belum dibaca");
  await again.open();
  await expect(again.line("Kemeja yang biru ada?")).toHaveCount(1);
  await expect(again.line("Ada, Kak")).toHaveCount(1);
  await expect(inbox.message("Ada, Kak")).toContainText("Dibaca");

  const stranger = new Chat(await furnished.visitor(site));
  await stranger.open();
  await expect(stranger.field).toBeVisible();
  await expect(stranger.line("biru")).toHaveCount(0);
});

test("offline and back: nothing is lost, nothing is there twice, and all is in order", async ({ furnished, site }) => {
  const shop = await furnished.visitor(site);
  const chat = new Chat(shop);
  await chat.open();
  await chat.send("Satu");
  await expect(chat.line("Satu")).toContainText("Terkirim");
  const inbox = await agentWith(furnished, "Satu");
  await shop.context().setOffline(true);
  for (const text of ["Dua", "Tiga", "Empat"]) await chat.send(text);
  await expect(chat.line("Empat")).toContainText("Menunggu dikirim");
  await inbox.answer("Masih di sana, Kak?");
  await expect(inbox.message("Masih di sana, Kak?")).toContainText("Terkirim");
  await shop.context().setOffline(false);
  await expect(chat.line("Empat")).toContainText(/Terkirim|Dibaca/);
  await expect(chat.line("Masih di sana, Kak?")).toBeVisible();
  await expect(inbox.message("Empat")).toBeVisible();

  expect(await stored(furnished)).toEqual(["Satu", "Masih di sana, Kak?", "Dua", "Tiga", "Empat"]);
  await expect(inbox.thread.getByRole("article")).toHaveCount(5);
  await expect(chat.lines).toHaveCount(5);
  await shop.reload();
  await chat.open();
  await expect(chat.lines).toHaveCount(5);
});

test("files, typing and read marks go both ways", async ({ furnished, site }) => {
  const shop = await furnished.visitor(site);
  const chat = new Chat(shop);
  await chat.open();
  await chat.send("Halo");
  await expect(chat.line("Halo")).toContainText("Terkirim");
  const inbox = await agentWith(furnished, "Halo");
  await expect(chat.line("Halo")).toContainText("Dibaca");

  await inbox.reply.pressSequentially("Halo, Kak");
  await expect(chat.panel.getByText("Sedang mengetik…")).toBeVisible();
  await inbox.reply.press("Enter");
  await expect(chat.line("Halo, Kak")).toBeVisible();
  await expect(chat.panel.getByText("Sedang mengetik…")).toBeHidden();
  await expect(inbox.message("Halo, Kak")).toContainText("Dibaca");
  await chat.field.pressSequentially("Ini notanya");
  await expect(inbox.pane.getByText("sedang mengetik…").first()).toBeVisible();

  await chat.button("Lampirkan").click();
  await chat.panel.locator("input[type=file]").setInputFiles([pdf("nota.pdf"), picture("kain.png", 80, 60)]);
  await chat.button("Kirim").click();
  await expect(inbox.message("Ini notanya")).toBeVisible();
  await expect(inbox.thread.getByRole("button", { name: "Buka gambar kain.png" })).toBeVisible();
  const saved = inbox.page.waitForEvent("download");
  await inbox.thread.getByRole("link", { name: /nota\.pdf/ }).click();
  expect(readFileSync(await (await saved).path())).toEqual(pdf("nota.pdf").buffer);

  const chooser = inbox.page.waitForEvent("filechooser");
  await inbox.button("Lampirkan").click();
  await inbox.page.getByRole("menuitem", { name: "Dokumen", exact: true }).click();
  await (await chooser).setFiles(pdf("resi.pdf"));
  await inbox.reply.press("Enter");
  await expect(chat.lines.getByRole("link", { name: /resi\.pdf/ })).toBeVisible();
});
