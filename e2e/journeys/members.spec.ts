import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { caller, email, password } from "../house/house";
import { inEnglish, looks } from "../house/looks";
import { expect, test } from "../house/test";

const row = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });
const acts = (page: Page, name: string) => page.getByRole("button", { name: `Tindakan untuk ${name}` });

async function openMembers(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/settings/members`);
  await page.getByRole("heading", { level: 1, name: "Anggota" }).waitFor();
}

test("somebody is invited by a link, comes in by it, and the link is spent", async ({
  furnished: { house, as, stranger },
}) => {
  const page = await as("ratna");
  await openMembers(page, house.url);
  await page.getByRole("button", { name: "Tambah anggota" }).click();
  const form = page.getByRole("dialog", { name: "Tambah anggota" });
  await form.getByRole("textbox", { name: "Nama" }).fill("Hendra Wijaya");
  await form.getByRole("textbox", { name: "Nomor WhatsApp" }).fill("0813 2222 333");
  await form.getByRole("button", { name: "Tambah anggota" }).click();

  const given = page.getByRole("dialog", { name: "Undangan untuk Hendra Wijaya siap" });
  const link = await given.getByRole("textbox", { name: "Tautan" }).inputValue();
  expect(link).toMatch(new RegExp(`^${house.url}/invitation#[a-z2-7]{32}$`));
  const share = await given.getByRole("link", { name: "Bagikan lewat WhatsApp" }).getAttribute("href");
  expect(share).toContain("https://wa.me/628132222333?text=Halo%20Hendra%20Wijaya");
  expect(share).toContain(encodeURIComponent(link));
  await given.getByRole("button", { name: "Selesai" }).click();
  await expect(row(page, "Hendra Wijaya")).toContainText("Diundang");
  await expect(page.getByText("7 anggota, 1 belum membuka undangan")).toBeVisible();

  const hendra = await stranger();
  await hendra.goto(link);
  await expect(hendra.getByRole("heading", { level: 1, name: "Selamat datang di Toko Melati" })).toBeVisible();
  expect(hendra.url()).toBe(`${house.url}/invitation`);
  await hendra.reload();
  await hendra.getByLabel("Kata sandi Anda").fill("Hendra Wijaya");
  await hendra.getByRole("button", { name: "Simpan dan masuk" }).click();
  await expect(hendra.getByText("Jangan sama dengan nama, email, atau nomor").first()).toBeVisible();
  await hendra.getByLabel("Kata sandi Anda").fill("kereta pagi ke Solo");
  await hendra.getByRole("button", { name: "Simpan dan masuk" }).click();
  await expect(hendra).toHaveURL(/\/inbox/);
  await expect(row(page, "Hendra Wijaya")).not.toContainText("Diundang");
  await expect(page.getByText("7 anggota", { exact: true })).toBeVisible();

  const late = await stranger();
  await late.goto(link);
  await expect(late.getByRole("heading", { level: 1, name: "Tautan ini sudah tidak berlaku" })).toBeVisible();
});

