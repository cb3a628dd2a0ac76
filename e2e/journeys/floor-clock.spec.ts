import { expectAccessible } from "../house/axe";
import { expect, test } from "../house/floor";
import { expectHandy } from "../house/handy";
import { type Caller, caller } from "../house/house";
import { Inbox } from "../house/inbox";
import { looks } from "../house/looks";
import { test as onWhatsApp } from "../house/whatsapp";

test.use({ turnable: true });

const inTurn = { assignment_strategy: "round_robin" };
const idle = { ...inTurn, idle_rule: true, idle_minutes: 1 };

test("who waits too long goes to the next agent, and on from them, until one answers", async ({
  furnished: { house },
  floor: { eko, fitri, gilang, dewi, set, write },
}) => {
  await set(idle);
  await write("satu");
  await expect(eko.row("Pelanggan satu")).toHaveCount(1);
  await house.pass("61s");
  await expect(fitri.row("Pelanggan satu")).toHaveCount(1);
  await expect(eko.row("Pelanggan satu")).toHaveCount(0);
  await house.pass("61s");
  await expect(gilang.row("Pelanggan satu")).toHaveCount(1);
  await expect(fitri.row("Pelanggan satu")).toHaveCount(0);
  await gilang.open("Pelanggan satu");
  await gilang.answer("Maaf menunggu, Kak.");
  await expect(gilang.message("Maaf menunggu, Kak.")).toContainText("Terkirim");
  await house.pass("5m");
  await expect(gilang.row("Pelanggan satu")).toHaveCount(1);
  await dewi.open("Pelanggan satu");
  for (const name of ["Eko Nugroho", "Fitri Handayani"])
    await expect(dewi.thread.getByText(`${name} belum membalas; dialihkan otomatis`, { exact: false })).toHaveCount(1);
});

for (const { name, options, phone } of looks) {
  test(`three searches find nobody: it is held, and the supervisor hears of it at once: ${name}`, async ({
    furnished: { house, as, customer },
  }, info) => {
    await caller(house, "citra").then((citra) => citra.call("PATCH", "/api/v1/settings", idle));
    const eko = new Inbox(await as("eko"));
    await eko.goTo("Milik saya");
    await customer({ name: "Sari" }).say("Pesanan saya belum sampai");
    await expect(eko.row("Sari")).toHaveCount(1);
    const dewi = new Inbox(await as("dewi", options));
    await dewi.page.goto(`${house.url}/inbox?tab=all`);
    await expect(dewi.row("Sari")).toHaveCount(1);
    for (const mark of [0, 0, 1]) {
      await house.pass("61s");
      // What comes afterwards comes in order, so the list is up to date once this is there.
      await customer({ name: "Budi" }).say("Halo");
      await expect(dewi.row("Budi").first()).toBeVisible();
      await expect(dewi.row("Sari").getByText("Tertahan")).toHaveCount(mark);
    }
    const told = dewi.toasts.getByText("Percakapan dengan Sari tertahan: agennya belum membalas.");
    await expect(told).toBeVisible();
    await expect(eko.row("Sari")).toHaveCount(1);
    await expect(eko.row("Sari")).not.toContainText("Tertahan");
    await expectAccessible(dewi.page);
    if (phone) await expectHandy(dewi.page);
    await dewi.page.screenshot({ path: info.outputPath("held.png") });

    await dewi.toasts.getByRole("button", { name: "Buka" }).first().click();
    await expect(dewi.thread).toContainText("percakapan tetap pada Eko Nugroho");
    await dewi.page.screenshot({ path: info.outputPath("held-thread.png") });
    await dewi.page.goto(`${house.url}/inbox?tab=all`);
    await eko.open("Sari");
    await eko.answer("Maaf, saya cek dulu ya.");
    await expect(dewi.row("Sari")).toContainText("Maaf, saya cek dulu ya.");
    await expect(dewi.row("Sari")).not.toContainText("Tertahan");
  });
}

