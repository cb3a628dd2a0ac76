import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { expect, test } from "../house/test";

/** Opens the list of views, whatever the button is called by the view in use. */
async function menu(page: Page): Promise<void> {
  await page
    .locator("header, main")
    .getByRole("button", { name: /^(Tampilan|Sore|Malam|Pagi)$/, expanded: false })
    .click();
}

const change = async (page: Page, name: string) => {
  await menu(page);
  await page.getByRole("button", { name: `Ubah tampilan ${name}` }).click();
  return page.getByRole("dialog", { name: `Ubah tampilan ${name}` });
};

test("shared views follow what colleagues do, nobody overwrites one unread, and each change has a way back", async ({
  furnished: { house, as, customer },
}) => {
  await customer({ name: "Sari" }).say("Kain batik masih ada?");
  const [dewi, ratna] = [await as("dewi"), await as("ratna")];
  for (const page of [dewi, ratna]) await page.goto(`${house.url}/customers?list=queue`);

  // What Dewi keeps is there for Ratna, who has the list open.
  await menu(ratna);
  await expect(ratna.getByText(/^Belum ada tampilan tersimpan/)).toBeVisible();
  await menu(dewi);
  await dewi.getByRole("button", { name: "Simpan tampilan ini…" }).click();
  const form = dewi.getByRole("dialog", { name: "Simpan tampilan ini" });
  await form.getByRole("textbox", { name: "Nama tampilan" }).fill("Sore");
  await form.getByRole("checkbox", { name: /Bagikan ke semua anggota/ }).check();
  await form.getByRole("button", { name: "Simpan" }).click();
  await expect(form).toBeHidden();
  await expect(ratna.getByRole("link", { name: /^Sore/ })).toBeVisible();
  await ratna.keyboard.press("Escape");

  // Both change it at once: Dewi reads that Ratna was first, what she typed stays, and she decides.
  const hers = await change(dewi, "Sore");
  await hers.getByRole("textbox", { name: "Nama tampilan" }).fill("Pagi");
  const theirs = await change(ratna, "Sore");
  await theirs.getByRole("textbox", { name: "Nama tampilan" }).fill("Malam");
  await theirs.getByRole("button", { name: "Simpan" }).click();
  await expect(theirs).toBeHidden();
  await expect(hers.getByText(/namanya sekarang Malam/)).toBeVisible();
  await expectAccessible(dewi);
  await expect(hers.getByRole("textbox", { name: "Nama tampilan" })).toHaveValue("Pagi");
  await hers.getByRole("button", { name: "Simpan" }).click();
  await expect(hers).toBeHidden();
  await expect(ratna.getByRole("button", { name: "Pagi", exact: true })).toBeVisible();
  await dewi.getByRole("button", { name: "Urungkan" }).last().click();
  await expect(ratna.getByRole("button", { name: "Malam", exact: true })).toBeVisible();

  // Who deletes it can have it back; who was about to change it reads that it is gone.
  const late = await change(dewi, "Malam");
  await menu(ratna);
  await ratna.getByRole("button", { name: "Hapus tampilan Malam" }).click();
  await expect(late.getByText(/baru saja menghapus tampilan ini/)).toBeVisible();
  await late.getByRole("button", { name: "Batal" }).click();
  await expect(dewi.getByRole("button", { name: "Tampilan", exact: true })).toBeVisible();
  await ratna.getByRole("button", { name: "Urungkan" }).last().click();
  await expect(dewi.getByRole("button", { name: "Malam", exact: true })).toBeVisible();
});
