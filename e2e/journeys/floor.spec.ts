import { agents, expect, test } from "../house/floor";
import { caller, people } from "../house/house";
import { atOneMoment, type Inbox } from "../house/inbox";

/** The supervisor chooses on the screen how conversations are given out, and goes back to what waits. */
async function choose(dewi: Inbox, strategy: RegExp): Promise<void> {
  const { page } = dewi;
  await page.goto(new URL("/settings/assignment", page.url()).href);
  await page.getByRole("radio", { name: strategy }).check();
  await page.getByRole("button", { name: "Simpan", exact: true }).click();
  await expect(page.getByText("Disimpan. Berlaku mulai sekarang.")).toBeVisible();
  await page.goto(new URL("/inbox?tab=queue", page.url()).href);
}

async function switchPresence({ page }: Inbox, name: "Online" | "Offline"): Promise<void> {
  await page.getByRole("button", { name: /^Akun dan tampilan/ }).click();
  await page.getByRole("menuitemradio", { name, exact: true }).click();
  await page.keyboard.press("Escape");
}

/** Resolves the first of an agent's conversations. */
async function resolveFirst(agent: Inbox): Promise<void> {
  await agent.rows.first().click();
  await agent.button("Selesaikan").click();
}

/** Who it is with, of the conversation an agent has open. */
const openWith = async ({ pane }: Inbox) => (await pane.getAttribute("aria-label"))?.replace(/^.*Pelanggan /, "");

test("open: taken by a reply, by hand, and two at one moment from the queue; colleagues lose sight of each", async ({
  floor: { eko, fitri, gilang, dewi, agents: all, write },
}) => {
  for (const agent of all) await agent.goTo("Antrean");
  await write("satu", "dua", "tiga", "empat", "lima");
  for (const agent of all) await expect(agent.rows).toHaveCount(5);

  await eko.open("Pelanggan satu");
  await eko.answer("Halo, ada yang bisa dibantu?");
  for (const agent of [fitri, gilang]) await expect(agent.row("Pelanggan satu")).toHaveCount(0);
  await fitri.open("Pelanggan dua");
  await fitri.button("Tugaskan ke saya").click();
  for (const agent of [eko, gilang]) await expect(agent.row("Pelanggan dua")).toHaveCount(0);

  await atOneMoment("**/api/v1/conversations/next", fitri.page, gilang.page);
  await Promise.all([fitri, gilang].map((agent) => agent.button("Ambil berikutnya").click()));
  await expect(gilang.pane).toBeVisible();
  await expect(fitri.pane).not.toHaveAccessibleName("Percakapan dengan Pelanggan dua");
  await expect.poll(async () => [await openWith(fitri), await openWith(gilang)].toSorted()).toEqual(["empat", "tiga"]);
  await eko.goTo("Antrean");
  await expect(eko.rows).toHaveCount(1);

  // The supervisor has seen it all without a hand: who has what, and who waits.
  await expect(dewi.rows).toHaveCount(5);
  await expect(dewi.row("Pelanggan satu")).toContainText(/Eko/);
  await expect(dewi.row("Pelanggan dua")).toContainText(/Fitri/);
  await dewi.goTo("Antrean");
  await expect(dewi.rows).toHaveCount(1);
  await expect(dewi.row("Pelanggan lima")).toHaveCount(1);
});

