import { caller } from "../house/house";
import { Inbox } from "../house/inbox";
import { expect, type Furnished, test } from "../house/test";

// An address may bring twenty strangers at once, so these come from many.
test.use({ flags: ["--trust-proxy"] });

const many = 320;
const nameOf = (number: number) => `Pelanggan ${String(number).padStart(3, "0")}`;

/** Lets customers write one after another: each waits longer than the next. */
async function fill({ customer }: Furnished): Promise<void> {
  for (let number = 1; number <= many; number += 1) {
    await customer({ name: nameOf(number) }, `10.0.0.${1 + Math.floor(number / 15)}`).say(`Halo nomor ${number}`);
  }
}

test("a queue of hundreds is gone through to its end by pages, each row once, while it moves", async ({
  furnished,
}) => {
  await fill(furnished);
  const { page } = new Inbox(await furnished.as("eko"));
  const inbox = new Inbox(page);
  const pages: string[] = [];
  page.on("request", (request) => {
    const address = new URL(request.url());
    if (address.pathname.endsWith("/conversations") && address.searchParams.get("tab") === "queue")
      pages.push(address.searchParams.get("after") ?? "");
  });
  await inbox.goTo("Antrean");
  await expect(inbox.tab("Antrean")).toContainText("99+");
  await expect(inbox.rows.first()).toContainText(nameOf(1));
  const drawn = await inbox.rows.count();
  expect(drawn).toBeLessThan(40);

  // Somebody takes two from the front and one more comes at the end while we go through it.
  const fitri = await caller(furnished.house, "fitri");
  const seen = new Set<string>();
  const collect = async () => {
    const names = await inbox.rows.evaluateAll((rows) =>
      rows.map((row) => /Pelanggan \d{3}/.exec(row.textContent ?? "")?.[0] ?? ""),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual([...names].sort());
    for (const name of names) seen.add(name);
  };
  await inbox.rows.first().focus();
  await collect();
  let turned = 0;
  await expect(async () => {
    await page.keyboard.press("PageDown");
    turned += 1;
    if (turned === 5) await fitri.call("POST", "/api/v1/conversations/next");
    if (turned === 9) await fitri.call("POST", "/api/v1/conversations/next");
    if (turned === 12) await furnished.customer({ name: nameOf(many + 1) }, "10.1.1.1").say("Saya baru datang");
    await collect();
    expect(seen.size).toBe(many + 1);
  }).toPass({ intervals: [50], timeout: 40_000 });
  expect([...seen].sort()).toEqual(Array.from({ length: many + 1 }, (_, at) => nameOf(at + 1)));
  const last = inbox.page.getByRole("listitem").filter({ hasText: nameOf(many + 1) });
  await expect(last).toHaveAttribute("aria-posinset", `${many - 1}`);
  await expect(last).toHaveAttribute("aria-setsize", `${many - 1}`);
  expect(new Set(pages).size).toBe(pages.length);
  expect(pages.length).toBeLessThanOrEqual(Math.ceil((many + 1) / 30) + 1);

  // Back from a conversation the list is where it was.
  await inbox.row(nameOf(many - 3)).click();
  await expect(inbox.pane).toHaveAccessibleName(`Percakapan dengan ${nameOf(many - 3)}`);
  await expect(inbox.row(nameOf(many - 3))).toBeInViewport();
  await inbox.goTo("Milik saya");
  await inbox.goTo("Antrean");
  await expect(inbox.row(nameOf(many - 3))).toBeInViewport();

  // The search finds one of them all.
  await page.getByRole("searchbox", { name: "Cari percakapan dan pesan" }).fill("nomor 217");
  const found = page.getByRole("list", { name: "Hasil pencarian" }).getByRole("link");
  await expect(found).toHaveCount(1);
  await expect(found).toContainText(nameOf(217));
});

test("all tabs are in view on a common screen, with numbers too", async ({ furnished }) => {
  for (let number = 1; number <= 3; number += 1)
    await furnished.customer({ name: nameOf(number) }, `10.0.1.${number}`).say("Halo");
  const ratna = await caller(furnished.house, "ratna");
  await ratna.call("POST", "/api/v1/conversations/next");
  const inbox = new Inbox(await furnished.as("ratna"));
  await inbox.goTo("Semua");
  await expect(inbox.tab("Milik saya")).toContainText("1");
  await expect(inbox.tab("Antrean")).toContainText("2");
  for (const name of ["Milik saya", "Semua"]) await expect(inbox.tab(name)).toBeInViewport({ ratio: 1 });
});
