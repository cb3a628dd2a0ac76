import { expectAccessible } from "../house/axe";
import { expectHandy } from "../house/handy";
import { Inbox } from "../house/inbox";
import { inEnglish, looks } from "../house/looks";
import { expect, test } from "../house/test";

test("departments are made on the screen, and each team sees its own queue at once", async ({
  furnished: { house, as, customer },
}) => {
  await customer({ name: "Sari" }).say("Halo, ada kemeja batik?");
  const fitri = new Inbox(await as("fitri"));
  await fitri.page.goto(`${house.url}/inbox`);
  await fitri.goTo("Antrean");
  await expect(fitri.row("Sari")).toHaveCount(1);

  const page = await as("citra");
  await page.goto(`${house.url}/settings/departments`);
  await expect(page.getByText("Belum ada departemen")).toBeVisible();
  await page.getByRole("button", { name: "Buat departemen" }).click();
  const sheet = page.getByRole("dialog", { name: "Buat departemen" });
  await sheet.getByRole("button", { name: "Buat departemen" }).click();
  await expect(sheet.getByText("Bagian ini wajib diisi.").first()).toBeVisible();
  await sheet.getByRole("textbox", { name: "Nama departemen" }).fill("Penjualan");
  await sheet.getByRole("combobox", { name: "Supervisor" }).selectOption({ label: "Dewi Anggraini" });
  // All agents are in it already; Fitri is taken out.
  await expect(sheet.getByText("Eko Nugroho")).toBeVisible();
  await sheet.getByRole("button", { name: /Fitri Handayani/ }).click();
  await sheet.getByRole("button", { name: "Buat departemen" }).click();
  const sales = page.getByRole("region", { name: "Penjualan" });
  await expect(sales).toContainText("Utama");
  await expect(sales).toContainText("Eko Nugroho");
  await expect(sales).not.toContainText("Fitri");
  await expect(fitri.row("Sari")).toHaveCount(0);
  await expect(sales.getByRole("button", { name: "Hapus" })).toHaveCount(0);

  await page.getByRole("button", { name: "Buat departemen" }).click();
  await sheet.getByRole("textbox", { name: "Nama departemen" }).fill("penjualan");
  await sheet.getByRole("combobox", { name: "Supervisor" }).selectOption({ label: "Citra Lestari" });
  await sheet.getByRole("button", { name: "Buat departemen" }).click();
  await expect(sheet.getByText("Ini sudah dipakai.")).toBeVisible();
  await sheet.getByRole("textbox", { name: "Nama departemen" }).fill("Layanan");
  await sheet.getByRole("button", { name: "Buat departemen" }).click();
  const service = page.getByRole("region", { name: "Layanan" });
  await service.getByRole("button", { name: "Ubah" }).click();
  const change = page.getByRole("dialog", { name: "Ubah Layanan" });
  await change.getByRole("combobox", { name: /^Anggota/ }).fill("Fitri");
  await page.getByRole("option", { name: "Fitri Handayani" }).click();
  await page.keyboard.press("Tab");
  await change.getByRole("button", { name: "Simpan" }).click();
  await expect(service).toContainText("Fitri Handayani");
  await expect(fitri.row("Sari")).toHaveCount(0);

  // The customer goes to the other team, and its agent sees them.
  const dewi = new Inbox(await as("dewi"));
  await dewi.page.goto(`${house.url}/inbox`);
  await dewi.goTo("Antrean");
  await dewi.open("Sari");
  await dewi.choose("Pindahkan ke departemen…");
  const move = dewi.page.getByRole("dialog", { name: "Pindahkan percakapan dengan Sari" });
  await expectAccessible(dewi.page);
  await move.getByRole("radio", { name: "Layanan" }).check();
  await move.getByRole("button", { name: "Pindahkan" }).click();
  await expect(move).toBeHidden();
  await expect(fitri.row("Sari")).toHaveCount(1);

  await service.getByRole("button", { name: "Hapus" }).click();
  await page.getByRole("alertdialog", { name: "Hapus Layanan?" }).getByRole("button", { name: "Hapus" }).click();
  await expect(service).toHaveCount(0);
  await expect(fitri.row("Sari")).toHaveCount(0);
});

for (const { name, options, phone } of looks) {
  test(`axe finds nothing where departments are made: ${name}`, async ({ furnished: { house, as } }) => {
    const page = await as("ratna", options);
    const check = async () => {
      await expectAccessible(page);
      if (phone) await expectHandy(page);
    };
    await page.goto(`${house.url}/settings/departments`);
    await page.getByText("Belum ada departemen").waitFor();
    await check();
    await page.getByRole("button", { name: "Buat departemen" }).click();
    const sheet = page.getByRole("dialog", { name: "Buat departemen" });
    await sheet.getByRole("textbox", { name: "Nama departemen" }).fill("Penjualan");
    await sheet.getByRole("combobox", { name: "Supervisor" }).selectOption({ label: "Dewi Anggraini" });
    await check();
    await sheet.getByRole("button", { name: "Buat departemen" }).click();
    await page.getByRole("region", { name: "Penjualan" }).waitFor();
    await check();
  });
}

test("in English", async ({ furnished: { house, as } }) => {
  const page = await as("ratna", inEnglish(house.url));
  await page.goto(`${house.url}/settings/departments`);
  await expect(page.getByText("No departments yet")).toBeVisible();
});
