import { caller, people } from "../house/house";
import { atOneMoment, Inbox, WidgetPage } from "../house/inbox";
import { expect, test } from "../house/test";

/** Milliseconds in which colleagues lose sight of a conversation that somebody has taken (CNV-3). */
const sightLost = 2000;

/** Gives the open conversation to somebody by the dialog. */
async function assign({ page }: Inbox, name: string, note: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: /^Tugaskan percakapan / });
  await dialog.getByRole("combobox", { name: "Agen" }).fill(name.slice(0, 4));
  await page.getByRole("option", { name }).click();
  await dialog.getByRole("textbox", { name: "Catatan untuk agen" }).fill(note);
  await dialog.getByRole("button", { name: "Tugaskan" }).click();
  await expect(dialog).toBeHidden();
}

test("two agents assign the same conversation to themselves at the same moment: one has it", async ({
  furnished: { as, customer },
}) => {
  await customer({ name: "Sari" }).say("Halo");
  const eko = new Inbox(await as("eko"));
  const fitri = new Inbox(await as("fitri"));
  for (const agent of [eko, fitri]) {
    await agent.goTo("Antrean");
    await agent.open("Sari");
  }
  await atOneMoment("**/api/v1/conversations/*/take", eko.page, fitri.page);
  await Promise.all([eko, fitri].map((agent) => agent.button("Tugaskan ke saya").click()));
  const told = (agent: Inbox) => agent.toasts.getByText("Anda kini menangani percakapan dengan Sari.");
  await expect(told(eko).or(eko.toasts.getByText("Sudah ditangani Fitri Handayani."))).toBeVisible();
  const ekoWon = await told(eko).isVisible();
  const [winner, loser] = ekoWon ? [eko, fitri] : [fitri, eko];
  await expect(told(winner)).toBeVisible();
  await expect(
    loser.toasts.getByText(`Sudah ditangani ${ekoWon ? people.eko.name : people.fitri.name}.`),
  ).toBeVisible();
  await expect(loser.rows).toHaveCount(0, { timeout: sightLost });
  await expect(loser.pane).toHaveCount(0);
  await expect(winner.reply).toBeFocused();
  await winner.goTo("Milik saya");
  await expect(winner.row("Sari")).toHaveCount(1);
});

test("assigned with a note, handed on, given back: each hears of it, and the timeline says so", async ({
  furnished: { as, customer },
}) => {
  const sari = customer({ name: "Sari" });
  await sari.say("Baju saya belum sampai");
  const dewi = new Inbox(await as("dewi"));
  const eko = new Inbox(await as("eko"));
  const fitri = new Inbox(await as("fitri"));
  await eko.goTo("Antrean");
  await expect(eko.row("Sari")).toHaveCount(1);
  await dewi.goTo("Semua");
  await dewi.open("Sari");
  await dewi.choose("Tugaskan ke agen…");
  await assign(dewi, people.fitri.name, "Pelanggan lama, tolong cek resinya");
  await expect(eko.rows).toHaveCount(0, { timeout: sightLost });
  await expect(dewi.toasts.getByText("Ditugaskan ke Fitri Handayani.")).toBeVisible();
  await expect(dewi.row("Sari").getByText("Ditangani Fitri Handayani")).toHaveCount(1);

  await expect(fitri.toasts.getByText("Dewi Anggraini menugaskan percakapan dengan Sari ke Anda.")).toBeVisible();
  await fitri.toasts.getByRole("button", { name: "Buka" }).click();
  await expect(fitri.message("Pelanggan lama, tolong cek resinya")).toContainText("Catatan internal · Dewi Anggraini");
  await expect(fitri.thread.getByText("Dewi Anggraini menugaskan percakapan ke Anda")).toHaveCount(1);

  await fitri.page.keyboard.press("a");
  await assign(fitri, people.eko.name, "");
  await expect(fitri.toasts.getByText("Ditugaskan ke Eko Nugroho.")).toBeVisible();
  await expect(fitri.pane).toHaveCount(0, { timeout: sightLost });
  await expect(fitri.rows).toHaveCount(0);
  await expect(eko.toasts.getByText("Fitri Handayani menugaskan percakapan dengan Sari ke Anda.")).toBeVisible();
  await eko.goTo("Milik saya");
  await eko.open("Sari");
  await expect(eko.thread.getByText("Fitri Handayani memindahkan percakapan ke Anda")).toHaveCount(1);

  // Above an agent's head it is a taking over, and the agent hears why it is gone.
  await dewi.choose("Tugaskan ke saya");
  await expect(eko.toasts.getByText("Percakapan dengan Sari kini ditangani rekan Anda.")).toBeVisible();
  await expect(dewi.thread.getByText("Anda mengambil alih percakapan dari Eko Nugroho")).toHaveCount(1);
  await eko.goTo("Antrean");
  await dewi.choose("Kembalikan ke antrean");
  await expect(eko.row("Sari")).toHaveCount(1);
  await expect(dewi.thread.getByText("Anda mengembalikan percakapan ke antrean")).toHaveCount(1);
  expect(await sari.texts()).toEqual(["Baju saya belum sampai"]);
});

