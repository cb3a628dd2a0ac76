import { writeFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { type GivenFile, pdf, picture } from "../house/files";
import { caller } from "../house/house";
import { Inbox, WidgetPage } from "../house/inbox";
import { expect, type Furnished, test } from "../house/test";

/** Puts a file on an element as the clipboard or a mouse does. `more` are zero bytes after it, which are made in the page. */
async function give(target: Locator, how: "paste" | "drop", file: GivenFile, more = 0): Promise<void> {
  const given = { how, name: file.name, type: file.mimeType, bytes: file.buffer.toString("base64"), more };
  await target.evaluate((element, { how, name, type, bytes, more }) => {
    const data = new DataTransfer();
    const content = [Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0)), new Uint8Array(more)];
    data.items.add(new File(content, name, { type }));
    const init = { bubbles: true, cancelable: true };
    if (how === "paste") element.dispatchEvent(new ClipboardEvent("paste", { ...init, clipboardData: data }));
    else
      for (const step of ["dragenter", "dragover", "drop"])
        element.dispatchEvent(new DragEvent(step, { ...init, dataTransfer: data }));
  }, given);
}

/** Chooses files by the menu at the paper clip. */
async function attach(inbox: Inbox, entry: string, ...files: GivenFile[]): Promise<void> {
  const chooser = inbox.page.waitForEvent("filechooser");
  await inbox.button("Lampirkan").click();
  await inbox.page.getByRole("menuitem", { name: entry, exact: true }).click();
  await (await chooser).setFiles(files);
}

/** A customer in the widget and an agent who has the conversation open. */
async function both({ house, widget, as, stranger }: Furnished) {
  const customer = new WidgetPage(await stranger());
  await customer.open(house.url, widget);
  await customer.say("Halo");
  const eko = new Inbox(await as("eko"));
  await eko.goTo("Antrean");
  await eko.open("Halo");
  return { customer, eko };
}

const files = (inbox: Inbox) => inbox.page.getByRole("list", { name: "Berkas yang dilampirkan" });
const loaded = (image: Locator) =>
  expect.poll(() => image.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth)).toBeGreaterThan(0);

