import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { expectHandy } from "../house/handy";
import { inEnglish, looks } from "../house/looks";
import { expect, test } from "../house/test";

test("a manager sets up the service that says who takes a conversation", async ({ furnished: { house, as } }) => {
  const page = await as("citra");
  await page.goto(`${house.url}/settings/allocation`);
  await expect(page.getByText("Layanan belum pernah ditanya.")).toBeVisible();
  const on = page.getByRole("switch", { name: /^Tanya layanan saya/ });
  const address = page.getByRole("textbox", { name: /^Alamat layanan/ });
  const save = page.getByRole("button", { name: "Simpan", exact: true });

  // Without a secret nothing is switched on, and an address in the clear is refused at its field.
  await on.check();
  await address.fill("http://toko.example/sapa");
  await save.click();
  await expect(page.getByText("Alamatnya harus dimulai dengan https://.", { exact: false }).first()).toBeVisible();
  await address.fill("https://toko.invalid/sapa");
  await save.click();
  await expect(page.getByText("Buat rahasianya dulu.")).toBeVisible();

  await page.getByRole("button", { name: "Buat rahasia" }).click();
  await expect(page.getByRole("textbox", { name: "Rahasia", exact: true })).toHaveValue(/^whsec_/);
  await save.click();
  await expect(page.getByText("Disimpan. Berlaku mulai sekarang.")).toBeVisible();
  await page.getByRole("button", { name: "Uji", exact: true }).click();
  await expect(page.getByText(/Alamat layanan tidak ditemukan|Layanan tidak dapat dihubungi/)).toBeVisible();

  // The secret is shown once.
  await page.reload();
  await expect(on).toBeChecked();
  await expect(page.getByText("Rahasianya sudah dibuat dan tidak ditampilkan lagi.")).toBeVisible();

  // Only one of the two can be on, and the page says so before anything is saved.
  const automatic = page.getByRole("switch", { name: /^Berikan percakapan secara otomatis/ });
  await expect(automatic).not.toBeChecked();
  await automatic.check();
  await expect(on).not.toBeChecked();
  await expect(page.getByText("Alokasi kustom ikut dimatikan saat disimpan", { exact: false })).toBeVisible();
  await page.getByRole("radio", { name: /^Bergiliran/ }).check();
  await save.click();
  await page.reload();
  await expect(on).not.toBeChecked();
  await expect(page.getByRole("radio", { name: /^Bergiliran/ })).toBeChecked();
  await on.check();
  await expect(automatic).not.toBeChecked();
  await expect(page.getByText("Pembagian otomatis ikut dimatikan saat disimpan", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Buang perubahan" }).click();
  await expect(automatic).toBeChecked();
});

test("what agents may do is switched here; supervisors read, agents do not", async ({ furnished: { house, as } }) => {
  const page = await as("citra");
  const other = await as("ratna");
  for (const one of [page, other]) await one.goto(`${house.url}/settings/allocation`);
  const assigns = (one: Page) => one.getByRole("switch", { name: "Menugaskan percakapan ke rekan" });
  await assigns(page).uncheck();
  await page.getByRole("button", { name: "Simpan", exact: true }).click();
  await expect(assigns(other)).not.toBeChecked();
  // Who takes when nobody may, and nothing gives out? The page says it before it is saved.
  await page.getByRole("switch", { name: "Mengambil percakapan dari antrean" }).uncheck();
  await expect(page.getByText("menunggu sampai supervisor menugaskannya", { exact: false })).toBeVisible();
  const dewi = await as("dewi");
  await dewi.goto(`${house.url}/settings/allocation`);
  await expect(dewi.getByText("Layanan belum pernah ditanya.")).toBeVisible();
  await expect(dewi.getByRole("switch")).toHaveCount(0);
  await expect(dewi.getByText("Agen menugaskan percakapan ke rekan").locator("..")).toContainText("Tidak");
  const eko = await as("eko");
  await eko.goto(`${house.url}/settings/allocation`);
  await expect(eko.getByRole("heading", { name: /bukan untuk peran Anda/ })).toBeVisible();
});

for (const { name, options, phone } of looks) {
  test(`axe finds nothing on the page of allocation: ${name}`, async ({ furnished: { house, as } }) => {
    const page = await as("ratna", options);
    await page.goto(`${house.url}/settings/allocation`);
    await page.getByRole("switch", { name: /^Tanya layanan saya/ }).check();
    await page.getByRole("button", { name: "Buat rahasia" }).click();
    await expect(page.getByRole("textbox", { name: "Rahasia", exact: true })).toBeVisible();
    await expectAccessible(page);
    if (phone) await expectHandy(page);
  });
}

test("in English", async ({ furnished: { house, as } }) => {
  const page = await as("ratna", inEnglish(house.url));
  await page.goto(`${house.url}/settings/allocation`);
  await expect(page.getByRole("heading", { level: 1, name: "Agent allocation" })).toBeVisible();
});
