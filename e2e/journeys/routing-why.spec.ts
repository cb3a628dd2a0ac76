import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { caller, people } from "../house/house";
import { Inbox } from "../house/inbox";
import { looks } from "../house/looks";
import { expect, type Furnished, test } from "../house/test";

/** Two agents who are there, of whom each may handle one conversation, and conversations that find them by themselves. */
async function floor({ house, as }: Furnished): Promise<{ eko: Inbox; fitri: Inbox }> {
  const owner = await caller(house, "ratna");
  await owner.call("PATCH", "/api/v1/settings", {
    assignment_strategy: "min_workload",
    workload_mode: "all_channels",
    workload_all: 1,
  });
  const [eko, fitri] = [new Inbox(await as("eko")), new Inbox(await as("fitri"))];
  for (const agent of [eko, fitri]) await agent.goTo("Milik saya");
  return { eko, fitri };
}

/** Chooses somebody in the open dialog of assigning. */
async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole("dialog").getByRole("combobox", { name: "Agen" }).fill(name.slice(0, 4));
  await page.getByRole("option", { name }).click();
}

test("a supervisor reads who was passed over and why, the agent that it was given to them", async ({ furnished }) => {
  const { eko, fitri } = await floor(furnished);
  const { as, customer } = furnished;
  const rows = () => Promise.all([eko.rows.count(), fitri.rows.count()]);
  await customer({ name: "Sari" }).say("Halo");
  await expect.poll(async () => (await rows()).toSorted()).toEqual([0, 1]);
  const [first] = await rows();
  await customer({ name: "Budi" }).say("Stok masih ada?");
  const [agent, busy] = first === 1 ? ([fitri, people.eko] as const) : ([eko, people.fitri] as const);
  await expect(agent.row("Budi")).toHaveCount(1);

  const dewi = new Inbox(await as("dewi"));
  await dewi.goTo("Semua");
  await dewi.open("Budi");
  await expect(dewi.thread).toContainText(/Diberikan otomatis ke .+: satu-satunya yang dapat menerima/);
  await dewi.thread.getByText("1 agen dilewati").click();
  await expect(dewi.thread.getByText(`${busy.name}: batasnya sudah tercapai`)).toBeVisible();
  await agent.open("Budi");
  await expect(agent.thread).toContainText(/Diberikan otomatis ke Anda/);
  await expect(agent.thread.getByText("agen dilewati")).toHaveCount(0);
});

test("who assigns learns that somebody is away or full, and a supervisor may insist", async ({ furnished }) => {
  const { eko, fitri } = await floor(furnished);
  const { as, customer } = furnished;
  for (const name of ["Sari", "Budi"]) await customer({ name }).say("Halo");
  for (const agent of [eko, fitri]) await expect(agent.rows).toHaveCount(1);
  await customer({ name: "Tono" }).say("Mau tanya ongkir");
  const page = await as("dewi");
  const dewi = new Inbox(page);
  await dewi.goTo("Antrean");
  await dewi.open("Tono");
  await dewi.choose("Tugaskan ke agen…");
  const dialog = page.getByRole("dialog", { name: /^Tugaskan percakapan / });
  await choose(page, people.citra.name);
  await expect(dialog.getByText("Citra Lestari sedang offline", { exact: false })).toBeVisible();
  await choose(page, people.eko.name);
  await expect(dialog.getByText("sedang offline", { exact: false })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Tugaskan", exact: true }).click();
  await expect(
    dialog.getByText("Eko Nugroho sudah menangani 1 percakapan; batasnya 1.", { exact: false }),
  ).toBeVisible();
  await dialog.getByRole("button", { name: "Tetap tugaskan" }).click();
  await expect(dialog).toBeHidden();
  await expect(eko.rows).toHaveCount(2);
  await eko.open("Tono");
  await expect(eko.thread.getByText("Dewi Anggraini menugaskan percakapan ke Anda, melebihi batas")).toHaveCount(1);
});

for (const { name, options } of looks) {
  test(`axe finds nothing where it says why, and who is full: ${name}`, async ({ furnished }, info) => {
    await floor(furnished);
    const { as, customer, house } = furnished;
    for (const who of ["Sari", "Budi", "Tono"]) await customer({ name: who }).say("Halo");
    const page = await as("dewi", options);
    const owner = await caller(house, "ratna");
    const all = async () =>
      (
        await owner.call<{ conversations: { id: string; state: string; contact: { name: string } }[] }>(
          "GET",
          "/api/v1/conversations?tab=all",
        )
      ).conversations;
    await expect(async () => expect((await all()).filter(({ state }) => state === "handled")).toHaveLength(2)).toPass();
    const id = (await all()).find(({ contact }) => contact.name === "Budi")?.id ?? "";
    await page.goto(`${house.url}/inbox/${id}`);
    const inbox = new Inbox(page);
    await inbox.thread.getByText("1 agen dilewati").click();
    await expect(inbox.thread.getByText("batasnya sudah tercapai", { exact: false })).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath("why.png") });
    await inbox.choose("Tugaskan ke agen…");
    await choose(page, people.citra.name);
    await expect(page.getByText("Citra Lestari sedang offline", { exact: false })).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath("assign.png") });
  });
}