test("get new chat gives each agent who waits longest, until nobody waits", async ({ furnished: { as, customer } }) => {
  await customer({ name: "Sari" }).say("Saya dulu");
  await customer({ name: "Budi" }).say("Lalu saya");
  const eko = new Inbox(await as("eko"));
  const fitri = new Inbox(await as("fitri"));
  await eko.button("Ambil berikutnya").click();
  await expect(eko.pane).toHaveAccessibleName("Percakapan dengan Sari");
  await expect(eko.reply).toBeFocused();
  await expect(eko.tab("Milik saya")).toHaveAttribute("aria-current", "page");
  await expect(fitri.tab("Antrean")).toContainText("1");
  await fitri.button("Ambil percakapan berikutnya").click();
  await expect(fitri.pane).toHaveAccessibleName("Percakapan dengan Budi");
  for (const agent of [eko, fitri]) await expect(agent.button("Ambil berikutnya")).toBeDisabled();
});

test("resolving can be undone for five seconds; then the next message opens a new conversation", async ({
  furnished: { house, widget, as, stranger },
}) => {
  const customer = new WidgetPage(await stranger());
  await customer.open(house.url, widget);
  await customer.say("Barang sudah sampai");
  const page = await as("eko");
  await page.clock.install();
  const eko = new Inbox(page);
  await eko.goTo("Antrean");
  await eko.open("Barang sudah sampai");
  await eko.answer("Siap, terima kasih");
  await expect(customer.line("Siap, terima kasih")).toHaveCount(1);
  await eko.goTo("Milik saya");
  await eko.open("Siap, terima kasih");
  const old = page.url();
  let asked = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/resolve")) asked += 1;
  });

  await eko.button("Selesaikan").click();
  await expect(eko.rows).toHaveCount(0);
  await eko.toasts.getByRole("button", { name: "Urungkan" }).click();
  await expect(eko.row("Siap, terima kasih")).toHaveCount(1);
  await page.mouse.move(0, 0);
  await page.clock.runFor(6000);
  expect(asked).toBe(0);

  // Whoever writes while it can be undone is not done yet.
  await eko.button("Selesaikan").click();
  await expect(eko.rows).toHaveCount(0);
  await customer.say("Eh, satu lagi");
  await expect(eko.row("Eh, satu lagi")).toHaveCount(1);
  await expect(eko.toasts.getByText(/menulis lagi, jadi percakapannya belum diselesaikan/)).toBeVisible();
  expect(asked).toBe(0);

  await eko.button("Selesaikan").click();
  await expect(eko.toasts.getByRole("button", { name: "Urungkan" })).toBeVisible();
  await page.mouse.move(0, 0);
  await page.clock.runFor(6000);
  await expect.poll(() => asked).toBe(1);
  await expect(eko.thread.getByText("Anda menyelesaikan percakapan")).toHaveCount(1);
  await expect(eko.pane.getByText(/Percakapan ini sudah selesai\. Balasan tetap terkirim/)).toBeVisible();
  await expect(eko.button("Selesaikan")).toHaveCount(0);

  await customer.say("Halo lagi, mau pesan");
  await eko.goTo("Antrean");
  await eko.open("Halo lagi, mau pesan");
  expect(page.url()).not.toContain(new URL(old).pathname);
  await expect(eko.thread.getByText(/kembali memulai percakapan/)).toHaveCount(1);
  await expect(eko.message("Barang sudah sampai")).toHaveCount(0);
  // The customer sees one chat that goes on.
  await expect(customer.line("Barang sudah sampai")).toHaveCount(1);

  const panel = page.getByRole("complementary", { name: "Informasi Profil" });
  await panel.getByRole("region", { name: "Percakapan lain" }).getByRole("link").click();
  await expect(eko.message("Barang sudah sampai")).toHaveCount(1);
  expect(new URL(page.url()).pathname).toBe(new URL(old).pathname);
  // What another agent has resolved is nobody else's to see.
  const fitri = new Inbox(await as("fitri"));
  await fitri.goTo("Selesai");
  await expect(fitri.page.getByText("Belum ada percakapan selesai")).toBeVisible();
  await fitri.goTo("Antrean");
  await fitri.open("Halo lagi, mau pesan");
  await expect(fitri.page.getByText("Ini percakapan pertamanya.")).toBeVisible();
});

