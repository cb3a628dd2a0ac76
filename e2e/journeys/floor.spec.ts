import type { Page } from "@playwright/test";
import { type Caller, caller, type House } from "../house/house";
import { Inbox } from "../house/inbox";
import { expect, type Furnished, test } from "../house/test";

/** An agent at the inbox, who is online by having signed in. */
async function agent({ house, as }: Furnished, who: "eko" | "fitri"): Promise<Inbox> {
  const inbox = new Inbox(await as(who));
  await inbox.page.goto(`${house.url}/inbox`);
  await inbox.goTo("Milik saya");
  return inbox;
}

/** Customers who write, one after the other, each in words of their own. */
async function write({ customer }: Furnished, ...texts: string[]): Promise<void> {
  for (const text of texts) await customer({ name: `Pelanggan ${text}` }).say(text);
}

const setting = (house: House, value: Record<string, unknown>) =>
  caller(house, "citra").then((citra: Caller) => citra.call("PATCH", "/api/v1/settings", value));

async function choose(page: Page, house: House, strategy: RegExp): Promise<void> {
  await page.goto(`${house.url}/settings/assignment`);
  await page.getByRole("radio", { name: strategy }).check();
  await page.getByRole("button", { name: "Simpan", exact: true }).click();
  await expect(page.getByText("Disimpan. Berlaku untuk percakapan berikutnya.")).toBeVisible();
}

async function switchPresence(page: Page, name: "Online" | "Offline"): Promise<void> {
  await page.getByRole("button", { name: /^Akun dan tampilan/ }).click();
  await page.getByRole("menuitemradio", { name, exact: true }).click();
  await page.keyboard.press("Escape");
}

test("in turn: both get as many; who is offline gets nothing, and the next as soon as they are back", async ({
  furnished,
}) => {
  const { house, as } = furnished;
  const dewi = await as("dewi");
  await choose(dewi, house, /^Bergiliran/);
  const [eko, fitri] = [await agent(furnished, "eko"), await agent(furnished, "fitri")];
  await write(furnished, "satu", "dua", "tiga", "empat");
  await expect(eko.rows).toHaveCount(2);
  await expect(fitri.rows).toHaveCount(2);
  for (const text of ["satu", "tiga"]) await expect(eko.row(`Pelanggan ${text}`)).toHaveCount(1);

  await switchPresence(eko.page, "Offline");
  await expect(eko.page.getByText("Anda offline, percakapan baru tidak diberikan.")).toBeVisible();
  await write(furnished, "lima", "enam");
  await expect(fitri.rows).toHaveCount(4);
  await expect(eko.rows).toHaveCount(2);

  await switchPresence(fitri.page, "Offline");
  await write(furnished, "tujuh");
  const all = new Inbox(dewi);
  await dewi.goto(`${house.url}/inbox`);
  await all.goTo("Antrean");
  await expect(all.row("tujuh")).toHaveCount(1);
  await eko.page.getByRole("button", { name: "Kembali online" }).click();
  await expect(eko.row("tujuh")).toHaveCount(1);
  await expect(all.row("tujuh")).toHaveCount(0);
});

test("least workload with a limit: nobody gets more, the rest waits, and room is filled at once", async ({
  furnished,
}) => {
  const { house, as } = furnished;
  const dewi = await as("dewi");
  await choose(dewi, house, /^Beban paling sedikit/);
  await setting(house, { workload_mode: "all_channels", workload_all: 2 });
  const [eko, fitri] = [await agent(furnished, "eko"), await agent(furnished, "fitri")];
  await write(furnished, "satu", "dua", "tiga", "empat", "lima");
  await expect(eko.rows).toHaveCount(2);
  await expect(fitri.rows).toHaveCount(2);
  const all = new Inbox(dewi);
  await dewi.goto(`${house.url}/inbox`);
  await all.goTo("Antrean");
  await expect(all.rows).toHaveCount(1);

  // Whoever is full cannot take one more, and is told so.
  await fitri.goTo("Antrean");
  await fitri.open("Pelanggan lima");
  await fitri.answer("Halo, ada yang bisa dibantu?");
  await expect(fitri.page.getByText(/Batas jumlah percakapan sudah tercapai/).first()).toBeVisible();

  await eko.rows.first().click();
  await eko.button("Selesaikan").click();
  await expect(eko.row("Pelanggan lima")).toHaveCount(1);
  await expect(all.rows).toHaveCount(0);
  // Why it went there stands in the conversation.
  await eko.open("Pelanggan lima");
  await expect(eko.thread).toContainText(/Diberikan otomatis/);
});

test("a customer who waits too long for one agent goes to the other", async ({ furnished }) => {
  test.setTimeout(240_000);
  const { house } = furnished;
  await setting(house, { assignment_strategy: "round_robin", idle_rule: true, idle_minutes: 1 });
  const eko = await agent(furnished, "eko");
  await write(furnished, "satu");
  await expect(eko.row("Pelanggan satu")).toHaveCount(1);
  const fitri = await agent(furnished, "fitri");
  // A minute of waiting, and the sweeper's ten seconds.
  await expect(fitri.row("Pelanggan satu")).toHaveCount(1, { timeout: 150_000 });
  await expect(eko.row("Pelanggan satu")).toHaveCount(0);
});
