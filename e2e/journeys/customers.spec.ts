import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { expectHandy } from "../house/handy";
import type { Customer } from "../house/house";
import { inEnglish, looks } from "../house/looks";
import { expect, test } from "../house/test";

const row = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });
const names = (page: Page) => page.getByRole("row").getByRole("link").allTextContents();
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Daftar", exact: true }).getByRole("link", { name });

/** Some customers who write, one after the other. */
async function write(customer: (profile: { name: string }) => Customer, ...who: [name: string, text: string][]) {
  for (const [name, text] of who) await customer({ name }).say(text);
}

async function open(page: Page, url: string, search = ""): Promise<void> {
  await page.goto(`${url}/customers${search}`);
  await page.getByRole("heading", { level: 1, name: "Pelanggan" }).waitFor();
}

test("a supervisor sees who waits, oldest first, gives them away one by one and many at once, and takes it back", async ({
  furnished: { house, as, customer },
}) => {
  await write(customer, ["Sari", "Kain batik masih ada?"], ["Budi", "Paket belum sampai"], ["Tono", "Mau retur"]);
  const dewi = await as("dewi");
  await open(dewi, house.url);
  await expect(row(dewi, "Tono")).toContainText("Inbox");
  expect(await names(dewi)).toEqual(["Tono", "Budi", "Sari"]);
  await tab(dewi, "Antrean").click();
  await expect(dewi).toHaveURL(/list=queue/);
  await expect.poll(() => names(dewi)).toEqual(["Sari", "Budi", "Tono"]);

  // One by its menu, with the inbox's own dialog.
  await dewi.getByRole("button", { name: "Tindakan untuk Sari" }).click();
  await dewi.getByRole("menuitem", { name: "Tugaskan ke agen…" }).click();
  const one = dewi.getByRole("dialog", { name: "Tugaskan percakapan dengan Sari" });
  await one.getByRole("combobox", { name: "Agen" }).fill("Eko");
  await dewi.getByRole("option", { name: /Eko Nugroho/ }).click();
  await one.getByRole("button", { name: "Tugaskan", exact: true }).click();
  await expect(one).toBeHidden();
  await expect.poll(() => names(dewi)).toEqual(["Budi", "Tono"]);

  // Many, by keys.
  await dewi.getByRole("checkbox", { name: "Pilih semua di halaman ini" }).focus();
  await dewi.keyboard.press("Space");
  await expect(dewi.getByText("2 dipilih")).toBeVisible();
  await dewi.getByRole("button", { name: "Tugaskan ke agen…" }).click();
  const many = dewi.getByRole("dialog", { name: "Tugaskan 2 percakapan" });
  await many.getByRole("combobox", { name: "Agen" }).fill("Fitri");
  await expect(dewi.getByRole("option", { name: /Fitri Handayani/ })).toContainText("0 percakapan");
  await dewi.getByRole("option", { name: /Fitri Handayani/ }).click();
  await many.getByRole("button", { name: "Tugaskan", exact: true }).click();
  await expect(dewi.getByText("2 percakapan ditugaskan ke Fitri Handayani.")).toBeVisible();
  await expect(dewi.getByText("Antrean kosong")).toBeVisible();
  await tab(dewi, "Ditangani").click();
  await expect(row(dewi, "Budi")).toContainText("Fitri");
  await expect(row(dewi, "Budi")).toContainText("pelanggan");
  await dewi.getByRole("button", { name: "Urungkan" }).click();
  await expect(dewi.getByText("2 penugasan dibatalkan.")).toBeVisible();
  await expect.poll(() => names(dewi)).toEqual(["Sari"]);

  // A name opens the conversation, which says who began; Back leads to the same list.
  await dewi.getByRole("link", { name: "Sari" }).click();
  await expect(dewi.getByRole("button", { name: /^Informasi Profil: / })).toContainText("Inbox");
  await dewi.goBack();
  await expect(dewi).toHaveURL(/\/customers\?list=handled/);
  await expect.poll(() => names(dewi)).toEqual(["Sari"]);
});

