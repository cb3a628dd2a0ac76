import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { caller, email, password } from "../house/house";
import { inEnglish, looks } from "../house/looks";
import { expect, test } from "../house/test";

const name = (page: Page) => page.getByRole("textbox", { name: "Email atau nomor telepon" });
const secret = (page: Page) => page.getByLabel("Kata sandi", { exact: true });
const enter = (page: Page) => page.getByRole("button", { name: "Masuk", exact: true });

async function signIn(page: Page, who: string, word = password): Promise<void> {
  await name(page).fill(who);
  await secret(page).fill(word);
  await enter(page).click();
}

test("by email, and then one is where one wanted to go", async ({ furnished: { house, stranger } }) => {
  const page = await stranger();
  await page.goto(`${house.url}/settings/members?role=agent`);
  await expect(page.getByRole("heading", { level: 1, name: "Masuk ke Sapa" })).toBeVisible();
  await signIn(page, email("ratna"));
  await expect(page.getByRole("heading", { level: 1, name: "Anggota" })).toBeVisible();
  expect(new URL(page.url()).search).toBe("?role=agent");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Masuk ke Sapa" })).toBeHidden();
});

test("by phone number as it is said, with the keyboard alone", async ({ furnished: { house, stranger, as } }) => {
  const owner = await caller(house, "ratna");
  const { members } = await owner.call<{ members: { id: string; name: string }[] }>("GET", "/api/v1/members");
  const eko = members.find((member) => member.name.startsWith("Eko"))?.id;
  await owner.call("PATCH", `/api/v1/members/${eko}`, { phone: "+6281234567890" });
  const page = await stranger();
  await page.goto(house.url);
  await name(page).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(name(page)).toBeFocused();
  await page.keyboard.type("0812 3456-7890");
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(secret(page)).toHaveAttribute("type", "text");
  await secret(page).press("Enter");
  await expect(page).toHaveURL(/\/inbox/);
  await expect(page.getByRole("button", { name: "Akun dan tampilan: Eko" })).toBeVisible();

  // Whoever is in already is not asked again.
  const other = await as("dewi");
  await other.goto(`${house.url}/sign-in`);
  await expect(other).toHaveURL(/\/inbox/);
});

test("a wrong password is said above the form, where the focus is; the name stays", async ({
  furnished: { house, stranger },
}) => {
  const page = await stranger();
  await page.goto(house.url);
  await enter(page).click();
  await expect(name(page)).toBeFocused();
  await signIn(page, email("eko"), "bukan kata sandinya");
  const told = page.getByText("Email atau nomor telepon dan kata sandinya tidak cocok.");
  await expect(told).toBeVisible();
  await expect(page.locator(":focus")).toContainText("tidak cocok");
  await expect(name(page)).toHaveValue(email("eko"));
  await page.getByText("Lupa kata sandi?").click();
  await expect(page.getByText(/sapa user link/)).toBeVisible();
  await signIn(page, email("eko"));
  await expect(page).toHaveURL(/\/inbox/);
});

test("guessing is slowed down, with the time that is left", async ({ furnished: { house, stranger } }) => {
  const page = await stranger();
  for (let guess = 0; guess < 11; guess += 1) {
    await page.request.post(`${house.url}/api/v1/sessions`, {
      data: { name: email("eko"), password: `tebakan ${guess}` },
    });
  }
  await page.goto(house.url);
  await page.clock.install();
  await signIn(page, email("eko"));
  await expect(page.getByText(/Terlalu banyak percobaan\. Coba lagi dalam \d+ d/)).toBeVisible();
  await expect(enter(page)).toBeDisabled();
  await expectAccessible(page);
  await page.clock.runFor(60_000);
  await expect(page.getByText("Silakan coba lagi.")).toBeVisible();
  await expect(enter(page)).toBeEnabled();
});

