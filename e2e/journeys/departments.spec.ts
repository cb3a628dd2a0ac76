import { expectAccessible } from "../house/axe";
import { expectHandy } from "../house/handy";
import { caller } from "../house/house";
import { Inbox } from "../house/inbox";
import { inEnglish, looks } from "../house/looks";
import { expect, test } from "../house/test";

test("departments are made on the screen, and each team sees its own queue at once", async ({
  furnished: { house, as, customer },
}) => {
  await customer({ name: "Sari" }).say("Halo, ada kemeja batik?");
  const fitri = new Inbox(await as("fitri"));
  await fitri.page.goto(`${house.url}/inbox`);
  await fitri.goTo("Antrean");
  await expect(fitri.row("Sari")).toHaveCount(1);

  const page = await as("citra");
  await page.goto(`${house.url}/settings/departments`);
  await expect(page.getByText("Belum ada departemen")).toBeVisible();
  await page.getByRole("button", { name: "Buat departemen" }).click();
  const sheet = page.getByRole("dialog", { name: "Buat departemen" });
  await sheet.getByRole("button", { name: "Buat departemen" }).click();
  await expect(sheet.getByText("Bagian ini wajib diisi.").first()).toBeVisible();
  await sheet.getByRole("textbox", { name: "Nama departemen" }).fill("Penjualan");
  await sheet.getByRole("combobox", { name: "Supervisor" }).selectOption({ label: "Dewi Anggraini" });
  // All agents are in it already; Fitri is taken out.
  await expect(sheet.getByText("Eko Nugroho")).toBeVisible();
  const name = await sheet.getByRole("textbox", { name: "Nama departemen" }).boundingBox();
  if (!name) throw new Error("the sheet has no field");
  const beside = { x: name.x - 8, y: name.y, width: 2, height: 2 };
  const lit = await page.screenshot({ clip: beside });
  await sheet.getByRole("button", { name: /Fitri Handayani/ }).click();
  await sheet.getByRole("button", { name: "Buat departemen" }).click();
  // What will happen is said before, and to whom.
  const question = page.getByRole("alertdialog", { name: "Bagi ruang kerja menjadi beberapa departemen?" });
  await expect(question).toContainText("Semua percakapan yang belum selesai masuk ke Penjualan.");
  await expect(question).toContainText("Fitri Handayani tidak berada di departemen mana pun");
  // The question lies over the sheet as well.
  await expect.poll(async () => (await page.screenshot({ clip: beside })).equals(lit)).toBe(false);
  await expectAccessible(page);
  await question.getByRole("button", { name: "Batal" }).click();
  await expect(fitri.row("Sari")).toHaveCount(1);
  await sheet.getByRole("button", { name: "Buat departemen" }).click();
  await question.getByRole("button", { name: "Bagi sekarang" }).click();
  const sales = page.getByRole("region", { name: "Penjualan" });
  await expect(sales).toContainText("Utama");
  await expect(sales).toContainText("Eko Nugroho");
  await expect(sales).not.toContainText("Fitri");
  await expect(fitri.row("Sari")).toHaveCount(0);
  await expect(sales.getByRole("button", { name: "Hapus" })).toHaveCount(0);
  // Who is left out is named, and comes in by one button.
  const outside = page.getByRole("region", { name: "Anggota tanpa departemen" });
  await expect(outside).toContainText("hanya percakapan yang ditugaskan kepada mereka");
  await expectAccessible(page);
  await outside.getByRole("button", { name: "Masukkan Fitri Handayani ke departemen" }).click();
  await page.getByRole("menuitem", { name: "Penjualan" }).click();
  await expect(outside).toHaveCount(0);
  await expect(sales).toContainText("Fitri Handayani");
  await expect(fitri.row("Sari")).toHaveCount(1);
  await sales.getByRole("button", { name: "Ubah" }).click();
  const sheetOfSales = page.getByRole("dialog", { name: "Ubah Penjualan" });
  await sheetOfSales.getByRole("button", { name: /Fitri Handayani/ }).click();
  await sheetOfSales.getByRole("button", { name: "Simpan" }).click();
  await expect(outside).toContainText("Fitri Handayani");
  await expect(fitri.row("Sari")).toHaveCount(0);

  await page.getByRole("button", { name: "Buat departemen" }).click();
  await sheet.getByRole("textbox", { name: "Nama departemen" }).fill("penjualan");
  await sheet.getByRole("combobox", { name: "Supervisor" }).selectOption({ label: "Citra Lestari" });
  await sheet.getByRole("button", { name: "Buat departemen" }).click();
  await expect(sheet.getByText("Ini sudah dipakai.")).toBeVisible();
  await sheet.getByRole("textbox", { name: "Nama departemen" }).fill("Layanan");
  await sheet.getByRole("button", { name: "Buat departemen" }).click();
  const service = page.getByRole("region", { name: "Layanan" });
  await service.getByRole("button", { name: "Ubah" }).click();
  const change = page.getByRole("dialog", { name: "Ubah Layanan" });
  await change.getByRole("combobox", { name: /^Anggota/ }).fill("Fitri");
  await page.getByRole("option", { name: "Fitri Handayani" }).click();
  await page.keyboard.press("Tab");
  await change.getByRole("button", { name: "Simpan" }).click();
  await expect(service).toContainText("Fitri Handayani");
  await expect(fitri.row("Sari")).toHaveCount(0);

  // The customer goes to the other team, and its agent sees them.
  const dewi = new Inbox(await as("dewi"));
  await dewi.page.goto(`${house.url}/inbox`);
  await dewi.goTo("Antrean");
  await dewi.open("Sari");
  await dewi.choose("Pindahkan ke departemen…");
  const move = dewi.page.getByRole("dialog", { name: "Pindahkan percakapan dengan Sari" });
  await expectAccessible(dewi.page);
  await move.getByRole("radio", { name: "Layanan" }).check();
  await move.getByRole("button", { name: "Pindahkan" }).click();
  await expect(move).toBeHidden();
  await expect(fitri.row("Sari")).toHaveCount(1);

  await service.getByRole("button", { name: "Hapus" }).click();
  await page.getByRole("alertdialog", { name: "Hapus Layanan?" }).getByRole("button", { name: "Hapus" }).click();
  await expect(service).toHaveCount(0);
  await expect(fitri.row("Sari")).toHaveCount(0);
});

