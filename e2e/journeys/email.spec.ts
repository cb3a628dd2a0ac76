import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { pdf } from "../house/files";
import { expectHandy } from "../house/handy";
import { caller, type House } from "../house/house";
import { Inbox } from "../house/inbox";
import { looks } from "../house/looks";
import { expect, type MailProvider, test } from "../house/mailbox";

/** Connects the mailbox by the program's door. */
async function connected(house: House, mail: MailProvider): Promise<string> {
  const owner = await caller(house, "ratna");
  const config = await mail.connect();
  const body = {
    kind: "mailbox",
    name: "Email Toko Melati",
    config: { ...config, history: "week", signature: "Salam,\nToko Melati" },
  };
  // What comes before Sapa has looked into the mailbox for the first time is fetched as well.
  return (await owner.call<{ id: string }>("POST", "/api/v1/channels", body)).id;
}

/** Opens the newest conversation that waits, and takes it. */
async function openNext(page: Page, house: House, text: string): Promise<Inbox> {
  await page.goto(`${house.url}/inbox?tab=queue`);
  const inbox = new Inbox(page);
  await expect(inbox.row(text)).toBeVisible();
  await inbox.open(text);
  return inbox;
}

/** A line of the results of a test. */
const line = (page: Page, name: string) =>
  page.getByRole("list", { name: "Hasil uji" }).getByRole("listitem").filter({ hasText: name });

