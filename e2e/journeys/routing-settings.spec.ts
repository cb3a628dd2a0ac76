import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { expectHandy } from "../house/handy";
import { inEnglish, looks } from "../house/looks";
import { expect, test } from "../house/test";

const save = (page: Page) => page.getByRole("button", { name: "Simpan", exact: true });

test("a supervisor chooses how conversations are given out; colleagues see it without reloading", async ({
  furnished: { house, as },
}) => {
  const dewi = await as("dewi");
  const citra = await as("citra");
  for (const page of [dewi, citra]) await page.goto(`${house.url}/settings/assignment`);
  await expect(dewi.getByRole("radio", { name: /^Terbuka/ })).toBeChecked();
  await expect(save(dewi)).toBeHidden();
  await dewi.getByRole("radio", { name: /^Bergiliran/ }).focus();
  await dewi.keyboard.press("Space");
  await expect(dewi.getByText(/untuk Eko, yang kedua untuk Fitri/)).toBeVisible();
  await dewi.getByRole("button", { name: "Buang perubahan" }).click();
  await expect(dewi.getByRole("radio", { name: /^Terbuka/ })).toBeChecked();
  await dewi.getByRole("radio", { name: /^Beban paling sedikit/ }).check();
  await save(dewi).click();
  await expect(dewi.getByText("Disimpan. Berlaku mulai sekarang.")).toBeVisible();
  await expect(citra.getByRole("radio", { name: /^Beban paling sedikit/ })).toBeChecked();
  await dewi.reload();
  await expect(dewi.getByRole("radio", { name: /^Beban paling sedikit/ })).toBeChecked();

  // The limits and the idle rule are for those who manage allocation.
  await dewi.goto(`${house.url}/settings/workload`);
  await expect(dewi.getByRole("heading", { name: /bukan untuk peran Anda/ })).toBeVisible();
  const eko = await as("eko");
  await eko.goto(`${house.url}/settings/assignment`);
  await expect(eko.getByRole("heading", { name: /bukan untuk peran Anda/ })).toBeVisible();
});

test("limits are set together, and a wrong one is said at its field and saves nothing", async ({
  furnished: { house, as },
}) => {
  const page = await as("citra");
  await page.goto(`${house.url}/settings/workload`);
  await page.getByRole("radio", { name: /^Satu batas untuk semua kanal/ }).check();
  const all = page.getByRole("spinbutton", { name: "Percakapan sekaligus per agen" });
  await all.fill("0");
  await save(page).click();
  await expect(page.getByText("Tulis angka bulat dari 1 sampai 100.")).toBeVisible();
  await expect(all).toBeFocused();
  await all.fill("3");
  await page.getByText("Batas untuk anggota tertentu").click();
  await page.getByRole("spinbutton", { name: /^Fitri Handayani/ }).fill("1");
  await save(page).click();
  await expect(page.getByText("Disimpan. Berlaku mulai sekarang.")).toBeVisible();
  await page.reload();
  await expect(all).toHaveValue("3");
  await page.getByText("Batas untuk anggota tertentu").click();
  await expect(page.getByRole("spinbutton", { name: /^Fitri Handayani/ })).toHaveValue("1");
});

test("the idle rule is switched on with its minutes", async ({ furnished: { house, as } }) => {
  const page = await as("citra");
  await page.goto(`${house.url}/settings/idle-rule`);
  await page.getByRole("switch", { name: /Pindahkan percakapan yang tidak dibalas/ }).check();
  const minutes = page.getByRole("spinbutton", { name: "Pindahkan setelah" });
  await expect(minutes).toHaveValue("15");
  await minutes.fill("7");
  await expect(page.getByText(/Setelah 7 menit tanpa balasan/)).toBeVisible();
  await save(page).click();
  await expect(page.getByText("Disimpan. Berlaku mulai sekarang.")).toBeVisible();
  await page.reload();
  await expect(minutes).toHaveValue("7");
});

for (const { name, options, phone } of looks) {
  test(`axe finds nothing on the pages of routing: ${name}`, async ({ furnished: { house, as } }) => {
    const page = await as("ratna", options);
    const check = async () => {
      await expectAccessible(page);
      if (phone) await expectHandy(page);
    };
    await page.goto(`${house.url}/settings/assignment`);
    await page.getByRole("radio", { name: /^Bergiliran/ }).check();
    await check();
    await save(page).click();
    await page.goto(`${house.url}/settings/workload`);
    await page.getByRole("radio", { name: /^Batas untuk setiap kanal/ }).check();
    await page.getByText("Batas untuk anggota tertentu").click();
    await check();
    await save(page).click();
    await page.goto(`${house.url}/settings/idle-rule`);
    await page.getByRole("switch").check();
    await check();
  });
}

test("in English", async ({ furnished: { house, as } }) => {
  const page = await as("ratna", inEnglish(house.url));
  await page.goto(`${house.url}/settings/assignment`);
  await expect(page.getByRole("heading", { level: 1, name: "Members assignment" })).toBeVisible();
  await expect(page.getByText(/A new customer writes on/)).toBeVisible();
});