test("the inbox of who sees several departments is narrowed to one, in the address", async ({
  furnished: { house, as, customer },
}) => {
  const owner = await caller(house, "ratna");
  const { members } = await owner.call<{ members: { id: string; name: string }[] }>("GET", "/api/v1/members");
  const idOf = (name: string) => members.find((one) => one.name === name)?.id ?? "";
  const made: string[] = [];
  for (const [name, agents] of [
    ["Penjualan", ["Eko Nugroho", "Fitri Handayani"]],
    ["Layanan", ["Fitri Handayani"]],
  ] as const) {
    const body = { name, supervisor_id: idOf("Dewi Anggraini"), member_ids: agents.map(idOf) };
    made.push((await owner.call<{ id: string }>("POST", "/api/v1/departments", body)).id);
  }
  for (const name of ["Sari", "Rudi"]) await customer({ name }).say("Halo, ada kemeja batik?");
  const { conversations } = await owner.call<{ conversations: { id: string; contact: { name: string } }[] }>(
    "GET",
    "/api/v1/conversations?tab=queue",
  );
  const rudi = conversations.find(({ contact }) => contact.name === "Rudi")?.id ?? "";
  await owner.call("POST", `/api/v1/conversations/${rudi}/move`, { department_id: made[1] });

  // Who sees one alone is offered nothing to choose, and told nothing they know.
  const eko = new Inbox(await as("eko"));
  await eko.page.goto(`${house.url}/inbox?tab=queue`);
  await expect(eko.row("Sari")).toHaveCount(1);
  await expect(eko.row("Rudi")).toHaveCount(0);
  await expect(eko.row("Sari")).not.toContainText("Penjualan");
  await expect(eko.page.getByRole("button", { name: "Filter" })).toHaveCount(0);

  const fitri = new Inbox(await as("fitri"));
  await fitri.page.goto(`${house.url}/inbox?tab=queue`);
  await expect(fitri.row("Rudi")).toContainText("Layanan");
  await expect(fitri.row("Sari")).toContainText("Penjualan");
  await fitri.page.getByRole("button", { name: "Filter" }).click();
  await fitri.page.getByRole("combobox", { name: "Departemen" }).selectOption("Layanan");
  await expect(fitri.row("Sari")).toHaveCount(0);
  await expect(fitri.row("Rudi")).toHaveCount(1);
  await expectAccessible(fitri.page);
  await fitri.page.getByRole("button", { name: "Tutup", exact: true }).click();
  expect(fitri.page.url()).toContain(`department=${made[1]}`);
  await fitri.page.reload();
  await expect(fitri.row("Rudi")).toHaveCount(1);
  await expect(fitri.row("Sari")).toHaveCount(0);
  await fitri.open("Rudi");
  await expect(fitri.head).toContainText("Layanan");
  await fitri.page.getByRole("button", { name: "Hapus filter" }).click();
  await expect(fitri.row("Sari")).toHaveCount(1);
});

