import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { caller, email, password, people } from "../house/house";
import { looks } from "../house/looks";
import { expect, test } from "../house/test";

const save = (page: Page) => page.getByRole("button", { name: "Simpan", exact: true });
const menu = (page: Page) => page.getByRole("button", { name: /Akun dan tampilan|Account and/ });

async function openAccount(page: Page, url: string, part = ""): Promise<void> {
  await page.goto(`${url}/settings/account${part}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

/** A picture of one colour at the left and another at the right, as a file. */
async function drawn(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const data = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 600;
    canvas.height = 300;
    const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
    pen.fillStyle = "#0b6b62";
    pen.fillRect(0, 0, 300, 300);
    pen.fillStyle = "#b7791f";
    pen.fillRect(300, 0, 300, 300);
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  });
  return { name: "saya.png", mimeType: "image/png", buffer: Buffer.from(data, "base64") };
}

test("name, number and address are saved; a colleague sees the new name at once", async ({
  furnished: { house, as },
}) => {
  const page = await as("eko");
  const other = await as("dewi");
  await other.goto(`${house.url}/settings/members`);
  await openAccount(page, house.url);
  await page.getByRole("textbox", { name: "Nama" }).fill("Eko Nugroho Putra");
  await page.getByRole("textbox", { name: "Nomor WhatsApp" }).fill("bukan nomor");
  await save(page).click();
  await expect(page.getByRole("textbox", { name: "Nomor WhatsApp" })).toBeFocused();
  await expect(page.getByRole("textbox", { name: "Nomor WhatsApp" })).toHaveAttribute("aria-invalid", "true");
  await page.getByRole("textbox", { name: "Nomor WhatsApp" }).fill("0812-3456-7890");
  await save(page).click();
  await expect(page.getByText("Tersimpan", { exact: true })).toBeVisible();
  await expect(menu(page)).toContainText("Eko");
  await expect(other.getByText("Eko Nugroho Putra")).toBeVisible();
  const answer = await page.request.post(`${house.url}/api/v1/sessions`, { data: { name: "081234567890", password } });
  expect(answer.status()).toBe(204);

  await page.getByRole("textbox", { name: /Alamat/ }).fill("Jl. Slamet Riyadi 12");
  await page.getByRole("button", { name: "Buang perubahan" }).click();
  await expect(page.getByRole("textbox", { name: /Alamat/ })).toHaveValue("");
});

test("a new email needs the password", async ({ furnished: { house, as } }) => {
  const page = await as("eko");
  await openAccount(page, house.url);
  await expect(page.getByLabel("Kata sandi sekarang")).toBeHidden();
  await page.getByRole("textbox", { name: "Email" }).fill("eko.baru@melati.example");
  await page.getByLabel("Kata sandi sekarang").fill("bukan ini");
  await save(page).click();
  await expect(page.getByLabel("Kata sandi sekarang")).toBeFocused();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("eko.baru@melati.example");
  await page.getByLabel("Kata sandi sekarang").fill(password);
  await save(page).click();
  await expect(page.getByText("Tersimpan", { exact: true })).toBeVisible();
  const answer = await page.request.post(`${house.url}/api/v1/sessions`, {
    data: { name: "eko.baru@melati.example", password },
  });
  expect(answer.status()).toBe(204);
});

test("the language is the member's, here and on the next device; the zone too", async ({
  furnished: { house, as, customer },
}) => {
  const page = await as("eko");
  await openAccount(page, house.url);
  await page.getByRole("radio", { name: "English" }).check();
  await page.getByRole("combobox", { name: /Zona waktu/ }).fill("jayapura");
  await page.getByRole("option", { name: /WIT/ }).click();
  await save(page).click();
  await expect(page.getByRole("heading", { level: 1, name: "Profile" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const next = await as("eko");
  await expect(next.getByRole("link", { name: "Settings" })).toBeVisible();

  await customer({ name: "Sari" }).say("Halo");
  await next.goto(`${house.url}/inbox?tab=queue`);
  const clock = new Intl.DateTimeFormat("en", { timeZone: "Asia/Jayapura", hour: "2-digit", hourCycle: "h23" });
  await expect(next.getByText(new RegExp(`^${clock.format(Date.now())}[.:]\\d\\d$`)).first()).toBeVisible();
});

test("a picture is cut out, shown everywhere, and taken away", async ({ furnished: { house, as } }) => {
  const page = await as("eko");
  const other = await as("dewi");
  await other.goto(`${house.url}/settings/members`);
  await openAccount(page, house.url);
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Pilih foto" }).click();
  const file = await drawn(page);
  await (await choosing).setFiles(file);
  const dialog = page.getByRole("dialog", { name: "Foto profil" });
  await expect(dialog.getByRole("group", { name: "Letak foto" })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("slider", { name: "Perbesar" }).focus();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowRight");
  await dialog.getByRole("group", { name: "Letak foto" }).focus();
  for (let step = 0; step < 40; step += 1) await page.keyboard.press("ArrowRight");
  await dialog.getByRole("button", { name: "Pakai foto ini" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator("main img")).toBeVisible();
  await expect(other.getByRole("row", { name: /Eko/ }).locator("img")).toBeVisible();
  // Moved to its right end, only the colour of that side is left of it.
  const colour = await page.locator("main img").evaluate((image: HTMLImageElement) => {
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
    pen.drawImage(image, 0, 0);
    return [0.1, 0.9].map((x) => [...pen.getImageData(x * canvas.width, canvas.height / 2, 1, 1).data.slice(0, 3)]);
  });
  for (const [red = 0, , blue = 0] of colour) expect(red - blue).toBeGreaterThan(100);

  await page.getByRole("button", { name: "Hapus foto" }).click();
  await expect(page.getByRole("button", { name: "Pilih foto" })).toBeVisible();
  await expect(page.locator("main img")).toBeHidden();
  await expect(other.getByRole("row", { name: /Eko/ }).locator("img")).toBeHidden();

  const again = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Pilih foto" }).click();
  await (await again).setFiles({ name: "rusak.png", mimeType: "image/png", buffer: Buffer.from("bukan gambar") });
  await expect(page.getByText("Gambar tidak dapat dimuat.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Pakai foto ini" })).toBeDisabled();
});

test("a new password ends the other sessions", async ({ furnished: { house, as } }) => {
  const page = await as("eko");
  const elsewhere = await as("eko");
  await openAccount(page, house.url, "/security");
  const old = page.getByLabel("Kata sandi sekarang");
  const fresh = page.getByLabel("Kata sandi baru");
  await old.fill("salah semuanya");
  await fresh.fill("eko");
  await page.getByRole("button", { name: "Ganti kata sandi" }).click();
  await expect(fresh).toBeFocused();
  await fresh.fill("hujan sore di Malang");
  await page.getByRole("button", { name: "Ganti kata sandi" }).click();
  await expect(old).toBeFocused();
  await expect(old).toHaveAttribute("aria-invalid", "true");
  await old.fill(password);
  await page.getByRole("button", { name: "Ganti kata sandi" }).click();
  await expect(page.getByText("Kata sandi sudah diganti")).toBeVisible();
  await expect(old).toHaveValue("");
  await expect(page.getByRole("listitem").filter({ hasText: "Chrome" })).toHaveCount(1);
  await expect(elsewhere.getByRole("dialog", { name: "Sesi Anda sudah berakhir" })).toBeVisible();
});

test("sessions are listed by device, and ended one by one or all", async ({ furnished: { house, as } }) => {
  const iphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";
  const page = await as("eko");
  const phone = await as("eko", { userAgent: iphone });
  const third = await as("eko");
  await openAccount(page, house.url, "/security");
  const rows = page.getByRole("listitem").filter({ hasText: "127.0.0.1" });
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: "Peramban ini" })).toContainText(/Chrome di Linux/);
  await page.getByRole("button", { name: "Keluar dari Safari di iPhone" }).click();
  await expect(rows).toHaveCount(2);
  await expect(phone.getByRole("dialog", { name: "Sesi Anda sudah berakhir" })).toBeVisible();
  await page.getByRole("button", { name: "Keluar dari semua yang lain" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Keluar dari semua yang lain" }).click();
  await expect(rows).toHaveCount(1);
  await expect(third.getByRole("dialog", { name: "Sesi Anda sudah berakhir" })).toBeVisible();
  await page.reload();
  await expect(rows).toHaveCount(1);
});

test("preferences belong to the browser and hold there", async ({ furnished: { house, as, customer } }) => {
  await customer({ name: "Sari" }).say("Halo");
  const page = await as("eko");
  await openAccount(page, house.url, "/preferences");
  await page.getByRole("radio", { name: "Gelap" }).check();
  await page.getByRole("radio", { name: /Enter membuat baris baru/ }).check();
  await page.getByRole("switch", { name: "Pintasan satu huruf" }).uncheck();
  await page.getByRole("switch", { name: "Bunyikan pemberitahuan" }).uncheck();
  await expect(page.getByRole("button", { name: "Coba bunyinya" })).toBeDisabled();
  await page.reload();
  await expect(page.getByRole("radio", { name: "Gelap" })).toBeChecked();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");

  await page.goto(`${house.url}/inbox?tab=queue`);
  await page.getByText("Halo").first().click();
  const reply = page.getByRole("textbox", { name: /Tulis balasan|Balas/ });
  await reply.fill("Baris satu");
  await reply.press("Enter");
  await page.keyboard.type("baris dua");
  await expect(reply).toHaveValue("Baris satu\nbaris dua");
  await page.locator("body").click({ position: { x: 5, y: 400 } });
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeHidden();
  const next = await as("eko");
  await menu(next).waitFor();
  expect(await next.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).not.toBe("dark");
});

test("language and theme at two clicks, by keyboard", async ({ furnished: { as } }) => {
  const page = await as("eko");
  await menu(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemradio", { name: "Online" })).toBeFocused();
  await page.keyboard.type("english");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(menu(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemradio", { name: "Online" })).toBeFocused();
  await page.keyboard.type("dark");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("the workspace's own settings save themselves", async ({ furnished: { house, as } }) => {
  const page = await as("citra");
  const other = await as("ratna");
  await other.goto(`${house.url}/settings/workspace`);
  await page.goto(`${house.url}/settings/workspace`);
  const name = page.getByRole("textbox", { name: "Nama perusahaan" });
  await name.fill("");
  await name.blur();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await name.fill("Toko Melati Baru");
  await name.blur();
  await expect(page.getByText("Tersimpan").first()).toBeVisible();
  await expect(other.getByRole("textbox", { name: "Nama perusahaan" })).toHaveValue("Toko Melati Baru");
  await page.getByRole("switch", { name: "Menghubungkan kanal" }).uncheck();
  await expect(other.getByRole("switch", { name: "Menghubungkan kanal" })).not.toBeChecked();
  const { me } = await (await caller(house, "eko")).call<{ me: { workspace: { name: string } } }>(
    "GET",
    "/api/v1/bootstrap",
  );
  expect(me.workspace.name).toBe("Toko Melati Baru");
});

for (const { name, options, phone } of looks) {
  test(`axe finds nothing: ${name}`, async ({ furnished: { house, as } }) => {
    const page = await as("ratna", options);
    for (const part of ["account", "account/security", "account/preferences", "workspace"]) {
      await page.goto(`${house.url}/settings/${part}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    await openAccount(page, house.url);
    await page.getByRole("textbox", { name: "Email" }).fill(email("eko"));
    await page.getByLabel("Kata sandi sekarang").fill(password);
    await save(page).click();
    await page.getByText("Ini sudah dipakai.").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Buang perubahan" }).click();
    await menu(page).click();
    await page.getByRole("menu").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    if (phone) await page.goto(`${house.url}/settings`);
    await expect(page.getByText(people.ratna.name).or(page.getByText("Anggota")).first()).toBeVisible();
    await expectAccessible(page);
  });
}