test("from an address and a password to the first mail, its answer, and the customer's answer in the same thread", async ({
  furnished: { house, as },
  mail,
}) => {
  const page = await as("ratna");
  const values = await mail.connect();
  await page.goto(`${house.url}/settings/channels/new`);
  await page.getByRole("radio", { name: /^Email/ }).check();
  await page.getByLabel("Alamat email", { exact: true }).fill(values.address ?? "");
  await page.getByRole("textbox", { name: "Kata sandi", exact: true }).fill("salah");
  await page.getByRole("combobox", { name: "Penyedia" }).selectOption("own");
  await page.getByLabel(/^Server masuk \(IMAP\)/).fill(values.imap_host ?? "");
  await page.getByLabel(/^Port IMAP/).fill(values.imap_port ?? "");
  await page.getByRole("combobox", { name: "Pengamanan IMAP" }).selectOption("none");
  await page.getByLabel(/^Server keluar \(SMTP\)/).fill(values.smtp_host ?? "");
  await page.getByLabel(/^Port SMTP/).fill(values.smtp_port ?? "");
  await page.getByRole("combobox", { name: "Pengamanan SMTP" }).selectOption("none");
  await page.getByRole("button", { name: "Hubungkan", exact: true }).click();
  await expect(line(page, "Email masuk (IMAP)")).toContainText("Alamat atau kata sandinya ditolak.");
  await expect(line(page, "Email keluar (SMTP)")).toContainText("Alamat atau kata sandinya ditolak.");

  await page.getByRole("link", { name: "Ubah isian" }).click();
  await expect(page.getByRole("textbox", { name: "Kata sandi", exact: true })).toBeFocused();
  await page.getByRole("textbox", { name: "Kata sandi", exact: true }).fill(values.password ?? "");
  await page.getByRole("button", { name: "Simpan", exact: true }).click();
  // Fetching is tried again after a while, and the test tells how that went last.
  await expect.poll(async () => (await mail.state()).listening).toBe(true);
  await page.getByRole("button", { name: "Uji lagi" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Semuanya sudah benar." })).toBeAttached();
  await page.getByRole("link", { name: "Sambungan" }).click();
  await expect(page.getByText(`Kirim email dari alamat lain ke ${values.address}.`)).toBeVisible();

  await mail.write("Pesanan 12", "Halo, apakah sudah dikirim?\n\nSalam, Rina");
  await expect(page.getByText("Pesan pertama sudah tiba. Email tersambung.")).toBeVisible();
  await page.getByRole("link", { name: "Buka percakapannya" }).click();
  const inbox = new Inbox(page);
  const first = inbox.message("Halo, apakah sudah dikirim?");
  await expect(first.getByRole("heading", { name: "Pesanan 12" })).toBeVisible();

  await inbox.reply.fill("Sudah, Kak.\nResinya menyusul.");
  await inbox.reply.press("Control+Enter");
  await expect.poll(async () => (await mail.got()).map(({ subject }) => subject)).toEqual(["Re: Pesanan 12"]);
  const [answer] = await mail.got();
  expect(answer?.text).toContain("Sudah, Kak.\nResinya menyusul.");
  await expect(inbox.message("Resinya menyusul.")).toContainText("Terkirim");

  await mail.write("Re: Pesanan 12", "Terima kasih!", { answers: answer?.number });
  await expect(inbox.message("Terima kasih!")).toBeVisible();

  await page.goto(`${house.url}/inbox?tab=all`);
  await page.getByRole("searchbox", { name: "Cari percakapan dan pesan" }).fill("pesanan 12");
  const found = page.getByRole("list", { name: "Hasil pencarian" }).getByRole("link");
  await expect(found).toContainText("Subjek: Re: Pesanan 12 – Terima kasih!");
  await found.click();
  await expect(first).toBeVisible();
});

test("on a phone choosing leads to the form, its button is at hand, and what is rarely needed is folded", async ({
  furnished: { house, as },
  mail,
}) => {
  const id = await connected(house, mail);
  const page = await as("ratna", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await page.goto(`${house.url}/settings/channels/new`);
  const name = page.getByRole("textbox", { name: "Nama kanal" });
  await expect(page.getByRole("radio", { name: /^Obrolan web/ })).toBeChecked();
  await expect(name).not.toBeInViewport();
  await page.getByRole("radio", { name: /^Email/ }).tap();
  await expect(page.getByRole("group", { name: "Email", exact: true })).toBeFocused();
  await expect(name).toBeInViewport();
  await expect(page.getByRole("button", { name: "Hubungkan", exact: true })).toBeInViewport({ ratio: 1 });
  await expectHandy(page);

  const folder = page.getByRole("textbox", { name: /^Folder/ });
  await expect(folder).toBeHidden();
  await page.goto(`${house.url}/settings/channels/${id}?field=folder`);
  await expect(folder).toBeFocused();
  await expect(folder).toBeInViewport();
});

test("recipients, a new subject and a file go along, and come out of a draft after a reload", async ({
  furnished: { house, as },
  mail,
}) => {
  await connected(house, mail);
  await mail.write("Katalog", "Boleh minta katalognya?");
  const page = await as("eko");
  const inbox = await openNext(page, house, "Boleh minta katalognya?");
  await page.getByRole("button", { name: /^Ubah penerima dan subjek/ }).click();
  await page.getByRole("button", { name: "Tambah Cc" }).click();
  await page.getByRole("textbox", { name: "Cc" }).fill("dewi@kantor.example");
  await page.keyboard.press("Enter");
  const saved = page.waitForResponse(
    (answer) => answer.request().method() === "PUT" && answer.url().includes("/drafts/reply") && answer.ok(),
  );
  await page.getByRole("textbox", { name: "Subjek" }).fill("Katalog Desember");
  await saved;
  await page.reload();
  await expect(page.getByRole("button", { name: /^Ubah penerima dan subjek/ })).toContainText("Katalog Desember");
  await inbox.reply.fill("Terlampir, Kak.");
  const picker = page.waitForEvent("filechooser");
  await inbox.button("Lampirkan").click();
  await page.getByRole("menuitem", { name: "Dokumen" }).click();
  await (await picker).setFiles(pdf("katalog.pdf"));
  await expect(page.getByRole("list", { name: "Berkas yang dilampirkan" })).toContainText("katalog.pdf");
  await inbox.reply.press("Control+Enter");
  await expect.poll(async () => (await mail.got(2)).map(({ subject }) => subject)).toEqual(["Katalog Desember"]);
  const [letter] = await mail.got(0);
  expect(letter).toMatchObject({ subject: "Katalog Desember", files: ["katalog.pdf"] });
  expect(letter?.cc?.map(({ address }) => address)).toEqual(["dewi@kantor.example"]);
});

test("a mail to somebody who has not written opens a conversation of one's own, and its answer comes into it", async ({
  furnished: { house, as },
  mail,
}) => {
  await connected(house, mail);
  const [customer] = (await mail.state()).customers;
  const page = await as("eko");
  await page.goto(`${house.url}/inbox`);
  await page.getByRole("button", { name: "Tulis email" }).click();
  const dialog = page.getByRole("dialog", { name: "Tulis email" });
  await dialog.getByRole("textbox", { name: "Kepada" }).fill(customer?.address ?? "");
  await page.keyboard.press("Enter");
  await dialog.getByRole("textbox", { name: "Subjek" }).fill("Pesanan siap diambil");
  await dialog.getByRole("textbox", { name: "Isi email" }).fill("Pesanannya sudah siap, Kak.");
  await dialog.getByRole("button", { name: "Kirim" }).click();
  await expect(dialog).toBeHidden();
  const inbox = new Inbox(page);
  await expect(inbox.message("Pesanannya sudah siap, Kak.")).toContainText("Terkirim");
  const got = await mail.got();
  expect(got.map(({ subject }) => subject)).toEqual(["Pesanan siap diambil"]);
  await mail.write("Re: Pesanan siap diambil", "Baik, saya ke sana.", { answers: got[0]?.number });
  await expect(inbox.message("Baik, saya ke sana.")).toBeVisible();
});

test("HTML of customers is shown and does nothing; its own pictures stand in it", async ({
  furnished: { house, as },
  mail,
}) => {
  await connected(house, mail);
  await mail.sample("html");
  const page = await as("eko");
  const inbox = await openNext(page, house, "Pesanan batik");
  const frame = inbox.thread.frameLocator("iframe").first();
  await expect(frame.getByRole("cell", { name: "Parang" })).toBeVisible();
  await expect
    .poll(() =>
      frame
        .locator("img")
        .evaluate((one) => (one as HTMLImageElement).complete && (one as HTMLImageElement).naturalWidth),
    )
    .toBeGreaterThan(0);
  await expect(frame.getByRole("link", { name: "Katalog" })).toHaveAttribute("target", "_blank");
  // By keys: the thread still moves under a mouse while the frame finds its height.
  const letter = await inbox.onMessage("Pesanan batik");
  await letter.getByRole("button", { name: "Tindakan pesan" }).click();
  await page.getByRole("menuitem", { name: "Lihat email asli" }).click();
  const dialog = page.getByRole("dialog", { name: "Lihat email asli" });
  await expect(dialog.getByText("Message-ID", { exact: false }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await mail.sample("hostile");
  const other = await openNext(page, house, "Tagihan");
  await expect(other.thread.frameLocator("iframe").first().getByText("tagihan")).not.toHaveAttribute("href");
});

for (const { name, options, phone } of looks) {
  test(`a mailbox and a thread of mails, axe finds nothing: ${name}`, async ({ furnished: { house, as }, mail }) => {
    const page = await as("ratna", options);
    const check = async () => {
      await expectAccessible(page);
      if (phone) await expectHandy(page);
    };
    await page.goto(`${house.url}/settings/channels/new`);
    await page.getByRole("radio", { name: /^Email/ }).check();
    await page.getByLabel("Alamat email", { exact: true }).fill("toko@gmail.com");
    await expect(page.getByRole("combobox", { name: "Penyedia" })).toHaveValue("gmail");
    await expect(page.getByRole("link", { name: "myaccount.google.com/apppasswords" })).toBeVisible();
    await check();
    const id = await connected(house, mail);
    const owner = await caller(house, "ratna");
    await owner.call("POST", `/api/v1/channels/${id}/check`);
    await page.goto(`${house.url}/settings/channels/${id}`);
    await expect(page.getByRole("region", { name: "Keadaan" })).toContainText("INBOX");
    await check();
    await mail.write("Pesanan 12", "Halo, apakah sudah dikirim?");
    await mail.sample("html");
    const inbox = await openNext(page, house, "Halo, apakah sudah dikirim?");
    await inbox.thread.getByRole("button", { name: /kepada/ }).click();
    await page.getByRole("button", { name: /^Ubah penerima dan subjek/ }).click();
    await check();
  });
}
