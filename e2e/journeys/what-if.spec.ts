import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { expectHandy } from "../house/handy";
import { caller } from "../house/house";
import { inEnglish, looks } from "../house/looks";
import { expect, type Furnished, test } from "../house/test";

/** Two customers write, and Eko takes what the first wrote. */
async function written({ house, customer }: Furnished): Promise<void> {
  const eko = await caller(house, "eko");
  await customer().say("Ada ukuran XL?");
  await customer().say("Kapan dikirim?");
  await eko.call("POST", "/api/v1/conversations/next");
}

const figures = (page: Page) => page.getByRole("table", { name: "Waktu tunggu: yang terjadi dan andai" });

test("a supervisor supposes other rules, and the address keeps them", async ({ furnished }) => {
  const { house, as } = furnished;
  const page = await as("dewi");
  await page.goto(`${house.url}/settings/what-if`);
  await expect(
    page.getByText("Tidak ada pelanggan yang masuk antrean dalam periode ini.", { exact: false }),
  ).toBeVisible();

  await written(furnished);
  await page.reload();
  await expect(page.getByText("2 kali pelanggan masuk antrean dalam periode ini.")).toBeVisible();
  await expect(figures(page).getByRole("row", { name: /^Belum diambil sampai akhir periode 1 0$/ })).toBeVisible();

  await page.getByRole("combobox", { name: "Batas percakapan sekaligus" }).selectOption("1");
  await expect(figures(page).getByRole("row", { name: /^Belum diambil sampai akhir periode 1 1$/ })).toBeVisible();
  await page.getByRole("button", { name: "Tambah satu agen" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 agen lebih banyak", { exact: true })).toBeVisible();
  await expect(page.getByText(/^Dengan 1 agen lebih banyak, separuh pelanggan/)).toBeVisible();
  await expect(figures(page).getByRole("row", { name: /^Belum diambil sampai akhir periode 1 0$/ })).toBeVisible();
  await page.getByRole("radio", { name: "Hari ini" }).check();
  await page.getByText("Lihat sebagai tabel").click();
  await expect(page.getByRole("table", { name: /^Lama menunggu per jam/ }).getByRole("row")).toHaveCount(2);

  await expect(page).toHaveURL(/period=.*1.*agents=1|agents=1.*period=.*1/);
  await page.reload();
  await expect(page.getByText("1 agen lebih banyak", { exact: true })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Batas percakapan sekaligus" })).toHaveValue("1");
  await expect(page.getByRole("radio", { name: "Hari ini" })).toBeChecked();
});

test("dates of one's own are asked for, and wrong ones are said at the field", async ({ furnished }) => {
  const { house, as } = furnished;
  const page = await as("dewi");
  await page.goto(`${house.url}/settings/what-if`);
  await page.getByRole("radio", { name: "Pilih tanggal" }).check();
  // They begin with the days that were looked at.
  await expect(page.getByLabel("Dari tanggal")).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
  await page.getByLabel("Dari tanggal").fill("2026-01-01");
  await page.getByLabel("Sampai tanggal").fill("2026-03-01");
  await expect(page.getByText("Paling lama 31 hari sejak tanggal awal.")).toBeVisible();
  await page.getByLabel("Sampai tanggal").fill("2025-12-31");
  await expect(page.getByText("Tanggal ini mendahului tanggal awal.")).toBeVisible();
  await page.getByLabel("Sampai tanggal").fill("2026-01-31");
  await expect(page.getByRole("heading", { name: "Belum ada yang dapat diputar ulang" })).toBeVisible();
});

test("the picture is read point by point with the keyboard, and by the other measure", async ({ furnished }) => {
  const { house, as } = furnished;
  await written(furnished);
  const page = await as("dewi");
  await page.goto(`${house.url}/settings/what-if?period=7`);
  const points = page.getByRole("slider", { name: /^Lama menunggu per hari/ });
  await points.focus();
  await page.keyboard.press("End");
  await expect(points).toHaveAttribute("aria-valuetext", /: 2 pelanggan masuk\. Yang terjadi: .+ Andai: .+/);
  await page.keyboard.press("Home");
  await expect(points).toHaveAttribute("aria-valuetext", /: tidak ada pelanggan yang masuk\.$/);
  await expect(page.getByText(/^Dengan pembagian ini, separuh pelanggan /)).toBeVisible();
  await page.getByRole("radio", { name: "9 dari 10" }).check();
  await expect(page.getByText(/^Dengan pembagian ini, 9 dari 10 pelanggan /)).toBeVisible();
  await page.getByText("Lihat sebagai tabel").click();
  await expect(page.getByRole("table", { name: "Lama menunggu per hari: 9 dari 10" }).getByRole("row")).toHaveCount(2);
});

test("a long replay can be stopped, and a failed one is said; what was chosen stays", async ({ furnished }) => {
  const { house, as } = furnished;
  await written(furnished);
  const page = await as("dewi");
  let mode: "answer" | "fail" | "hang" = "hang";
  const reply = (next: typeof mode) => {
    mode = next;
  };
  await page.route("**/api/v1/what-if", async (route) => {
    if (mode === "answer") return route.continue();
    if (mode === "fail") return route.fulfill({ status: 500, json: { code: "internal" } });
    // Never answered: whoever asked gives up.
  });
  await page.goto(`${house.url}/settings/what-if?agents=2`);
  await page.getByRole("button", { name: "Hentikan" }).click();
  await expect(page.getByText("Perhitungan dihentikan.")).toBeVisible();
  reply("answer");
  await page.getByRole("button", { name: "Hitung", exact: true }).click();
  await expect(figures(page)).toBeVisible();
  reply("hang");
  await page.getByRole("button", { name: "Tambah satu agen" }).click();
  await page.getByRole("button", { name: "Hentikan" }).click();
  await expect(page.getByText("Yang terlihat masih hasil pilihan sebelumnya.", { exact: false })).toBeVisible();
  reply("fail");
  await page.getByRole("button", { name: "Hitung", exact: true }).click();
  await expect(page.getByRole("button", { name: "Coba lagi" })).toBeVisible();
  reply("answer");
  await page.getByRole("button", { name: "Coba lagi" }).click();
  await expect(page.getByText("3 agen lebih banyak", { exact: true })).toBeVisible();
  await expect(figures(page)).toBeVisible();
  await page.getByRole("button", { name: "Kembali seperti sekarang" }).click();
  await expect(page.getByText("Sama seperti waktu itu", { exact: true })).toBeVisible();
});

test("what if is not for agents", async ({ furnished: { house, as } }) => {
  const eko = await as("eko");
  await eko.goto(`${house.url}/settings/what-if`);
  await expect(eko.getByRole("heading", { name: /bukan untuk peran Anda/ })).toBeVisible();
});

for (const { name, options, phone } of looks) {
  test(`axe finds nothing on what if: ${name}`, async ({ furnished }) => {
    const { house, as } = furnished;
    await written(furnished);
    const page = await as("ratna", options);
    await page.goto(`${house.url}/settings/what-if?agents=2`);
    await page.getByText("Lihat sebagai tabel").click();
    await page.getByRole("radio", { name: "Pilih tanggal" }).check();
    await expect(page.getByLabel("Dari tanggal")).toBeVisible();
    await expectAccessible(page);
    if (phone) await expectHandy(page);
    await page.getByRole("radio", { name: "7 hari" }).check();
    await expect(figures(page)).toBeVisible();
    await expectAccessible(page);
    if (phone) await expectHandy(page);
  });
}

test("in English", async ({ furnished }) => {
  const { house, as } = furnished;
  await written(furnished);
  const page = await as("ratna", inEnglish(house.url));
  await page.goto(`${house.url}/settings/what-if`);
  await expect(page.getByRole("heading", { level: 1, name: "What if" })).toBeVisible();
  await expect(page.getByText("Customers entered the queue 2 times in this period.")).toBeVisible();
});