test("a member with a password from the owner signs in at once; a wrong form keeps what was typed", async ({
  furnished: { house, as },
}) => {
  const page = await as("ratna");
  await openMembers(page, house.url);
  await page.getByRole("button", { name: "Tambah anggota" }).click();
  const form = page.getByRole("dialog", { name: "Tambah anggota" });
  await form.getByRole("textbox", { name: "Nama" }).fill("Joko Susilo");
  await form.getByRole("radio", { name: /Dengan kata sandi dari saya/ }).check();
  await form.getByLabel("Kata sandi pertama").fill("pendek");
  await form.getByRole("button", { name: "Tambah anggota" }).click();
  await expect(form.getByText("Isi email atau nomor telepon.")).toBeVisible();
  await form.getByRole("textbox", { name: "Email" }).fill(email("eko"));
  await form.getByLabel("Kata sandi pertama").fill(password);
  await form.getByRole("button", { name: "Tambah anggota" }).click();
  await expect(form.getByText("Ini sudah dipakai.")).toBeVisible();
  await expect(form.getByRole("textbox", { name: "Email" })).toBeFocused();
  // A form that is under way cannot be left.
  await expect(form.getByRole("button", { name: "Batal" })).toBeEnabled();
  await page.keyboard.press("Escape");
  await page.getByRole("alertdialog").getByRole("button", { name: "Batal" }).click();
  await expect(form.getByRole("textbox", { name: "Nama" })).toHaveValue("Joko Susilo");
  await form.getByRole("textbox", { name: "Email" }).fill("joko@melati.example");
  await form.getByRole("button", { name: "Tambah anggota" }).click();
  await expect(page.getByText("Joko Susilo sudah ditambahkan ke Toko Melati")).toBeVisible();
  const answer = await page.request.post(`${house.url}/api/v1/sessions`, {
    data: { name: "joko@melati.example", password },
  });
  expect(answer.status()).toBe(204);
});