test("pictures go both ways, small in the thread and large in the light box", async ({ furnished }) => {
  const { customer, eko } = await both(furnished);
  await customer.chat.getByLabel("Lampirkan").click();
  await customer.page
    .locator("input[type=file]")
    .setInputFiles([picture("kebaya.png", 900, 600), picture("kain.png", 40, 400)]);
  await customer.field.press("Enter");
  const tiles = eko.thread.getByRole("button", { name: /^Buka gambar k/ });
  await expect(tiles).toHaveCount(2);
  await expect(eko.row("Foto")).toHaveCount(1);
  const small = eko.thread.getByRole("button", { name: "Buka gambar kebaya.png" }).locator("img");
  await loaded(small);
  expect(await small.getAttribute("src")).toMatch(/thumb/);

  await tiles.first().click();
  const box = eko.page.getByRole("dialog", { name: "kebaya.png" });
  await loaded(box.getByRole("img", { name: "kebaya.png" }));
  expect(await box.getByRole("img").evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(900);
  await expect(box).toContainText("1 dari 2");
  await eko.page.keyboard.press("ArrowRight");
  await expect(eko.page.getByRole("dialog", { name: "kain.png" })).toContainText("2 dari 2");
  await eko.page.keyboard.press("Escape");
  await expect(eko.page.getByRole("dialog")).toHaveCount(0);

  // A screenshot comes from the clipboard; it is sent with the text beside it.
  await eko.reply.fill("Seperti ini?");
  await give(eko.reply, "paste", picture("image.png", 1200, 300));
  await expect(files(eko).getByRole("button", { name: "Hapus image.png" })).toBeVisible();
  await eko.reply.press("Enter");
  const sent = customer.line("Seperti ini?");
  await loaded(sent.getByRole("img"));
  await sent.getByRole("img").click();
  await expect(customer.page.getByRole("dialog", { name: "image.png" })).toBeVisible();
  await customer.page.keyboard.press("Escape");

  // The panel keeps all of them.
  const panel = eko.page.getByRole("complementary", { name: "Informasi Profil" });
  await expect(panel.getByRole("img")).toHaveCount(3);
});

test("a document that is dropped goes with its name and size, and only to whom may see the conversation", async ({
  furnished,
}) => {
  const { customer, eko } = await both(furnished);
  const { house } = furnished;
  await give(eko.pane, "drop", pdf("katalog lebaran.pdf", 2_400_000));
  await expect(files(eko)).toContainText("katalog lebaran.pdf");
  await eko.button("Kirim").click();
  const link = eko.thread.getByRole("link", { name: /^Unduh katalog lebaran\.pdf PDF · 2,[34] MB$/ });
  await expect(link).toBeVisible();
  const download = customer.page.waitForEvent("download");
  await customer
    .line("katalog lebaran.pdf")
    .getByRole("link")
    .evaluate((one: HTMLAnchorElement) => {
      one.removeAttribute("target");
      one.click();
    });
  expect((await download).suggestedFilename()).toBe("katalog lebaran.pdf");

  const address = (await link.getAttribute("href")) ?? "";
  const open = (page: Page) => page.request.get(new URL(address, house.url).href).then((answer) => answer.status());
  expect(await open(eko.page)).toBe(200);
  const supervisor = await furnished.as("dewi");
  expect(await open(supervisor)).toBe(200);
  const colleague = await furnished.as("fitri");
  expect(await open(colleague)).toBe(404);
  expect(await open(await furnished.stranger())).toBe(401);
});

test("files that cannot be sent are refused before a byte is uploaded, with the reason", async ({
  furnished,
}, info) => {
  const { customer, eko } = await both(furnished);
  let uploads = 0;
  eko.page.on("request", (request) => {
    if (request.url().includes("/uploads")) uploads += 1;
  });
  await eko.reply.fill("Ini filmnya");
  await give(eko.reply, "paste", pdf("kontrak.pdf"), 26 * 1024 * 1024);
  await expect(files(eko).getByRole("alert")).toHaveText("Berkas ini terlalu besar. Paling besar 25 MB.");
  await eko.reply.press("Enter");
  await expect(eko.page.getByRole("alert").filter({ hasText: "Ada berkas yang gagal." })).toBeVisible();
  expect(uploads).toBe(0);
  await files(eko).getByRole("button", { name: "Hapus kontrak.pdf" }).click();
  await attach(eko, "Dokumen", ...Array.from({ length: 11 }, (_, at) => pdf(`halaman ${at + 1}.pdf`)));
  await expect(files(eko).getByRole("alert")).toHaveText("Terlalu banyak sekaligus.");
  await files(eko).getByRole("button", { name: "Hapus halaman 11.pdf" }).click();
  await eko.reply.press("Enter");
  await expect(customer.line("Ini filmnya").getByRole("link")).toHaveCount(10);
  expect(uploads).toBe(10);

  // What only the server can tell: the content is not what the name says.
  await attach(eko, "Dokumen", {
    name: "virus.exe",
    mimeType: "application/octet-stream",
    buffer: Buffer.from(`MZ${"\u0000".repeat(200)}`, "latin1"),
  });
  await expect(files(eko).getByRole("alert")).toHaveText(
    /Jenis berkas ini tidak didukung|Berkas ini rusak atau isinya tidak sesuai/,
  );
  await files(eko).getByRole("button", { name: "Hapus virus.exe" }).click();

  await customer.chat.getByLabel("Lampirkan").click();
  const thesis = info.outputPath("tesis.pdf");
  writeFileSync(thesis, pdf("tesis.pdf", 26 * 1024 * 1024).buffer);
  await customer.page.locator("input[type=file]").setInputFiles(thesis);
  await expect(customer.chat.getByRole("alert")).toContainText("tesis.pdf terlalu besar. Paling besar 25 MB.");
});

/** Waits for a sound to have been played and gives its length in seconds. */
const playedToItsEnd = (sound: Locator): Promise<number> =>
  sound.evaluate(
    (one: HTMLAudioElement) =>
      new Promise<number>((done) => one.addEventListener("ended", () => done(one.currentTime), { once: true })),
  );

test("a voice note is recorded, listened to, sent and played; the customer sends one, too", async ({ furnished }) => {
  const { customer, eko } = await both(furnished);
  await eko.button("Rekam pesan suara").click();
  const recorder = eko.page.getByRole("group", { name: "Rekam pesan suara" });
  await expect(recorder.getByRole("timer")).toHaveText("0:01");
  await recorder.getByRole("button", { name: "Berhenti merekam" }).click();
  await recorder.getByRole("button", { name: "Putar: Pesan suara" }).click();
  await recorder.getByRole("button", { name: "Kirim" }).click();
  await expect(recorder).toBeHidden();

  for (const [place, name] of [
    [customer.chat, "Putar"],
    [eko.thread, "Putar: Pesan suara"],
  ] as const) {
    const heard = playedToItsEnd(place.locator("audio"));
    await place.getByRole("button", { name, exact: true }).click();
    expect(await heard).toBeGreaterThan(0.5);
  }

  await customer.chat.getByRole("button", { name: "Rekam suara" }).click();
  await expect(customer.chat.getByText("Merekam 0:01")).toBeVisible();
  await customer.chat.getByRole("button", { name: "Kirim" }).click();
  await expect(eko.thread.getByRole("slider", { name: "Posisi: Pesan suara" })).toHaveCount(2);

  // One that was thrown away goes nowhere.
  await eko.button("Rekam pesan suara").click();
  await expect(recorder.getByRole("timer")).toHaveText("0:01");
  await recorder.getByRole("button", { name: "Buang rekaman" }).click();
  await expect(eko.reply).toBeVisible();
  await eko.answer("Sudah saya dengar.");
  await expect(customer.line("Sudah saya dengar.")).toHaveCount(1);
  await expect(customer.chat.getByRole("slider")).toHaveCount(2);
  await customer.say("Terima kasih");
  await expect(eko.message("Terima kasih")).toHaveCount(1);
});

test("a place is sent from a link to a map, from the device, and by the customer", async ({ furnished }) => {
  const { customer, eko } = await both(furnished);
  const spot = { latitude: -7.5755, longitude: 110.8243 };
  for (const { page } of [customer, eko]) {
    await page.context().grantPermissions(["geolocation"]);
    await page.context().setGeolocation(spot);
  }
  await eko.button("Lampirkan").click();
  await eko.page.getByRole("menuitem", { name: "Lokasi" }).click();
  const form = eko.page.getByRole("dialog", { name: "Lokasi" });
  await form.getByRole("textbox", { name: "Koordinat atau tautan peta" }).fill("dekat pasar");
  await form.getByRole("button", { name: "Kirim lokasi" }).click();
  await expect(form.getByText("Koordinatnya belum terbaca.")).toBeVisible();
  await form
    .getByRole("textbox", { name: "Koordinat atau tautan peta" })
    .fill("https://www.google.com/maps/place/Toko/@-6.2088,106.8456,17z");
  await form.getByRole("textbox", { name: "Nama tempat" }).fill("Toko Melati");
  await form.getByRole("button", { name: "Kirim lokasi" }).click();
  await expect(eko.message("Toko Melati")).toContainText("-6,20880; 106,84560");
  await expect(customer.line("-6.20880,106.84560")).toContainText("Toko Melati");
  const map = eko.message("Toko Melati").getByRole("link", { name: "OpenStreetMap" });
  expect(await map.getAttribute("href")).toContain("mlat=-6.2088&mlon=106.8456");

  await eko.button("Lampirkan").click();
  await eko.page.getByRole("menuitem", { name: "Lokasi" }).click();
  await form.getByRole("button", { name: "Pakai lokasi perangkat ini" }).click();
  await expect(form.getByRole("textbox", { name: "Koordinat atau tautan peta" })).toHaveValue("-7.575500, 110.824300");
  await form.getByRole("button", { name: "Kirim lokasi" }).click();
  await expect(customer.line("-7.57550,110.82430")).toHaveCount(1);

  await customer.chat.getByRole("button", { name: "Lampirkan" }).click();
  await customer.chat.getByRole("button", { name: "Lokasi" }).click();
  await expect(customer.chat.getByText("-7.57550,110.82430")).toHaveCount(2);
  await customer.chat.getByRole("button", { name: "Kirim" }).click();
  await expect(eko.thread.getByText("-7,57550; 110,82430")).toHaveCount(2);
  await eko.goTo("Milik saya");
  await expect(eko.row("Lokasi")).toHaveCount(1);
});

test("an upload that was cut off is tried again; a picture goes smaller unless it is to stay as it is", async ({
  furnished,
}) => {
  const { eko } = await both(furnished);
  const page = eko.page;
  await page.route("**/api/v1/uploads*", (route) => route.abort("connectionreset"), { times: 1 });
  await attach(eko, "Foto atau video", picture("besar.png", 2600, 1300));
  await expect(files(eko).getByRole("alert")).toBeVisible();
  await files(eko).getByRole("button", { name: "Coba lagi" }).click();
  await eko.button("Kirim").click();
  await expect(eko.thread.getByRole("button", { name: /^Buka gambar besar/ })).toHaveCount(1);
  await attach(eko, "Foto ukuran asli", picture("asli.png", 2600, 1300));
  await eko.button("Kirim").click();
  await expect(eko.thread.getByRole("button", { name: "Buka gambar asli.png" })).toHaveCount(1);
  const one = await caller(furnished.house, "eko");
  const id = new URL(page.url()).pathname.split("/").at(-1);
  type Sized = { messages: { attachments: { width: number }[] }[] };
  // What is on the screen may be on its way still.
  const widths = async () => {
    const thread = await one.call<Sized>("GET", `/api/v1/conversations/${id}/messages`);
    return thread.messages.flatMap(({ attachments }) => attachments.map(({ width }) => width));
  };
  await expect.poll(widths).toEqual([1600, 2600]);
});
