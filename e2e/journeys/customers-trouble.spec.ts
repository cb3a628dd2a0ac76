import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import type { Customer } from "../house/house";
import { looks } from "../house/looks";
import { expect, test } from "../house/test";

// The customers of a crowd come from addresses of their own.
test.use({ flags: ["--trust-proxy"] });

const row = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });
const names = (page: Page) => page.getByRole("row").getByRole("link").allTextContents();
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Daftar", exact: true }).getByRole("link", { name });
const lists = /\/api\/v1\/customers\?/;
const file = /\/api\/v1\/customers\/file/;

async function open(page: Page, url: string, search = ""): Promise<void> {
  await page.goto(`${url}/customers${search}`);
  await page.getByRole("heading", { level: 1, name: "Pelanggan" }).waitFor();
}

/** Customers called Tamu 01, Tamu 02 …, who write one after the other. */
async function crowd(customer: (profile: { name: string }, from: string) => Customer, size: number): Promise<string[]> {
  const called = Array.from({ length: size }, (_, at) => `Tamu ${String(at + 1).padStart(2, "0")}`);
  for (const [at, name] of called.entries()) await customer({ name }, `192.0.2.${at + 1}`).say("Halo");
  return called;
}

test("one goes from page to page and back, by buttons, by keys, after reloading and from a link", async ({
  furnished: { house, as, customer },
}) => {
  const called = await crowd(customer, 27);
  const dewi = await as("dewi");
  await open(dewi, house.url, "?list=queue");
  await expect.poll(() => names(dewi)).toEqual(called.slice(0, 25));
  const pages = dewi.getByRole("navigation", { name: "Halaman" });
  await expect(pages.getByRole("button", { name: "Sebelumnya" })).toBeDisabled();
  await pages.getByRole("button", { name: "Berikutnya" }).click();
  await expect.poll(() => names(dewi)).toEqual(called.slice(25));
  await expect(pages).toContainText("Halaman 2");
  const second = dewi.url();
  expect(second).toContain("after=");
  await expect(pages.getByRole("button", { name: "Berikutnya" })).toBeDisabled();
  await dewi.reload();
  await pages.getByRole("button", { name: "Sebelumnya" }).click();
  await expect.poll(() => names(dewi)).toEqual(called.slice(0, 25));
  await expect(pages).toContainText("Halaman 1");

  // Without a mouse: the next page, down its names, into the first one, and back to the same page.
  await dewi.keyboard.press("]");
  await expect.poll(() => names(dewi)).toEqual(called.slice(25));
  await dewi.keyboard.press("j");
  await expect(dewi.getByRole("link", { name: "Tamu 26" })).toBeFocused();
  await dewi.keyboard.press("j");
  await dewi.keyboard.press("k");
  await dewi.keyboard.press("Enter");
  await expect(dewi.getByRole("button", { name: /^Informasi Profil: / })).toBeVisible();
  await dewi.goBack();
  await expect.poll(() => names(dewi)).toEqual(called.slice(25));
  await dewi.keyboard.press("[");
  await expect.poll(() => names(dewi)).toEqual(called.slice(0, 25));

  // Whoever gets a link to a page does not know the ones before, and can begin anew.
  const ratna = await as("ratna");
  await ratna.goto(second);
  await expect.poll(() => names(ratna)).toEqual(called.slice(25));
  await ratna.getByRole("button", { name: "Ke awal" }).click();
  await expect.poll(() => names(ratna)).toEqual(called.slice(0, 25));
});

test("without a connection one reads so, and what was asked for comes by itself once there is one", async ({
  furnished: { house, as, customer },
}) => {
  await customer({ name: "Sari" }).say("Kain batik masih ada?");
  const dewi = await as("dewi");
  await open(dewi, house.url);
  await expect(row(dewi, "Sari")).toBeVisible();
  await dewi.context().setOffline(true);
  await dewi.getByRole("searchbox").fill("batik");
  await expect(dewi.getByText("Tidak ada koneksi. Daftar diperbarui begitu tersambung lagi.")).toBeVisible();
  await expect(dewi.getByRole("searchbox")).toHaveValue("batik");
  await dewi.context().setOffline(false);
  await expect(row(dewi, "Sari").locator("mark")).toHaveText("batik", { timeout: 30_000 });
  await expect(dewi.getByText(/^Tidak ada koneksi/)).toBeHidden();
});

