import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { expectHandy } from "../house/handy";
import { caller, type House } from "../house/house";
import { Inbox } from "../house/inbox";
import { looks } from "../house/looks";
import { enterWebhook, expect, line, logInAtFacebook, talk, test } from "../house/messenger";

const kind = /^Facebook Messenger/;

/** Chooses Messenger on the page for connecting a channel. */
async function chooseMessenger(page: Page, house: House): Promise<void> {
  await page.goto(`${house.url}/settings/channels`);
  await page.getByRole("link", { name: "Hubungkan kanal" }).click();
  await page.getByRole("radio", { name: kind }).check();
}

const channelNames = async (house: House) => {
  const owner = await caller(house, "ratna");
  const { channels } = await owner.call<{ channels: { kind: string; name: string }[] }>("GET", "/api/v1/channels");
  return channels.filter(({ kind }) => kind === "fb_messenger").map(({ name }) => name);
};

test("logged in at Facebook, a Page chosen and saved, the first message and its answer", async ({
  furnished: { house, as },
  messenger,
}) => {
  const page = await as("ratna");
  await logInAtFacebook(page, house, kind);
  expect(new URL(page.url()).search).toBe("");
  expect(await channelNames(house)).toEqual([]);
  await page.getByRole("radio", { name: "Toko Kain Cabang Solo" }).check();
  await page.getByRole("radio", { name: "Toko Kain Nusantara" }).check();
  await page.getByRole("button", { name: "Simpan perubahan" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Toko Kain Nusantara" })).toBeVisible();
  await expect(line(page, "Token akses")).toContainText("Baik");
  await expect(line(page, "Rahasia aplikasi")).toContainText("Baik");
  await enterWebhook(page, messenger);

  await talk(page, messenger, "Facebook Messenger");
});

test("whoever does not permit it, or leaves before saving, has connected nothing", async ({
  furnished: { house, as },
}) => {
  const page = await as("ratna");
  await chooseMessenger(page, house);
  await page.getByRole("button", { name: "Masuk dengan Facebook" }).click();
  await page.getByRole("button", { name: "Batal" }).click();
  await expect(page.getByText("Anda tidak mengizinkannya di Facebook. Tidak ada yang tersambung.")).toBeVisible();
  await page.getByRole("link", { name: "Kembali" }).click();
  await logInAtFacebook(page, house, kind);
  await page.goto(`${house.url}/settings/channels`);
  expect(await channelNames(house)).toEqual([]);
});

test("by hand, and answered a day later by a person once that is switched on", async ({
  furnished: { house, as },
  messenger,
}) => {
  const values = Object.fromEntries(
    (await messenger.state()).connect.map(({ name, value }) => [name as string, value]),
  );
  const page = await as("ratna");
  await chooseMessenger(page, house);
  await page.getByRole("button", { name: "Isi sendiri saja" }).click();
  await page.getByLabel("ID Halaman", { exact: true }).fill(values.page_id ?? "");
  await page.getByLabel("Token akses Halaman", { exact: true }).fill(values.access_token ?? "");
  await page.getByLabel("Rahasia aplikasi", { exact: true }).fill("rahasia yang salah");
  await page.getByRole("button", { name: "Hubungkan", exact: true }).click();
  await expect(line(page, "Rahasia aplikasi")).toContainText("Rahasia aplikasinya bukan milik token ini.");
  await page.getByRole("link", { name: "Ubah isian" }).click();
  await expect(page.getByLabel("Rahasia aplikasi", { exact: true })).toBeFocused();
  await page.getByLabel("Rahasia aplikasi", { exact: true }).fill(values.app_secret ?? "");
  await page.getByRole("switch", { name: "Balas sampai 7 hari kemudian" }).check();
  await page.getByRole("button", { name: "Simpan", exact: true }).click();
  await expect(line(page, "Rahasia aplikasi")).toContainText("Baik");

  // The simulator's customer wrote a day ago; Sapa is told of it only now.
  await messenger.say("Kemarin saya tanya, belum dijawab");
  await messenger.act({ do: "age", customer: "0", n: 25 });
  await messenger.act({ do: "human_agent", switch: true });
  await page.getByRole("link", { name: "Sambungan" }).click();
  const address = await page.getByRole("textbox", { name: "Alamat webhook" }).inputValue();
  const timestamp = Date.now() - 25 * 3600e3;
  const text = "Kemarin saya tanya, belum dijawab";
  const sender = { id: "7123456789012345" };
  const written = { sender, recipient: { id: values.page_id }, timestamp, message: { mid: "m_kemarin", text } };
  const entry = [{ id: values.page_id, time: timestamp, messaging: [written] }];
  expect(await messenger.bring(address, JSON.stringify({ object: "page", entry }))).toBe(200);
  const inbox = new Inbox(page);
  await page.goto(`${house.url}/inbox`);
  await inbox.goTo("Antrean");
  await inbox.open(text);
  await expect(page.getByText("hanya Anda, sebagai orang, yang masih dapat membalas")).toBeVisible();
  await inbox.answer("Maaf menunggu, kak.");
  await expect.poll(() => messenger.texts()).toContain("Maaf menunggu, kak.");
});

for (const { name, options, phone } of looks) {
  test(`axe finds nothing: ${name}`, async ({ furnished: { house, as } }) => {
    const page = await as("ratna", options);
    const check = async () => {
      await expectAccessible(page);
      if (phone) await expectHandy(page);
    };
    await page.goto(`${house.url}/settings/channels/new`);
    await page.getByRole("radio", { name: kind }).check();
    await check();
    await logInAtFacebook(page, house, kind);
    await check();
    await page.getByRole("button", { name: "Simpan perubahan" }).click();
    await line(page, "Rahasia aplikasi").waitFor();
    await check();
  });
}