test("a new role takes effect on the member's open screen", async ({ furnished: { house, as } }) => {
  const page = await as("ratna");
  const fitri = await as("fitri");
  await fitri.goto(`${house.url}/settings/members`);
  await expect(fitri.getByRole("button", { name: "Tambah anggota" })).toBeHidden();
  await expect(fitri.getByText(email("eko"))).toBeHidden();

  await openMembers(page, house.url);
  await page.getByRole("button", { name: "Fitri Handayani", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Ubah data Fitri Handayani" });
  await form.getByRole("radio", { name: /Manajer/ }).check();
  await form.getByRole("switch", { name: "Mengubah pengaturan ruang kerja" }).uncheck();
  await form.getByRole("button", { name: "Simpan" }).click();
  await expect(row(page, "Fitri Handayani")).toContainText("Manajer");

  await expect(fitri.getByRole("button", { name: "Tambah anggota" })).toBeVisible();
  await expect(fitri.getByRole("link", { name: "Umum" })).toBeHidden();
  await fitri.goto(`${house.url}/settings/workspace`);
  await expect(fitri.getByRole("heading", { level: 1, name: "Umum: bukan untuk peran Anda" })).toBeVisible();
  await expectAccessible(fitri);

  // A manager neither sees nor gives what stands above their own role.
  await fitri.getByRole("link", { name: "Anggota" }).click();
  await expect(acts(fitri, "Ratna Sari")).toBeHidden();
  await acts(fitri, "Eko Nugroho").click();
  await fitri.getByRole("menuitem", { name: "Ubah data" }).click();
  const roles = fitri.getByRole("dialog").getByRole("group", { name: "Peran" });
  await expect(roles.getByRole("radio")).toHaveCount(3);
});

test("a member's departments are chosen where the member is, and stand in the list", async ({
  furnished: { house, as },
}) => {
  const owner = await caller(house, "ratna");
  const { members } = await owner.call<{ members: { id: string; email?: string; name: string }[] }>(
    "GET",
    "/api/v1/members",
  );
  const idOf = (name: string) => members.find((one) => one.name === name)?.id;
  for (const name of ["Penjualan", "Layanan"]) {
    await owner.call("POST", "/api/v1/departments", { name, supervisor_id: idOf("Dewi Anggraini"), member_ids: [] });
  }
  const page = await as("ratna");
  await openMembers(page, house.url);
  await expect(row(page, "Eko Nugroho")).toContainText("Tanpa departemen");
  await page.getByRole("button", { name: "Eko Nugroho", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Ubah data Eko Nugroho" });
  await expect(form.getByText("Tanpa departemen hanya melihat percakapan yang ditugaskan kepadanya.")).toBeVisible();
  const departments = form.getByRole("combobox", { name: /^Departemen/ });
  for (const name of ["Penjualan", "Layanan"]) {
    await departments.fill(name.slice(0, 3));
    await page.getByRole("option", { name }).click();
  }
  await page.keyboard.press("Tab");
  await form.getByRole("combobox", { name: "Terutama bertugas di" }).selectOption("Layanan");
  await form.getByRole("button", { name: "Simpan" }).click();
  await expect(row(page, "Eko Nugroho")).toContainText("Layanan, Penjualan");

  await page.getByRole("combobox", { name: "Saring menurut departemen" }).selectOption("Tanpa departemen");
  await expect(row(page, "Fitri Handayani")).toBeVisible();
  await expect(row(page, "Eko Nugroho")).toBeHidden();
  expect(page.url()).toContain("department=none");
  await page.getByRole("combobox", { name: "Saring menurut departemen" }).selectOption("");

  // Somebody new serves the main one, unless another is chosen.
  await page.getByRole("button", { name: "Tambah anggota" }).click();
  const add = page.getByRole("dialog", { name: "Tambah anggota" });
  await add.getByRole("textbox", { name: "Nama" }).fill("Hendra Wijaya");
  await add.getByRole("textbox", { name: "Nomor WhatsApp" }).fill("0813 2222 333");
  await expect(add.getByRole("button", { name: /Penjualan/ })).toBeVisible();
  await add.getByRole("button", { name: "Tambah anggota" }).click();
  await page
    .getByRole("dialog", { name: /Undangan/ })
    .getByRole("button", { name: "Selesai" })
    .click();
  await expect(row(page, "Hendra Wijaya")).toContainText("Penjualan");

  // Whoever may not change departments is not offered them.
  await owner.call("PATCH", `/api/v1/members/${idOf("Citra Lestari")}`, { denied: ["manage_departments"] });
  const citra = await as("citra");
  await openMembers(citra, house.url);
  await citra.getByRole("button", { name: "Eko Nugroho", exact: true }).click();
  await citra.getByRole("dialog").getByRole("textbox", { name: "Nama" }).waitFor();
  await expect(citra.getByRole("dialog").getByRole("combobox", { name: /^Departemen/ })).toHaveCount(0);
});

test("who is removed is out at once, and what they handled waits for the others", async ({
  furnished: { house, as, customer },
}) => {
  const sari = customer({ name: "Sari" });
  await sari.say("Paket saya belum sampai");
  const eko = await as("eko");
  const { conversations } = await (await caller(house, "eko")).call<{ conversations: { id: string }[] }>(
    "GET",
    "/api/v1/conversations?tab=queue",
  );
  await (await caller(house, "eko")).reply(conversations[0]?.id ?? "", "Saya cek dulu, Kak");
  const page = await as("ratna");
  await openMembers(page, house.url);
  await acts(page, "Eko Nugroho").click();
  await page.getByRole("menuitem", { name: "Keluarkan…" }).click();
  const question = page.getByRole("alertdialog", { name: "Keluarkan Eko Nugroho dari Toko Melati?" });
  await expect(question).toContainText("kembali ke antrean");
  await question.getByRole("button", { name: "Keluarkan" }).click();
  await expect(row(page, "Eko Nugroho")).toBeHidden();
  await expect(page.locator("#content")).toBeFocused();

  await expect(eko.getByRole("dialog", { name: "Sesi Anda sudah berakhir" })).toBeVisible();
  await page.getByRole("link", { name: "Kotak masuk" }).click();
  await page.getByRole("link", { name: /Antrean/ }).click();
  await expect(page.getByText("Sari").first()).toBeVisible();
});

test("whoever forgot the password comes back by a new link, and is signed out elsewhere", async ({
  furnished: { house, as, stranger },
}) => {
  const old = await as("eko");
  const page = await as("bagas");
  await openMembers(page, house.url);
  await acts(page, "Eko Nugroho").click();
  await page.getByRole("menuitem", { name: "Buat tautan kata sandi" }).click();
  const given = page.getByRole("dialog", { name: "Tautan kata sandi untuk Eko Nugroho" });
  const link = await given.getByRole("textbox", { name: "Tautan" }).inputValue();
  await expectAccessible(page);

  const eko = await stranger();
  await eko.goto(link);
  await expect(eko.getByRole("heading", { level: 1, name: "Buat kata sandi baru" })).toBeVisible();
  await expectAccessible(eko);
  await eko.getByLabel("Kata sandi baru").fill("hujan sore di Malang");
  await eko.getByRole("button", { name: "Simpan dan masuk" }).click();
  await expect(eko).toHaveURL(/\/inbox/);
  await expect(old.getByRole("dialog", { name: "Sesi Anda sudah berakhir" })).toBeVisible();
});

test("the list is narrowed by word and role, in the address", async ({ furnished: { house, as } }) => {
  const page = await as("dewi");
  await openMembers(page, house.url);
  await expect(page.getByText("6 anggota. Yang mengaturnya adalah pemilik, admin, dan manajer.")).toBeVisible();
  await page.getByRole("searchbox", { name: "Cari nama, email, atau nomor" }).fill("ba");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("searchbox", { name: "Cari nama, email, atau nomor" }).fill("");
  await page.getByRole("combobox", { name: "Saring menurut peran" }).selectOption("agent");
  await expect(page.getByRole("row")).toHaveCount(3);
  expect(page.url()).toContain("role=agent");
  await page.reload();
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.getByRole("searchbox", { name: "Cari nama, email, atau nomor" }).fill("tidak ada siapa-siapa");
  await expect(page.getByText("Tidak ada anggota yang cocok")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Hapus filter" }).click();
  await expect(page.getByRole("row")).toHaveCount(7);
});

test("by keyboard alone: from the palette to a changed name", async ({ furnished: { as } }) => {
  const page = await as("ratna");
  await page.getByRole("link", { name: "Pengaturan" }).waitFor();
  // The keys are heard a moment after the screen is drawn.
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Cari perintah" })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.keyboard.type("anggota");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Anggota" }).waitFor();
  await acts(page, "Eko Nugroho").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Ubah data" })).toBeFocused();
  await page.keyboard.press("Enter");
  const field = page.getByRole("dialog").getByRole("textbox", { name: "Nama" });
  await expect(field).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.type(" Putra");
  await page.keyboard.press("Enter");
  await expect(row(page, "Eko Nugroho Putra")).toBeVisible();
  await expect(acts(page, "Eko Nugroho Putra")).toBeFocused();
});

test("in English", async ({ furnished: { house, as } }) => {
  const page = await as("ratna", inEnglish(house.url));
  await page.goto(`${house.url}/settings/members`);
  await expect(page.getByText("6 members", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Actions for Eko Nugroho" }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await expect(page.getByRole("alertdialog", { name: "Remove Eko Nugroho from Toko Melati?" })).toBeVisible();
});

for (const { name, options } of looks) {
  test(`axe finds nothing: ${name}`, async ({ furnished: { house, as } }) => {
    const page = await as("ratna", options);
    await openMembers(page, house.url);
    await expectAccessible(page);
    await acts(page, "Eko Nugroho").click();
    await page.getByRole("menu").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Tambah anggota" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("radio", { name: /Manajer/ }).check();
    await form.getByRole("radio", { name: /Dengan kata sandi/ }).check();
    await form.getByRole("button", { name: "Tambah anggota" }).click();
    await expectAccessible(page);
    await form.getByRole("radio", { name: /tautan undangan/ }).check();
    await form.getByRole("textbox", { name: "Nama" }).fill("Kartika Dewi Ayu Lestari Maharani");
    await form.getByRole("textbox", { name: "Email" }).fill("kartika@melati.example");
    await form.getByRole("button", { name: "Tambah anggota" }).click();
    await page.getByRole("dialog", { name: /Undangan untuk Kartika/ }).waitFor();
    await expectAccessible(page);
  });
}
