import { pdf } from "../house/files";
import { Inbox } from "../house/inbox";
import { expect, test } from "../house/test";

test("a draft survives another conversation, a reload and another device", async ({
  furnished: { house, as, customer },
}) => {
  await customer({ name: "Sari" }).say("Ukuran M ada?");
  await customer({ name: "Budi" }).say("Bisa kirim hari ini?");
  const desk = new Inbox(await as("eko"));
  await desk.goTo("Antrean");
  await desk.open("Sari");
  await desk.reply.fill("Ukuran M tinggal satu");
  await desk.button("Catatan internal").click();
  await desk.note.fill("Cek gudang dulu");
  await desk.open("Budi");
  await expect(desk.reply).toHaveValue("");
  await expect(desk.row("Sari")).toContainText("Draf: Ukuran M tinggal satu");
  await desk.open("Sari");
  await expect(desk.note).toHaveValue("Cek gudang dulu");
  await desk.button("Balas").click();
  await expect(desk.reply).toHaveValue("Ukuran M tinggal satu");

  await desk.page.reload();
  await expect(desk.reply).toHaveValue("Ukuran M tinggal satu");
  await expect(desk.row("Sari")).toContainText("Draf: Ukuran M tinggal satu");

  const phone = new Inbox(await as("eko"));
  await phone.goTo("Antrean");
  await expect(phone.row("Sari")).toContainText("Draf: Ukuran M tinggal satu");
  await phone.open("Sari");
  await expect(phone.reply).toHaveValue("Ukuran M tinggal satu");
  await phone.reply.press("End");
  await phone.page.keyboard.type(", Kak.");
  await phone.button("Catatan internal").click();
  await expect(phone.note).toHaveValue("Cek gudang dulu");
  await phone.open("Budi");

  // Whoever comes back to the first device finds what was written on the other.
  const stored = await desk.page.request.get(`${house.url}/api/v1${await pathOf(desk)}/drafts`);
  expect(await stored.text()).toContain("Ukuran M tinggal satu, Kak.");
  await desk.page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(desk.reply).toHaveValue("Ukuran M tinggal satu, Kak.");

  // Colleagues do not see it.
  const fitri = new Inbox(await as("fitri"));
  await fitri.goTo("Antrean");
  await expect(fitri.row("Sari")).toContainText("Ukuran M ada?");
  await fitri.open("Sari");
  await expect(fitri.reply).toHaveValue("");

  // Once sent there is no draft left anywhere.
  await desk.reply.press("Enter");
  await expect(desk.message("Ukuran M tinggal satu, Kak.")).toContainText("Terkirim");
  await expect(phone.row("Sari")).toHaveCount(0);
  await phone.goTo("Milik saya");
  await phone.open("Sari");
  await phone.button("Balas").click();
  await expect(phone.reply).toHaveValue("");
});

/** The API's path of the conversation that is open. */
async function pathOf({ page }: Inbox): Promise<string> {
  return `/conversations/${new URL(page.url()).pathname.split("/").at(-1)}`;
}

test("drafts that come late never replace what is being typed", async ({ furnished: { as, customer } }) => {
  await customer({ name: "Sari" }).say("Halo");
  const desk = new Inbox(await as("eko"));
  await desk.goTo("Antrean");
  await desk.open("Sari");
  await desk.reply.fill("Tulisan lama");
  await desk.page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok());

  const other = new Inbox(await as("eko"));
  let letThrough: () => void = () => undefined;
  const held = new Promise<void>((done) => {
    letThrough = done;
  });
  await other.page.route("**/api/v1/conversations/*/drafts", async (route) => {
    const answer = await route.fetch();
    await held;
    await route.fulfill({ response: answer });
  });
  await other.goTo("Antrean");
  await other.open("Sari");
  await other.reply.fill("Yang sedang diketik");
  const late = other.page.waitForResponse((answer) => answer.url().endsWith("/drafts"));
  letThrough();
  await (await late).finished();
  await other.reply.press("End");
  await other.page.keyboard.type(" sekarang");
  await expect(other.reply).toHaveValue("Yang sedang diketik sekarang");
  await other.page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok());
  await other.page.reload();
  await expect(other.reply).toHaveValue("Yang sedang diketik sekarang");
});

test("a draft with a file and a quote comes back with both", async ({ furnished: { as, customer } }) => {
  await customer({ name: "Sari" }).say("Bisa minta fotonya?");
  const desk = new Inbox(await as("eko"));
  await desk.goTo("Antrean");
  await desk.open("Sari");
  const question = await desk.onMessage("Bisa minta fotonya?");
  await question.getByRole("button", { name: "Balas pesan ini" }).click();
  await desk.reply.fill("Ini daftarnya");
  const chooser = desk.page.waitForEvent("filechooser");
  await desk.button("Lampirkan").click();
  await desk.page.getByRole("menuitem", { name: "Dokumen" }).click();
  await (await chooser).setFiles(pdf("daftar harga.pdf"));
  const files = desk.page.getByRole("list", { name: "Berkas yang dilampirkan" });
  await expect(files.getByRole("button", { name: "Hapus daftar harga.pdf" })).toBeVisible();
  await desk.page.waitForResponse(
    (answer) => answer.request().method() === "PUT" && (answer.request().postData() ?? "").includes('attachments":["'),
  );
  await desk.page.reload();
  await expect(desk.reply).toHaveValue("Ini daftarnya");
  await expect(files).toContainText("daftar harga.pdf");
  await expect(desk.button("Batal membalas pesan ini")).toBeVisible();
  await desk.reply.press("Enter");
  const answer = desk.message("Ini daftarnya");
  await expect(answer).toContainText("daftar harga.pdf");
  await expect(answer.getByRole("button", { name: /^Ke pesan yang dibalas: Sari/ })).toBeVisible();
});