test("the session ends in the middle of a reply: signed in over the page, the reply is sent", async ({
  furnished: { house, as, customer },
}) => {
  const sari = customer({ name: "Sari" });
  await sari.say("Halo, sudah dikirim belum?");
  const page = await as("eko");
  await page.getByRole("link", { name: /Antrean/ }).click();
  await page.getByText("Halo, sudah dikirim belum?").first().click();
  const reply = page.getByRole("textbox", { name: /Tulis balasan|Balas/ });
  await reply.fill("Sudah, Kak. Nomor resinya");

  await (await caller(house, "eko")).call("DELETE", "/api/v1/sessions");
  const dialog = page.getByRole("dialog", { name: "Sesi Anda sudah berakhir" });
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText("Eko Nugroho");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(reply).toHaveValue("Sudah, Kak. Nomor resinya");
  await page.getByRole("button", { name: "Masuk lagi" }).click();
  await dialog.getByLabel("Kata sandi", { exact: true }).fill("salah sama sekali");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(/tidak cocok/)).toBeVisible();
  await dialog.getByLabel("Kata sandi", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();

  await expect(reply).toHaveValue("Sudah, Kak. Nomor resinya");
  await sari.say("Halo?");
  await expect(page.getByText("Halo?").first()).toBeVisible();
  await reply.press("End");
  await page.keyboard.type(" JX123");
  await page.keyboard.press("Enter");
  await expect.poll(() => sari.texts()).toContain("Sudah, Kak. Nomor resinya JX123");
});

test("the session ends in the middle of a form: what was typed is saved after signing in", async ({
  furnished: { house, as },
}) => {
  const page = await as("eko");
  await page.goto(`${house.url}/settings/account`);
  await page.getByRole("textbox", { name: /Alamat/ }).fill("Jl. Slamet Riyadi 12, Surakarta");
  await (await caller(house, "eko")).call("DELETE", "/api/v1/sessions");
  const dialog = page.getByRole("dialog", { name: "Sesi Anda sudah berakhir" });
  await dialog.getByLabel("Kata sandi", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Simpan", exact: true }).click();
  await expect(page.getByText("Tersimpan")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: /Alamat/ })).toHaveValue("Jl. Slamet Riyadi 12, Surakarta");
});

test("signing out leads to the door, and back does not lead in again", async ({ furnished: { house, as } }) => {
  const page = await as("eko");
  const other = await page.context().newPage();
  await other.goto(`${house.url}/settings/account`);
  await other.getByRole("heading", { level: 1, name: "Profil" }).waitFor();
  await page.getByRole("button", { name: /Akun dan tampilan/ }).click();
  await page.getByRole("menuitem", { name: "Keluar" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Masuk ke Sapa" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Masuk ke Sapa" })).toBeVisible();
  // The other tab hears of it.
  await expect(other.getByRole("dialog", { name: "Sesi Anda sudah berakhir" })).toBeVisible();
});

test("in English", async ({ furnished: { house, stranger } }) => {
  const page = await stranger(inEnglish(house.url));
  await page.goto(house.url);
  await page.getByRole("textbox", { name: "Email or phone number" }).fill(email("eko"));
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("The email or phone number and the password do not match.")).toBeVisible();
  await page.getByRole("button", { name: "Bahasa Indonesia" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Masuk ke Sapa" })).toBeVisible();
  await expect(name(page)).toHaveValue(email("eko"));
});

for (const { name: look, options } of looks) {
  test(`axe finds nothing: ${look}`, async ({ furnished: { house, stranger } }) => {
    const page = await stranger(options);
    await page.goto(house.url);
    await expectAccessible(page);
    await signIn(page, email("eko"), "salah");
    await page.getByText(/tidak cocok/).waitFor();
    await page.getByText("Lupa kata sandi?").click();
    await expectAccessible(page);
    await page.goto(`${house.url}/invitation#bukantautan`);
    await page.getByRole("heading", { level: 1, name: "Tautan ini sudah tidak berlaku" }).waitFor();
    await expectAccessible(page);
  });
}