for (const { name, options } of looks) {
  test(`a server that fails is told of, what was typed stays, and one tries again: ${name}`, async ({
    furnished: { house, as, customer },
  }) => {
    await customer({ name: "Sari" }).say("Kain batik masih ada?");
    const ratna = await as("ratna", options);
    let failing = true;
    await ratna.route(lists, (route) =>
      failing ? route.fulfill({ status: 409, json: { code: "conflict", title: "no" } }) : route.continue(),
    );
    await open(ratna, house.url);
    await ratna.getByRole("searchbox").fill("batik");
    await expect(ratna).toHaveURL(/q=batik/);
    const again = ratna.locator("main").getByRole("alert").getByRole("button", { name: "Coba lagi" });
    await again.waitFor();
    await expectAccessible(ratna);
    failing = false;
    await again.click();
    await expect(ratna.getByRole("link", { name: "Sari" })).toBeVisible();
    await expect(ratna.getByRole("searchbox")).toHaveValue("batik");
    await expect(again).toBeHidden();
  });
}

test("a long file says how far it is, can be stopped, and says why when it does not come", async ({
  furnished: { house, as, customer },
}) => {
  await customer({ name: "Sari" }).say("Halo");
  const dewi = await as("dewi");
  await open(dewi, house.url);
  let held = () => {};
  const waits = new Promise<void>((resolve) => {
    held = resolve;
  });
  await dewi.route(file, () => held(), { times: 1 });
  await dewi.getByRole("button", { name: "Unduh CSV" }).click();
  await waits;
  await expect(dewi.getByText("Menyiapkan berkas: 0 baris")).toBeVisible();
  await dewi.getByRole("button", { name: "Batal", exact: true }).click();
  await expect(dewi.getByText(/^Menyiapkan berkas/)).toBeHidden();

  await dewi.route(file, (route) => route.fulfill({ status: 403, json: { code: "forbidden", title: "no" } }), {
    times: 1,
  });
  await dewi.getByRole("button", { name: "Unduh CSV" }).click();
  await expect(dewi.locator("main").getByRole("alert")).toContainText("Berkas gagal diunduh.");
  await expectAccessible(dewi);
  const coming = dewi.waitForEvent("download");
  await dewi.locator("main").getByRole("alert").getByRole("button", { name: "Coba lagi" }).click();
  const path = await (await coming).path();
  expect(readFileSync(path, "utf8")).toContain("Sari,");
  await expect(dewi.locator("main").getByRole("alert")).toBeHidden();
});

test("of two who assign at the same moment one wins, and the other reads who it was", async ({
  furnished: { house, as, customer },
}) => {
  await customer({ name: "Sari" }).say("Kain batik masih ada?");
  const [dewi, ratna] = [await as("dewi"), await as("ratna")];
  await open(dewi, house.url, "?list=queue");
  await open(ratna, house.url, "?list=queue");
  const give = async (page: Page, to: string) => {
    await page.getByRole("button", { name: "Tindakan untuk Sari" }).click();
    await page.getByRole("menuitem", { name: "Tugaskan ke agen…" }).click();
    const dialog = page.getByRole("dialog", { name: "Tugaskan percakapan dengan Sari" });
    await dialog.getByRole("combobox", { name: "Agen" }).fill(to);
    await page.getByRole("option", { name: new RegExp(to) }).click();
    await dialog.getByRole("button", { name: "Tugaskan", exact: true }).click();
    return dialog;
  };
  // Dewi's request is on its way while Ratna's is done.
  await dewi.route(/\/assign$/, async (route) => {
    await expect(await give(ratna, "Eko Nugroho")).toBeHidden();
    await route.continue();
  });
  const dialog = await give(dewi, "Fitri Handayani");
  await expect(dialog.getByRole("alert")).toContainText("Eko Nugroho");
  await dialog.getByRole("button", { name: "Batal" }).click();
  await expect(dewi.getByText("Antrean kosong")).toBeVisible();
  await tab(dewi, "Ditangani").click();
  await expect(row(dewi, "Sari")).toContainText("Eko Nugroho");
});