test("what supervisors see is chosen on the screen, and counts at once where one is looking", async ({
  furnished: { house, as, customer },
}) => {
  const owner = await caller(house, "ratna");
  const { members } = await owner.call<{ members: { id: string; name: string }[] }>("GET", "/api/v1/members");
  const idOf = (name: string) => members.find((one) => one.name === name)?.id ?? "";
  for (const [name, supervisor, agent] of [
    ["Penjualan", "Citra Lestari", "Eko Nugroho"],
    ["Layanan", "Dewi Anggraini", "Fitri Handayani"],
  ] as const) {
    const body = { name, supervisor_id: idOf(supervisor), member_ids: [idOf(agent)] };
    await owner.call("POST", "/api/v1/departments", body);
  }
  await customer({ name: "Sari" }).say("Halo, ada kemeja batik?");
  const dewi = new Inbox(await as("dewi"));
  await dewi.page.goto(`${house.url}/inbox?tab=queue`);
  await expect(dewi.row("Sari")).toHaveCount(1);

  const page = await as("citra");
  await page.goto(`${house.url}/settings/departments`);
  const scope = page.getByRole("group", { name: "Yang dilihat supervisor" });
  const example = page.getByText(/^Contoh: Dewi Anggraini/);
  const all = scope.getByRole("radio", { name: "Semua departemen" });
  const own = scope.getByRole("radio", { name: "Hanya departemennya sendiri" });
  await expect(all).toBeChecked();
  await expect(example).toContainText("juga melihat percakapan Penjualan");
  await all.focus();
  await page.keyboard.press("ArrowDown");
  await expect(own).toBeChecked();
  await expect(example).toContainText("tidak melihat percakapan Penjualan");
  await expect(dewi.row("Sari")).toHaveCount(0);
  await page.reload();
  await expect(own).toBeChecked();
  await all.check();
  await expect(dewi.row("Sari")).toHaveCount(1);

  // A supervisor may look at departments, and not choose what supervisors see.
  await dewi.page.goto(`${house.url}/settings/departments`);
  await expect(dewi.page.getByRole("region", { name: "Layanan" })).toBeVisible();
  await expect(dewi.page.getByText("Yang dilihat supervisor")).toHaveCount(0);
});

