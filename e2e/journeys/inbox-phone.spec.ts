import { devices, type Locator } from "@playwright/test";
import { picture } from "../house/files";
import { expectHandy } from "../house/handy";
import { Inbox } from "../house/inbox";
import { expect, type Furnished, test } from "../house/test";

const small = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** An agent with a small phone, and one who waits. */
async function onPhone({ as, customer }: Furnished) {
  const sari = customer({ name: "Sari Wulandari Kusumaningrum" });
  await sari.say("Halo, kebaya ukuran L masih ada? Saya perlu untuk acara minggu depan di Semarang.");
  const phone = new Inbox(await as("eko", small));
  await phone.tab("Antrean").tap();
  return { sari, phone };
}

test("from the list to the thread to the profile and back, one pane at a time", async ({ furnished }) => {
  const { phone } = await onPhone(furnished);
  const { page } = phone;
  await expectHandy(page);
  await phone.row("Sari").tap();
  await expect(phone.pane).toBeVisible();
  await expect(phone.rows).toHaveCount(0);
  await expect(phone.message("Halo, kebaya")).toBeInViewport();
  await expectHandy(page);

  await phone.head.tap();
  const profile = page.getByRole("dialog", { name: "Informasi Profil" });
  await expect(profile.getByRole("button", { name: /^Ubah telepon/ })).toBeVisible();
  await expectHandy(page);
  await profile.getByRole("button", { name: /^Ubah telepon/ }).tap();
  await profile.getByRole("textbox", { name: "Telepon" }).fill("bukan nomor");
  await profile.getByRole("button", { name: "Simpan" }).tap();
  await expect(profile.getByText(/Tulis nomor telepon yang lengkap/)).toBeVisible();
  await profile.getByRole("textbox", { name: "Telepon" }).fill("0812 3456 7890");
  await profile.getByRole("button", { name: "Simpan" }).tap();
  await expect(profile.getByRole("button", { name: /^Ubah telepon: \+62/ })).toBeVisible();
  await profile.getByRole("button", { name: "Tutup" }).tap();
  await expect(profile).toBeHidden();

  await phone.button("Kembali ke daftar").tap();
  await expect(phone.row("Sari")).toBeVisible();
  // The phone's own way back works as well.
  await phone.row("Sari").tap();
  await expect(phone.pane).toBeVisible();
  await page.goBack();
  await expect(phone.row("Sari")).toBeVisible();
});

test("answered, assigned and resolved by touch", async ({ furnished }) => {
  const { sari, phone } = await onPhone(furnished);
  const { page } = phone;
  await phone.row("Sari").tap();
  await phone.reply.fill("Masih ada, Kak.");
  // Enter makes a new line here, as on every phone.
  await phone.reply.press("Enter");
  await expect(phone.reply).toHaveValue("Masih ada, Kak.\n");
  expect(await sari.texts()).toHaveLength(1);
  await phone.button("Kirim").tap();
  await expect.poll(() => sari.texts()).toContain("Masih ada, Kak.");
  const chooser = page.waitForEvent("filechooser");
  await phone.button("Lampirkan").tap();
  await expectHandy(page);
  await page.getByRole("menuitem", { name: "Foto atau video" }).tap();
  await (await chooser).setFiles(picture("kebaya.png", 1200, 1600));
  await phone.button("Kirim").tap();
  const image = phone.thread.getByRole("button", { name: /^Buka gambar kebaya/ });
  await expect(image).toBeInViewport();
  await expectHandy(page);

  await phone.pane.getByRole("button", { name: "Tindakan lain" }).tap();
  await expectHandy(page);
  await page.keyboard.press("Escape");
  await phone.pane.getByRole("button", { name: "Selesaikan", exact: true }).tap();
  await expect(phone.toasts.getByRole("button", { name: "Urungkan" })).toBeVisible();
  await expectHandy(page);
  await phone.toasts.getByRole("button", { name: "Urungkan" }).tap();
  await expect(phone.pane.getByRole("button", { name: "Selesaikan", exact: true })).toBeVisible();
});

test("a conversation a colleague takes leaves the phone's screen for the list, with a word why", async ({
  furnished,
}) => {
  const { phone } = await onPhone(furnished);
  await phone.row("Sari").tap();
  await expect(phone.pane).toBeVisible();
  const fitri = new Inbox(await furnished.as("fitri", devices["Pixel 7"]));
  await fitri.button("Ambil berikutnya").tap();
  await expect(fitri.pane).toBeVisible();
  await expect(phone.pane).toHaveCount(0);
  await expect(phone.toasts).toContainText("kini ditangani rekan Anda.");
  await expect(phone.page.getByText("Antrean kosong")).toBeVisible();
});

test("above the phone's keyboard there is room for the newest message, a long text and the way to send it", async ({
  furnished,
}) => {
  const { sari, phone } = await onPhone(furnished);
  for (let n = 1; n <= 12; n++) await sari.say(`Pertanyaan nomor ${n}, apakah masih bisa dikirim ke Semarang?`);
  await phone.row("Sari").tap();
  await expect(phone.message("Pertanyaan nomor 12")).toBeInViewport();
  // What a keyboard leaves of a small screen.
  await phone.page.setViewportSize({ width: 360, height: 380 });
  await phone.reply.fill("Bisa, Kak. Kami kirim sore ini lewat kurir yang biasa.\n".repeat(8));
  await expect(phone.button("Kirim")).toBeInViewport({ ratio: 1 });
  await expect(phone.message("Pertanyaan nomor 12")).toBeInViewport({ ratio: 0.9 });
  await expectHandy(phone.page);
});

test("the phone's way back closes what floats before it leaves the conversation", async ({ furnished }) => {
  const { phone } = await onPhone(furnished);
  const { page } = phone;
  await phone.row("Sari").tap();
  await expect(phone.pane).toBeVisible();

  await phone.head.tap();
  const profile = page.getByRole("dialog", { name: "Informasi Profil" });
  await expect(profile).toBeVisible();
  await page.goBack();
  await expect(profile).toBeHidden();
  await expect(phone.pane).toBeVisible();

  await phone.pane.getByRole("button", { name: "Tindakan lain" }).tap();
  await expect(page.getByRole("menu")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(phone.pane).toBeVisible();

  await page.goBack();
  await expect(phone.row("Sari")).toBeVisible();
  await expect(phone.pane).toHaveCount(0);
});

test("letters twice as large, as a phone can be set, cut nothing off and need no scrolling sideways", async ({
  furnished,
}) => {
  const { phone } = await onPhone(furnished);
  const { page } = phone;
  const enlarge = () =>
    page.evaluate(() => {
      const large = new CSSStyleSheet();
      large.replaceSync(":root { font-size: 200% !important }");
      document.adoptedStyleSheets = [large];
    });
  const isWhole = (text: Locator) =>
    expect.poll(() => text.evaluate((it) => it.scrollWidth <= it.clientWidth)).toBe(true);
  await enlarge();
  await isWhole(page.getByRole("heading", { name: "Kotak masuk" }));
  await expectHandy(page);
  await phone.row("Sari").tap();
  await expect(phone.pane).toBeVisible();
  await expect(phone.button("Catatan internal")).toBeInViewport({ ratio: 1 });
  await expectHandy(page);
  for (const path of ["account", "account/preferences", "members"]) {
    await page.goto(new URL(`/settings/${path}`, page.url()).href);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await enlarge();
    await expect.poll(() => page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(small.viewport.width);
  }
});