test("an answer to a resolved conversation arrives, and what it brings opens a new one", async ({
  furnished: { house, as, customer },
}) => {
  const sari = customer({ name: "Sari" });
  await sari.say("Kapan ada diskon?");
  const one = await caller(house, "eko");
  type Rows = { conversations: { id: string }[] };
  const { conversations } = await one.call<Rows>("GET", "/api/v1/conversations?tab=queue");
  const id = conversations[0]?.id ?? "";
  await one.reply(id, "Nanti saya kabari");
  await one.call("POST", `/api/v1/conversations/${id}/resolve`);
  const eko = new Inbox(await as("eko"));
  await eko.goTo("Selesai");
  await eko.open("Sari");
  await eko.answer("Hari ini ada diskon, Kak");
  await expect.poll(() => sari.texts()).toContain("Hari ini ada diskon, Kak");
  await expect(eko.head).toContainText("Selesai");
  await sari.say("Wah, mau!");
  await eko.goTo("Antrean");
  await expect(eko.row("Wah, mau!")).toHaveCount(1);
});

test("a supervisor sees who handles what, narrows it down, and the view is a link", async ({
  furnished: { house, as, customer },
}) => {
  for (const name of ["Sari", "Budi", "Tono"]) await customer({ name }).say(`Halo dari ${name}`);
  const eko = await caller(house, "eko");
  await eko.call("POST", "/api/v1/conversations/next");
  const fitri = await caller(house, "fitri");
  await fitri.call("POST", "/api/v1/conversations/next");
  const dewi = new Inbox(await as("dewi"));
  await dewi.goTo("Semua");
  await expect(dewi.rows).toHaveCount(3);
  await expect(dewi.row("Sari")).toContainText("Ditangani Eko Nugroho");
  await dewi.button("Filter").click();
  await dewi.page.getByRole("combobox", { name: "Ditangani oleh", exact: true }).fill("Fit");
  await dewi.page.getByRole("option", { name: "Fitri Handayani" }).click();
  await expect(dewi.rows).toHaveCount(1);
  await expect(dewi.row("Budi")).toHaveCount(1);
  await dewi.page.reload();
  await expect(dewi.row("Budi")).toHaveCount(1);
  await expect(dewi.rows).toHaveCount(1);
  await dewi.button("Hapus Fitri Handayani").click();
  await expect(dewi.rows).toHaveCount(3);
  // An agent has no such list.
  const agent = new Inbox(await as("eko"));
  await expect(agent.tab("Milik saya")).toBeVisible();
  await expect(agent.tab("Semua")).toHaveCount(0);
  await agent.page.goto(`${house.url}/inbox?tab=all`);
  await expect(agent.row("Budi")).toHaveCount(0);
});
