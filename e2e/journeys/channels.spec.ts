import type { Page } from "@playwright/test";
import words from "../../web/src/locales/id/channels.json" with { type: "json" };
import { expectAccessible } from "../house/axe";
import { Chat } from "../house/chat";
import { caller } from "../house/house";
import { inEnglish, looks } from "../house/looks";
import { expect, test } from "../house/test";

interface Listed {
  channels: { id: string; name: string; state: string; setup: { public_key: string; config: object } }[];
  kinds: { fields: { name: string; type: string; when?: string }[] }[];
}

/** What a field is drawn as, by its type, where that is not a text. */
const controls: Record<string, "switch" | "group"> = { switch: "switch", choice: "group" };

/** The channel that the set-up made, on its page. */
async function openChannel(page: Page, url: string): Promise<Chat> {
  await page.goto(`${url}/settings/channels`);
  await page.getByRole("link", { name: /^Toko Melati/ }).click();
  await page.getByRole("heading", { level: 1, name: "Toko Melati" }).waitFor();
  return new Chat(page.frameLocator("iframe"));
}

const save = (page: Page) => page.getByRole("button", { name: "Simpan", exact: true });

test("a channel is connected by the form that its kind asks for, and says how to put it on a page", async ({
  furnished: { house, as },
}) => {
  const page = await as("ratna");
  await page.goto(`${house.url}/settings/channels`);
  await page.getByRole("link", { name: "Hubungkan kanal" }).click();
  await expect(page.getByRole("radio", { name: /Obrolan web/ })).toBeChecked();
  const { kinds } = await (await caller(house, "ratna")).call<Listed>("GET", "/api/v1/channels");
  for (const field of kinds[0]?.fields ?? []) {
    const label = (words as Record<string, string>)[`field_${field.name}`] ?? "no words for this field";
    const shown = page.locator("form").getByRole(controls[field.type] ?? "textbox", { name: new RegExp(`^${label}`) });
    await expect(shown, field.name).toHaveCount(field.when ? 0 : 1);
  }

  await page.getByRole("textbox", { name: "Nama kanal" }).fill(" ");
  await page.getByRole("spinbutton", { name: "Lama sesi" }).fill("200");
  const connect = page.getByRole("button", { name: "Hubungkan", exact: true });
  await connect.click();
  await expect(page.getByText("Isi 1 sampai 168 jam.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Nama kanal" })).toBeFocused();
  await page.keyboard.type("Toko cabang Solo");
  await page.getByRole("spinbutton", { name: "Lama sesi" }).fill("72");
  await page.getByRole("textbox", { name: "Alamat situs" }).fill("solo.tokomelati.id/katalog");
  await page.keyboard.press("Enter");
  await expect(page.getByText("https://solo.tokomelati.id", { exact: true })).toBeVisible();
  await connect.click();

  await expect(page.getByRole("heading", { level: 1, name: "Toko cabang Solo" })).toBeVisible();
  const script = await page.getByRole("textbox", { name: "Skrip" }).inputValue();
  const address = /^<script async src="([^"]+)"><\/script>$/.exec(script)?.[1] ?? "";
  expect(address).toContain(`${house.url}/widget/wk_`);
  expect((await page.request.get(address)).headers()["content-type"]).toContain("text/javascript");
  await expect(page.getByText("Hanya tampil di https://solo.tokomelati.id.")).toBeVisible();
  const policy = page.getByRole("textbox", { name: "Content-Security-Policy" });
  await expect(policy).toHaveValue(new RegExp(`script-src ${house.url};`));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Salin" }).first().click();
  await expect(page.getByRole("button", { name: "Tersalin" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(script);

  await page.getByRole("link", { name: "Buka pengaturan kanal" }).click();
  await expect(page.getByRole("spinbutton", { name: "Lama sesi" })).toHaveValue("72");
});

test("the preview follows every key, in both languages and on both devices", async ({ furnished: { house, as } }) => {
  const page = await as("ratna");
  const chat = await openChannel(page, house.url);
  const name = page.getByRole("textbox", { name: "Nama kanal" });
  await expect(chat.root.getByText("Toko Melati").first()).toBeVisible();
  await name.fill("");
  for (const part of ["M", "Me", "Mel"]) {
    await name.press(part.at(-1) ?? "");
    await expect(chat.panel).toHaveAccessibleName(`Obrolan dengan ${part}`);
  }
  await page.getByRole("textbox", { name: "Sapaan dalam bahasa Indonesia" }).fill("Sugeng rawuh!");
  await expect(chat.panel.getByText("Sugeng rawuh!")).toBeVisible();
  await page.getByRole("textbox", { name: "Warna", exact: true }).fill("#7a1f2b");
  await expect(chat.launcher).toHaveCSS("background-color", "rgb(122, 31, 43)");
  const right = (await chat.launcher.boundingBox())?.x ?? 0;
  await page.getByRole("radio", { name: "Kiri bawah" }).check();
  await expect.poll(async () => (await chat.launcher.boundingBox())?.x).toBeLessThan(right - 100);

  await page.getByRole("switch", { name: "Tanyakan dulu sebelum obrolan dimulai" }).check();
  await expect(chat.panel.getByText("Kenalan dulu sebelum mulai, ya.")).toBeVisible();
  const phone = page.getByRole("group", { name: "Nomor telepon" });
  await expect(chat.panel.getByRole("textbox", { name: "Nomor telepon" })).toBeHidden();
  await phone.getByRole("radio", { name: "Wajib" }).check();
  await expect(chat.panel.getByRole("textbox", { name: "Nomor telepon" })).toBeVisible();
  await page.getByRole("switch", { name: "Tanyakan dulu sebelum obrolan dimulai" }).uncheck();

  const preview = page.getByRole("complementary", { name: "Pratinjau" });
  await preview.getByRole("radio", { name: "English" }).check();
  await page.getByRole("textbox", { name: "Sapaan dalam bahasa Inggris" }).fill("Welcome in!");
  await expect(chat.panel.getByText("Welcome in!")).toBeVisible();
  await expect(chat.field).toHaveAccessibleName("Write a message");
  await preview.getByRole("radio", { name: "Ponsel" }).check();
  await expect(chat.panel.getByText("Welcome in!")).toBeVisible();

  await page.getByRole("button", { name: "Buang perubahan" }).click();
  await expect(name).toHaveValue("Toko Melati");
  await expect(chat.panel).toHaveAccessibleName("Chat with Toko Melati");
});

test("what is changed must be saved, and leaving without that is asked about", async ({ furnished: { house, as } }) => {
  const page = await as("ratna");
  await openChannel(page, house.url);
  await page.getByRole("textbox", { name: "Nama kanal" }).fill("Melati Pusat");
  await page.getByRole("link", { name: "Anggota" }).click();
  const question = page.getByRole("alertdialog", { name: "Tinggalkan perubahan?" });
  await question.getByRole("button", { name: "Batal" }).click();
  await expect(page.getByRole("textbox", { name: "Nama kanal" })).toHaveValue("Melati Pusat");
  await page.getByRole("spinbutton", { name: "Lama sesi" }).fill("0");
  await save(page).click();
  await expect(page.getByText("Isi 1 sampai 168 jam.")).toBeVisible();
  await page.getByRole("spinbutton", { name: "Lama sesi" }).fill("48");
  await save(page).click();
  await expect(page.getByRole("heading", { level: 1, name: "Melati Pusat" })).toBeVisible();
  await expect(save(page)).toBeHidden();
  await page.getByRole("link", { name: "Anggota" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Anggota" })).toBeVisible();
});

test("switched off nobody writes, switched on again they do; disconnected it is over", async ({
  furnished: { house, as, customer },
}) => {
  const sari = customer({ name: "Sari" });
  await sari.say("Halo");
  const page = await as("ratna");
  const other = await as("citra");
  await other.goto(`${house.url}/settings/channels`);
  const listed = other.getByRole("link", { name: /^Toko Melati/ });
  await expect(listed).toContainText("Aktif");

  await openChannel(page, house.url);
  const on = page.getByRole("switch", { name: "Kanal aktif" });
  await on.uncheck();
  await expect(listed).toContainText("Dimatikan");
  await expect(sari.say("Halo?")).rejects.toThrow(/404|403|409/);
  await expect(page.getByRole("link", { name: "Coba obrolan" })).toBeHidden();
  await on.check();
  await expect(listed).toContainText("Aktif");
  await sari.say("Halo lagi");

  await page.getByRole("button", { name: "Putuskan kanal…" }).click();
  const question = page.getByRole("alertdialog", { name: "Putuskan kanal Toko Melati?" });
  await expect(question).toContainText("Percakapan lama tetap tersimpan");
  await expectAccessible(page);
  await question.getByRole("button", { name: "Putuskan", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kanal" })).toBeVisible();
  await expect(page.getByText("Belum ada kanal")).toBeVisible();
  await expectAccessible(page);
  await expect(listed).toBeHidden();
  await page.getByText("1 kanal yang sudah diputuskan").click();
  await expect(page.getByText("Toko Melati (Obrolan web)")).toBeVisible();
  await expect(sari.say("Masih ada?")).rejects.toThrow(/404|403|409/);
  await page.goto(`${house.url}/inbox?tab=queue`);
  await expect(page.getByText("Halo lagi").first()).toBeVisible();
});

test("agents connect channels as long as the workspace lets them", async ({ furnished: { house, as } }) => {
  const eko = await as("eko");
  await eko.goto(`${house.url}/settings/channels`);
  await expect(eko.getByRole("link", { name: "Hubungkan kanal" })).toBeVisible();
  // They connect, but what is connected is changed by those above them.
  await eko.getByRole("link", { name: /^Toko Melati/ }).click();
  await expect(eko.getByRole("heading", { level: 1, name: "Toko Melati: bukan untuk peran Anda" })).toBeVisible();
  await expectAccessible(eko);

  const page = await as("ratna");
  await page.goto(`${house.url}/settings/workspace`);
  await page.getByRole("switch", { name: "Menghubungkan kanal" }).uncheck();
  await expect(eko.getByRole("link", { name: "Kanal", exact: true })).toBeHidden();
  await eko.goto(`${house.url}/settings/channels/new`);
  await expect(eko.getByRole("heading", { level: 1, name: "Hubungkan kanal: bukan untuk peran Anda" })).toBeVisible();
});

test("by keyboard alone, in English: a site is added and saved", async ({ furnished: { house, as } }) => {
  const page = await as("ratna", inEnglish(house.url));
  await page.goto(`${house.url}/settings/channels`);
  await page.getByRole("link", { name: /^Toko Melati/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Toko Melati" }).waitFor();
  await page.getByRole("textbox", { name: "Site addresses" }).focus();
  await page.keyboard.type("https://tokomelati.id/");
  await page.keyboard.press("Enter");
  await page.keyboard.type("bukan alamat");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  const button = page.getByRole("button", { name: "Save", exact: true });
  for (let step = 0; step < 12 && !(await button.evaluate((one) => one === document.activeElement)); step += 1)
    await page.keyboard.press("Tab");
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const { channels } = await (await caller(house, "ratna")).call<Listed>("GET", "/api/v1/channels");
  expect(channels[0]?.setup.config).toMatchObject({ origins: ["https://tokomelati.id"] });
});

for (const { name, options, phone } of looks) {
  test(`axe finds nothing: ${name}`, async ({ furnished: { house, as } }) => {
    const page = await as("ratna", options);
    await page.goto(`${house.url}/settings/channels`);
    await page.getByRole("link", { name: /^Toko Melati/ }).waitFor();
    await expectAccessible(page);
    await openChannel(page, house.url);
    await page.getByRole("switch", { name: "Tanyakan dulu sebelum obrolan dimulai" }).check();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Buang perubahan" }).click();
    if (phone) {
      await page.getByRole("link", { name: "Pratinjau" }).click();
      await expectAccessible(page);
    }
    await page.getByRole("link", { name: "Pasang di situs" }).click();
    await page.getByRole("textbox", { name: "Skrip" }).waitFor();
    await expectAccessible(page);
    await page.goto(`${house.url}/settings/channels/new`);
    await page.getByRole("textbox", { name: "Nama kanal" }).fill("");
    await page.getByRole("button", { name: "Hubungkan", exact: true }).click();
    await page.getByText("Bagian ini wajib diisi.").waitFor();
    await expectAccessible(page);
  });
}