test("filters and a search stand in the address, and a view keeps them for everybody", async ({
  furnished: { house, as, customer },
}) => {
  await write(customer, ["Sari", "Kain batik masih ada?"], ["Budi", "Paket belum sampai"]);
  const dewi = await as("dewi");
  await open(dewi, house.url, "?list=queue");
  await dewi.getByRole("button", { name: "Tindakan untuk Sari" }).click();
  await dewi.getByRole("menuitem", { name: "Tugaskan ke saya" }).click();
  // Who is handled waits no more; pressing anywhere in a row opens it.
  await expect.poll(() => names(dewi)).toEqual(["Budi"]);
  await tab(dewi, "Ditangani").click();
  await row(dewi, "Sari").getByText("Inbox").click();
  await dewi.getByRole("button", { name: "Selesaikan", exact: true }).click();
  await open(dewi, house.url);
  await expect(row(dewi, "Sari")).toContainText("Selesai", { timeout: 30_000 });

  // What is resolved is found by what was said, on every list.
  await tab(dewi, "Antrean").click();
  await expect.poll(() => names(dewi)).toEqual(["Budi"]);
  await dewi.getByRole("searchbox", { name: "Cari nama, telepon, email, atau isi pesan" }).fill("batik");
  await expect(row(dewi, "Sari")).toContainText("Selesai");
  await expect(row(dewi, "Sari")).toContainText("Kain batik");
  await expect(dewi).toHaveURL(/q=batik/);
  await dewi.getByRole("button", { name: "Hapus filter" }).first().click();
  await expect.poll(() => names(dewi)).toEqual(["Budi"]);

  await dewi.getByRole("button", { name: "Tanggal dibuka" }).click();
  await dewi.getByRole("button", { name: "Hari ini" }).click();
  await expect(dewi).toHaveURL(/from=\d{4}-\d\d-\d\d&to=/);
  await expect(row(dewi, "Budi")).toBeVisible();
  // The preset of this name may be going still while the filter is called so already.
  await dewi.getByRole("button", { name: "Hari ini", expanded: false }).click();
  await dewi.getByRole("button", { name: "Kemarin" }).click();
  await expect(dewi.getByText("Tidak ada yang cocok")).toBeVisible();
  await dewi.goBack();
  await expect(row(dewi, "Budi")).toBeVisible();

  await dewi.getByRole("combobox", { name: "Jenis" }).selectOption("outbox");
  await expect(dewi.getByText("Tidak ada yang cocok")).toBeVisible();
  await dewi.getByRole("combobox", { name: "Jenis" }).selectOption("inbox");
  await dewi.getByRole("button", { name: "Tampilan", exact: true }).click();
  await dewi.getByRole("button", { name: "Simpan tampilan ini…" }).click();
  const form = dewi.getByRole("dialog", { name: "Simpan tampilan ini" });
  await form.getByRole("button", { name: "Simpan" }).click();
  await expect(form.getByText("Isi nama tampilan.")).toBeVisible();
  await form.getByRole("textbox", { name: "Nama tampilan" }).fill("Antrean hari ini");
  await form.getByRole("checkbox", { name: /Bagikan ke semua anggota/ }).check();
  await form.getByRole("button", { name: "Simpan" }).click();
  await expect(dewi.getByText("Tampilan disimpan.")).toBeVisible();

  const eko = await as("eko");
  await open(eko, house.url);
  await expect(eko.getByRole("button", { name: "Unduh CSV" })).toBeHidden();
  await expect(eko.getByRole("checkbox")).toHaveCount(0);
  await eko.getByRole("button", { name: "Tampilan", exact: true }).click();
  await eko.getByRole("link", { name: /Antrean hari ini/ }).click();
  await expect(eko).toHaveURL(/list=queue/);
  await expect(row(eko, "Budi")).toBeVisible();
  await expect(eko.getByRole("button", { name: "Antrean hari ini" })).toBeVisible();
});

test("the list is taken away as a file, and a new customer appears without reloading", async ({
  furnished: { house, as, customer },
}) => {
  await write(customer, ["=Sari", "Halo kak"]);
  const dewi = await as("dewi");
  // What an address cannot mean is left out.
  await open(dewi, house.url, "?list=nonsense&page=-5");
  await expect(row(dewi, "=Sari")).toBeVisible();
  await open(dewi, house.url, "?list=queue");
  await write(customer, ["Budi", "Paket belum sampai"]);
  await expect(row(dewi, "Budi")).toBeVisible({ timeout: 30_000 });
  const coming = dewi.waitForEvent("download");
  await dewi.getByRole("button", { name: "Unduh CSV" }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^sapa-\d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await file.path(), "utf8").split("\r\n");
  expect(lines[0]).toMatch(/^\ufeffPelanggan,Telepon,Email,/);
  expect(lines[1]).toMatch(/^'=Sari,/);
  expect(lines[2]).toMatch(/^Budi,/);
  await expect(dewi.getByText("Berkas dengan 2 baris diunduh.")).toBeVisible();
});

for (const { name, options, phone } of looks) {
  test(`axe finds nothing on the page of customers: ${name}`, async ({ furnished: { house, as, customer } }) => {
    await write(customer, ["Sari", "Kain batik masih ada?"], ["Budi dengan nama yang panjang sekali", "Paket"]);
    const page = await as("ratna", options);
    await open(page, house.url);
    const check = async () => {
      await expectAccessible(page);
      if (phone) await expectHandy(page);
    };
    await page.getByRole("link", { name: "Sari" }).waitFor();
    await page.getByRole("checkbox", { name: "Pilih Sari" }).check();
    await page.getByText("1 dipilih").waitFor();
    await check();
    if (phone) await page.getByRole("button", { name: "Filter" }).click();
    await page.getByRole("button", { name: "Tanggal dibuka" }).click();
    await page.getByRole("button", { name: "30 hari" }).waitFor();
    await check();
    await page.keyboard.press("Escape");
    await open(page, house.url, "?list=handled&type=outbox");
    await page.getByText("Tidak ada yang cocok").waitFor();
    await check();
  });
}

test("in English", async ({ furnished: { house, as, customer } }) => {
  await write(customer, ["Sari", "Kain batik masih ada?"]);
  const page = await as("dewi", inEnglish(house.url));
  await page.goto(`${house.url}/customers`);
  await expect(page.getByRole("heading", { level: 1, name: "Customers" })).toBeVisible();
  await expect(row(page, "Sari")).toContainText("In queue");
});
