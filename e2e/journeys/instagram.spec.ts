import { expectAccessible } from "../house/axe";
import { Wall } from "../house/comments";
import { expectHandy } from "../house/handy";
import { Inbox } from "../house/inbox";
import { looks } from "../house/looks";
import { enterWebhook, expect, line, logInAtFacebook, talk, test } from "../house/messenger";

const kind = /^Instagram/;

test.use({ product: "instagram" });

test("logged in at Facebook, switched on, a conversation both ways, a story answered and a message unsent", async ({
  furnished: { house, as },
  messenger,
}) => {
  const page = await as("ratna");
  await logInAtFacebook(page, house, kind);
  await page.getByRole("radio", { name: "@tokokain.nusantara" }).check();
  await page.getByRole("button", { name: "Simpan perubahan" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "@tokokain.nusantara" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Hasil uji" })).toContainText("@tokokain.nusantara");
  await enterWebhook(page, messenger);

  // Nothing is received before it is switched on, and that is asked for once more.
  await expect(page.getByText("Belum ada yang diaktifkan").filter({ visible: true })).toBeVisible();
  await messenger.say("Ada orang?");
  const receives = page.getByRole("switch", { name: "Pesan langsung" });
  await expect(receives).not.toBeChecked();
  await receives.click();
  const asked = page.getByRole("alertdialog", { name: "Aktifkan Pesan langsung?" });
  await asked.getByRole("button", { name: "Aktifkan" }).click();
  await expect(receives).toBeChecked();

  const inbox = await talk(page, messenger, "Instagram");
  await expect(page.getByText("Ada orang?")).toHaveCount(0);

  await messenger.act({ do: "story", customer: "0", text: "Yang di story cantik!" });
  const story = inbox.message("Yang di story cantik!");
  await expect(story).toContainText("Membalas story Anda");
  await expect(story.getByRole("link", { name: "Lihat story" })).toHaveAttribute("href", /lookaside\.fbsbx\.com/);
  await messenger.act({ do: "mention", customer: "0" });
  await expect(page.getByText("Menyebut Anda di story")).toBeVisible();

  await messenger.say("nomor rekening saya 123");
  await expect(inbox.message("nomor rekening saya 123")).toBeVisible();
  const { thread } = await messenger.state();
  const id = thread.find(({ text }) => text === "nomor rekening saya 123")?.id;
  await messenger.act({ do: "unsend", customer: "0", id });
  await expect(inbox.message("nomor rekening saya 123")).toHaveCount(0);
  await expect(page.getByText("Pesan dihapus").first()).toBeVisible();
});

test("comments are switched on by themselves and answered below the post", async ({
  furnished: { house, as },
  messenger,
}) => {
  const page = await as("ratna");
  await logInAtFacebook(page, house, kind);
  await page.getByRole("button", { name: "Simpan perubahan" }).click();
  await enterWebhook(page, messenger);
  const wall = await new Wall(messenger).publish("Koleksi baru sudah datang");
  await wall.write("Belum ada yang membaca ini");
  await page.getByRole("switch", { name: "Komentar" }).click();
  await page.getByRole("alertdialog", { name: "Aktifkan Komentar?" }).getByRole("button", { name: "Aktifkan" }).click();
  await expect(page.getByRole("switch", { name: "Komentar" })).toBeChecked();
  await expect(page.getByRole("switch", { name: "Pesan langsung" })).not.toBeChecked();
  await messenger.say("Pesan ini tidak diterima");
  await wall.write("Harganya berapa kak?");
  await page.getByRole("link", { name: "Buka percakapannya" }).click();

  const inbox = new Inbox(page);
  await expect(inbox.message("Harganya berapa kak?")).toBeVisible();
  await expect(page.getByRole("region", { name: "Postingan" })).toContainText("Koleksi baru sudah datang");
  await expect(page.getByText("Belum ada yang membaca ini")).toHaveCount(0);
  await inbox.answer("Rp285.000 ya, Kak.");
  const { id } = (await wall.find("Harganya berapa kak?")) ?? {};
  await expect.poll(async () => (await wall.find("Rp285.000"))?.parent).toBe(id);
  await page.goto(`${house.url}/inbox?tab=all&kind=messages`);
  await expect(page.getByText("Pesan ini tidak diterima")).toHaveCount(0);
  await page.goto(`${house.url}/settings/channels`);
  await page.getByRole("link", { name: /tokokain\.nusantara/ }).click();
  await expect(page.getByText(/^1 pesan tidak diterima sejak /)).toBeVisible();
});

test("a text is counted as Instagram counts it", async ({ furnished: { house, as }, messenger }) => {
  const page = await as("ratna");
  await logInAtFacebook(page, house, kind);
  await page.getByRole("button", { name: "Simpan perubahan" }).click();
  await enterWebhook(page, messenger);
  await page.getByRole("switch", { name: "Pesan langsung" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Aktifkan" }).click();
  await expect(page.getByRole("switch", { name: "Pesan langsung" })).toBeChecked();
  await messenger.say("Halo");
  await page.getByRole("link", { name: "Buka percakapannya" }).click();
  const box = page.getByRole("textbox", { name: "Tulis balasan" });
  await box.fill("👍".repeat(248));
  await expect(page.getByText("8 byte lagi")).toBeVisible();
  await box.fill("👍".repeat(251));
  await expect(page.getByText("Kelebihan 4 byte")).toBeVisible();
});

for (const { name, options, phone } of looks) {
  test(`axe finds nothing: ${name}`, async ({ furnished: { house, as } }) => {
    const page = await as("ratna", options);
    const check = async () => {
      await expectAccessible(page);
      if (phone) await expectHandy(page);
    };
    await logInAtFacebook(page, house, kind);
    await check();
    await page.getByRole("button", { name: "Simpan perubahan" }).click();
    await line(page, "Rahasia aplikasi").waitFor();
    await check();
    await page.getByRole("switch", { name: "Pesan langsung" }).click();
    await page.getByRole("alertdialog", { name: "Aktifkan Pesan langsung?" }).waitFor();
    await check();
  });
}