test("an agent assigns within the department and reads who has how much; a supervisor beyond it", async ({
  furnished: { house, as, customer },
}) => {
  const owner = await caller(house, "ratna");
  const { members } = await owner.call<{ members: { id: string; name: string }[] }>("GET", "/api/v1/members");
  const idOf = (name: string) => members.find((one) => one.name === name)?.id ?? "";
  for (const [name, agent] of [
    ["Penjualan", "Eko Nugroho"],
    ["Layanan", "Fitri Handayani"],
  ] as const) {
    const body = { name, supervisor_id: idOf("Dewi Anggraini"), member_ids: [idOf(agent)] };
    await owner.call("POST", "/api/v1/departments", body);
  }
  await owner.call("PATCH", "/api/v1/settings", { workload_mode: "all_channels", workload_all: 5 });
  await customer({ name: "Sari" }).say("Halo, ada kemeja batik?");
  const offer = async (who: "eko" | "dewi", options?: Parameters<typeof as>[1]) => {
    const inbox = new Inbox(await as(who, options));
    await inbox.page.goto(`${house.url}/inbox?tab=queue`);
    await inbox.open("Sari");
    await inbox.choose("Tugaskan ke agen…");
    const agent = inbox.page.getByRole("dialog").getByRole("combobox", { name: "Agen" });
    await agent.press("ArrowDown");
    return { inbox, agent, option: (name: string) => inbox.page.getByRole("option", { name }) };
  };
  const eko = await offer("eko", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await expect(eko.inbox.page.getByRole("group", { name: "Penjualan" }).getByRole("option")).toHaveCount(2);
  await expect(eko.option("Dewi Anggraini")).toContainText("0 dari 5 percakapan");
  await expect(eko.option("Fitri Handayani")).toContainText("Hanya lewat supervisor");
  await expect(eko.option("Fitri Handayani")).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(eko.inbox.page);

  const dewi = await offer("dewi");
  await expect(dewi.inbox.page.getByRole("group", { name: "Layanan" }).getByRole("option")).toHaveCount(1);
  await dewi.agent.fill("fit");
  await expect(dewi.inbox.page.getByRole("option")).toHaveCount(1);
  await expect(dewi.option("Fitri Handayani")).toContainText("0 dari 5 percakapan");
  await dewi.agent.press("Enter");
  await expect(dewi.inbox.page.getByText("Fitri Handayani sedang offline")).toBeVisible();
  await dewi.inbox.page.getByRole("button", { name: "Tugaskan", exact: true }).click();
  await expect(dewi.inbox.head).toContainText("Fitri");
});

for (const { name, options, phone } of looks) {
  test(`axe finds nothing where departments are made: ${name}`, async ({ furnished: { house, as } }) => {
    const page = await as("ratna", options);
    const check = async () => {
      await expectAccessible(page);
      if (phone) await expectHandy(page);
    };
    await page.goto(`${house.url}/settings/departments`);
    await page.getByText("Belum ada departemen").waitFor();
    await check();
    await page.getByRole("button", { name: "Buat departemen" }).click();
    const sheet = page.getByRole("dialog", { name: "Buat departemen" });
    await sheet.getByRole("textbox", { name: "Nama departemen" }).fill("Penjualan");
    await sheet.getByRole("combobox", { name: "Supervisor" }).selectOption({ label: "Dewi Anggraini" });
    await check();
    await sheet.getByRole("button", { name: /Eko Nugroho/ }).click();
    await sheet.getByRole("button", { name: "Buat departemen" }).click();
    await page.getByRole("button", { name: "Bagi sekarang" }).waitFor();
    await check();
    await page.getByRole("button", { name: "Bagi sekarang" }).click();
    await page.getByRole("region", { name: "Penjualan" }).waitFor();
    await page.getByRole("region", { name: "Anggota tanpa departemen" }).waitFor();
    await check();
    await page.goto(`${house.url}/settings/members`);
    await page.getByText("Tanpa departemen").filter({ visible: true }).first().waitFor();
    await check();
    await page.getByRole("button", { name: "Eko Nugroho", exact: true }).click();
    await page.getByRole("combobox", { name: /^Departemen/ }).waitFor();
    await check();
  });
}

test("in English", async ({ furnished: { house, as } }) => {
  const page = await as("ratna", inEnglish(house.url));
  await page.goto(`${house.url}/settings/departments`);
  await expect(page.getByText("No departments yet")).toBeVisible();
});
