import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { email, password, people } from "../house/house";
import { looks } from "../house/looks";
import { expect, test } from "../house/test";

const code = (printed: string) => printed.split("#")[1] ?? "";

async function fill(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "Nama perusahaan" }).fill("Toko Melati");
  await page.getByRole("textbox", { name: "Nama Anda" }).fill(people.ratna.name);
  await page.getByRole("textbox", { name: "Email" }).fill(email("ratna"));
  await page.getByLabel("Kata sandi", { exact: true }).fill(password);
}

const finish = (page: Page) => page.getByRole("button", { name: "Selesai, buka kotak masuk" });

test("from the printed address to the first answer", async ({ bare: { house, page: open } }) => {
  const page = await open();
  await page.goto(house.printed);
  await expect(page.getByRole("heading", { level: 1, name: "Siapkan Sapa" })).toBeVisible();
  expect(page.url()).toBe(`${house.url}/set-up`);
  await fill(page);
  await expect(page.getByText("Kuat", { exact: true })).toBeVisible();
  await finish(page).click();

  await expect(page).toHaveURL(/\/inbox/);
  const first = page.getByRole("region", { name: "Kotak masuk Toko Melati siap" });
  await first.getByRole("link", { name: "Coba obrolan" }).click();
  await expect(page.getByText("Menunggu pesan pelanggan")).toBeVisible();
  const customer = page.frameLocator("iframe");
  await customer.getByRole("textbox", { name: "Tulis pesan" }).fill("Halo, masih ada kemeja ukuran L?");
  await customer.getByRole("button", { name: "Kirim" }).click();

  const desk = page.getByRole("region", { name: "Yang dilihat tim Anda" });
  await expect(desk.getByText("Halo, masih ada kemeja ukuran L?")).toBeVisible();
  await desk.getByRole("textbox", { name: /Tulis balasan|Balas/ }).fill("Masih, Kak. Mau warna apa?");
  await page.keyboard.press("Enter");
  await expect(customer.getByText("Masih, Kak. Mau warna apa?", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Jadi pelanggan baru" }).click();
  await expect(page.getByText("Menunggu pesan pelanggan")).toBeVisible();
  await expect(customer.getByText("Masih, Kak. Mau warna apa?", { exact: true })).toBeHidden();

  await page.goto(house.url);
  await first.getByRole("button", { name: "Tutup langkah awal" }).click();
  await expect(first).toBeHidden();
  await page.reload();
  await expect(page.getByRole("link", { name: "Kotak masuk" })).toBeVisible();
  await expect(first).toBeHidden();
});

test("by keyboard alone, in English from the first choice on", async ({ bare: { house, page: open } }) => {
  const page = await open();
  await page.goto(house.printed);
  await page.getByRole("heading", { level: 1 }).waitFor();
  const next = async (name: RegExp | string, role: "textbox" | "radio" | "combobox" | "button" = "textbox") => {
    const goal = page.getByRole(role, { name });
    for (let step = 0; step < 6; step += 1) {
      if (await goal.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    await expect(goal).toBeFocused();
  };
  await next("Nama perusahaan");
  await page.keyboard.type("Melati Store");
  await next("Bahasa Indonesia", "radio");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("heading", { level: 1, name: "Set up Sapa" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await next("Time zone", "combobox");
  await page.keyboard.type("denpasar");
  await expect(page.getByRole("option", { name: /Makassar \(WITA\)/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Time zone" })).toHaveValue("Makassar (WITA)");
  await next("My own company", "radio");
  await page.keyboard.press("ArrowDown");
  await next("Your name");
  await page.keyboard.type("Ratna Sari");
  await next("Email");
  await page.keyboard.type(email("ratna"));
  await next("Password");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/inbox/);

  const { me } = await page.request.get(`${house.url}/api/v1/bootstrap`).then((answer) => answer.json());
  expect(me.workspace).toMatchObject({
    name: "Melati Store",
    language: "en",
    time_zone: "Asia/Makassar",
    plan_mode: "metered",
  });
});

test("without the code it says where to find it, and takes the whole address", async ({
  bare: { house, page: open },
}) => {
  const page = await open();
  await page.goto(house.url);
  await expect(page).toHaveURL(`${house.url}/set-up`);
  const field = page.getByRole("textbox", { name: "Kode dari terminal" });
  await fill(page);
  await finish(page).click();
  await expect(field).toBeFocused();
  await field.fill("bukan kode yang benar");
  await finish(page).click();
  await expect(page.getByText("Kode ini salah. Periksa alamat di terminal.")).toBeVisible();
  await field.fill(house.printed);
  await expect(field).toHaveValue(code(house.printed));
  await finish(page).click();
  await expect(page).toHaveURL(/\/inbox/);
});

test("what the server refuses stands beside its field, and nothing typed is lost", async ({
  bare: { house, page: open },
}) => {
  const page = await open();
  await page.goto(house.printed);
  await fill(page);
  await page.getByRole("textbox", { name: "Email" }).fill("ratna@");
  await page.getByLabel("Kata sandi", { exact: true }).fill("pendek");
  await finish(page).click();
  await expect(page.getByLabel("Kata sandi", { exact: true })).toBeFocused();
  await page.getByLabel("Kata sandi", { exact: true }).fill(password);
  await finish(page).click();
  await expect(page.getByRole("textbox", { name: "Email" })).toBeFocused();
  await expect(page.getByText("Tulis alamat email yang lengkap, misalnya nama@toko.id.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Nama perusahaan" })).toHaveValue("Toko Melati");
  await page.reload();
  await fill(page);
  await finish(page).click();
  await expect(page).toHaveURL(/\/inbox/);
});

test("the address works once: afterwards it leads to the sign-in", async ({ bare: { house, page: open } }) => {
  const page = await open();
  await page.goto(house.printed);
  await fill(page);
  const second = await open();
  await second.goto(house.printed);
  await fill(second);
  await finish(page).click();
  await expect(page).toHaveURL(/\/inbox/);
  await finish(second).click();
  await expect(second.getByRole("heading", { level: 1, name: "Sapa sudah disiapkan" })).toBeVisible();
  await expectAccessible(second);
  await second.getByRole("link", { name: "Buka Sapa" }).click();
  await expect(second.getByRole("heading", { level: 1, name: "Masuk ke Sapa" })).toBeVisible();
});

for (const { name, options } of looks) {
  test(`axe finds nothing: ${name}`, async ({ bare: { house, page: open } }) => {
    const page = await open(options);
    await page.goto(`${house.url}/set-up`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expectAccessible(page);
    await finish(page).click();
    await page.getByText("Bagian ini wajib diisi.").first().waitFor();
    await page.getByLabel("Kata sandi", { exact: true }).fill("kopi susu gula");
    await expectAccessible(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width).toBeLessThanOrEqual(0);
  });
}