test("who does nothing, or closes the last window, is offline; what waits comes as soon as they do something", async ({
  furnished: { house, as, customer },
}) => {
  await caller(house, "citra").then((citra) => citra.call("PATCH", "/api/v1/settings", inTurn));
  const dewi = await as("dewi", { viewport: { width: 1440, height: 900 } });
  await dewi.goto(`${house.url}/settings/monitoring`);
  const agent = (name: string) => dewi.getByRole("row").filter({ hasText: name });
  const [eko, fitri] = [new Inbox(await as("eko")), new Inbox(await as("fitri"))];
  for (const one of [eko, fitri]) await one.goTo("Milik saya");
  for (const name of ["Eko", "Fitri"]) await expect(agent(name)).toContainText("Online");

  await fitri.page.context().close();
  await expect(async () => {
    // The house hears a moment later that nobody holds the line any more.
    await house.pass("70s");
    await expect(agent("Fitri")).toContainText("Offline", { timeout: 1000 });
  }).toPass();
  await expect(agent("Fitri")).toContainText("meninggalkan Sapa");
  await expect(agent("Eko")).toContainText("Online");

  await house.pass("15m");
  await expect(agent("Eko")).toContainText("Offline");
  await expect(agent("Eko")).toContainText("tidak aktif");
  await expect(eko.page.getByText("Anda offline", { exact: false })).toBeVisible();
  await customer({ name: "Sari" }).say("Halo");
  await eko.goTo("Antrean");
  await expect(eko.row("Sari")).toHaveCount(0);
  await eko.goTo("Milik saya");
  await expect(eko.row("Sari")).toHaveCount(1);
  await expect(eko.page.getByText("Anda offline", { exact: false })).toBeHidden();
  await expect(agent("Eko")).toContainText("Online");
});

/** Gives the WhatsApp number the shortest session there is. */
async function shorten(manager: Caller): Promise<void> {
  const { channels } = await manager.call<{ channels: { id: string; kind: string }[] }>("GET", "/api/v1/channels");
  const id = channels.find(({ kind }) => kind === "whatsapp")?.id;
  await manager.call("PATCH", `/api/v1/channels/${id}`, { session_hours: 1 });
}

onWhatsApp.describe("the session's end", () => {
  onWhatsApp.use({ turnable: true });

  onWhatsApp("the conversation is inactive, and its agent has room for who waits", async ({ furnished, shop }) => {
    const { house, as, customer } = furnished;
    const citra = await caller(house, "citra");
    await shorten(citra);
    const limit = { workload_mode: "all_channels", workload_all: 1 };
    await citra.call("PATCH", "/api/v1/settings", { ...inTurn, ...limit, inactivity_minutes: 60 });
    const eko = new Inbox(await as("eko"));
    await eko.goTo("Milik saya");
    // The messaging window has half an hour left, the session an hour.
    await shop.wrote("Budi Santoso", "6281234000001", "Halo, kemarin saya tanya sarung", 24 - 1 / 2);
    await expect(eko.row("Budi Santoso")).toHaveCount(1);
    await customer({ name: "Sari" }).say("Saya menunggu");
    await eko.open("Budi Santoso");
    await expect(eko.reply).toBeVisible();
    await eko.page.mouse.move(300, 300);

    await house.pass("1h");
    await expect(eko.toasts.getByText("Sesi dengan Budi Santoso berakhir.", { exact: false })).toBeVisible();
    await expect(eko.row("Sari")).toHaveCount(1);
    await expect(eko.row("Budi Santoso")).toHaveCount(0);
    await eko.goTo("Tidak aktif");
    await eko.open("Budi Santoso");
    await expect(eko.head).toContainText("Tidak aktif");
    await expect(eko.pane.getByText(/^Jendela 24 jam (baru saja|sudah) berakhir/)).toBeVisible();
    await expect(eko.reply).toBeHidden();
    await expect(eko.page.getByRole("searchbox", { name: "Cari templat" })).toBeVisible();
  });
});