test("least workload with a limit: nobody gets more unless the supervisor insists, and room is filled at once", async ({
  floor: { eko, fitri, gilang, dewi, agents: all, set, shares, write },
}) => {
  await choose(dewi, /^Beban paling sedikit/);
  await set({ workload_mode: "all_channels", workload_all: 1 });
  await write("satu", "dua", "tiga", "empat", "lima");
  for (const agent of all) await expect(agent.rows).toHaveCount(1);
  await expect(dewi.rows).toHaveCount(2);

  // Whoever is full cannot take one more, and is told so.
  await fitri.goTo("Antrean");
  await fitri.open("Pelanggan lima");
  await fitri.answer("Halo, ada yang bisa dibantu?");
  await expect(fitri.page.getByText(/Batas jumlah percakapan sudah tercapai/).first()).toBeVisible();
  await fitri.goTo("Milik saya");

  // The supervisor may give it all the same, once they have read that it is too much.
  await dewi.open("Pelanggan empat");
  await dewi.choose("Tugaskan ke agen…");
  const dialog = dewi.page.getByRole("dialog", { name: /^Tugaskan percakapan / });
  await dialog.getByRole("combobox", { name: "Agen" }).fill("Eko");
  await dewi.page.getByRole("option", { name: people.eko.name }).click();
  await dialog.getByRole("button", { name: "Tugaskan", exact: true }).click();
  await expect(
    dialog.getByText("Eko Nugroho sudah menangani 1 percakapan; batasnya 1.", { exact: false }),
  ).toBeVisible();
  await dialog.getByRole("button", { name: "Tetap tugaskan" }).click();
  await expect(eko.row("Pelanggan empat")).toHaveCount(1);

  // Who is back at the limit gets nothing yet; who has room gets what waits, and reads why.
  await resolveFirst(eko);
  await expect(eko.rows).toHaveCount(1);
  await expect(dewi.row("Pelanggan lima")).toHaveCount(1);
  await resolveFirst(gilang);
  await expect(gilang.row("Pelanggan lima")).toHaveCount(1);
  await expect(dewi.rows).toHaveCount(0);
  await gilang.open("Pelanggan lima");
  await expect(gilang.thread).toContainText(/Diberikan otomatis ke Anda/);

  // A higher limit is room as well.
  await write("enam", "tujuh");
  await expect(dewi.rows).toHaveCount(2);
  await set({ workload_all: 2 });
  await expect(dewi.rows).toHaveCount(0);
  await expect.poll(async () => (await shares()).toSorted()).toEqual([1, 2, 2]);
});

test("in turn: each gets as many; who is offline gets nothing, and what waits as soon as they are back", async ({
  floor: { eko, fitri, gilang, dewi, agents: all, shares, write },
}) => {
  await choose(dewi, /^Bergiliran/);
  await write("satu", "dua", "tiga", "empat", "lima", "enam");
  await expect.poll(shares).toEqual([2, 2, 2]);
  for (const text of ["satu", "empat"]) await expect(eko.row(`Pelanggan ${text}`)).toHaveCount(1);

  await switchPresence(eko, "Offline");
  await expect(eko.page.getByText("Anda offline, percakapan baru tidak diberikan.")).toBeVisible();
  await write("tujuh", "delapan");
  await expect.poll(shares).toEqual([2, 3, 3]);

  for (const agent of [fitri, gilang]) await switchPresence(agent, "Offline");
  for (const agent of all) await expect(agent.button("Kembali online")).toBeVisible();
  await write("sembilan", "sepuluh");
  await expect(dewi.rows).toHaveCount(2);
  await eko.button("Kembali online").click();
  await expect.poll(shares).toEqual([4, 3, 3]);
  await expect(dewi.rows).toHaveCount(0);
});

test.describe("with a service of the company's own", () => {
  test.use({ flags: async ({ service }, use) => use(["--private-url", service.url]) });

  test("it decides who takes what, leaves one queued, and where it fails the supervisor reads so", async ({
    furnished: { house },
    floor: { fitri, gilang, dewi, shares, set, write },
    service,
  }) => {
    const citra = await caller(house, "citra");
    service.secret = (await citra.call<{ secret: string }>("POST", "/api/v1/allocation/secret", {})).secret;
    service.decide = ({ contact, eligible_agents: there }) => {
      if (contact.name.endsWith("rusak")) return "refuse";
      return there.find(({ name }) => contact.name.endsWith("grosir") && name === agents[2])?.id ?? null;
    };
    await switchPresence(fitri, "Offline");
    await set({ custom_allocation_url: service.url, custom_allocation: true });
    await dewi.goTo("Antrean");
    await write("grosir");
    await expect(gilang.row("Pelanggan grosir")).toHaveCount(1);
    await write("eceran");
    await expect(dewi.row("Pelanggan eceran")).toHaveCount(1);
    await write("rusak");
    await dewi.open("Pelanggan rusak");
    await expect(dewi.thread.getByText(/^Layanan alokasi tidak memberi jawaban yang berlaku/)).toBeVisible();
    expect(await shares()).toEqual([0, 0, 1]);

    // It was asked once about each, and only those who are there were offered to it.
    expect(service.asked.map(({ contact }) => contact.name.replace("Pelanggan ", ""))).toEqual([
      ...["grosir", "eceran", "rusak"],
    ]);
    expect(service.asked[1]?.eligible_agents).toMatchObject([
      { name: agents[0], handled: 0 },
      { name: agents[2], handled: 1 },
    ]);
    // What it left, an agent may take.
    await gilang.goTo("Antrean");
    await gilang.open("Pelanggan eceran");
    await gilang.button("Tugaskan ke saya").click();
    await expect(dewi.row("Pelanggan eceran")).toHaveCount(0);
  });
});
