import type { Locator } from "@playwright/test";
import { caller, startHouse } from "../house/house";
import { Inbox } from "../house/inbox";
import { expect, test } from "../house/test";

test("what is unread is counted on rows and in the title, marked in the thread, and read by opening", async ({
  furnished: { as, customer },
}) => {
  const sari = customer({ name: "Sari" });
  const budi = customer({ name: "Budi" });
  await sari.say("Pesan pertama");
  await budi.say("Saya juga");
  const page = await as("eko");
  const inbox = new Inbox(page);
  await inbox.button("Ambil percakapan berikutnya").click();
  await inbox.answer("Sebentar ya");
  await expect(inbox.message("Sebentar ya")).toHaveCount(1);
  await inbox.button("Ambil berikutnya").click();
  await expect(inbox.pane).toHaveAccessibleName("Percakapan dengan Budi");
  await expect(page).toHaveTitle("Budi · Sapa");

  await sari.say("Pesan kedua");
  await sari.say("Pesan ketiga");
  await expect(inbox.row("Sari")).toContainText("2 belum dibaca");
  await expect(page).toHaveTitle("(1) Budi · Sapa");
  await expect(inbox.rows.first()).toContainText("Sari");
  await inbox.open("Sari");
  await expect(inbox.thread.getByText("2 belum dibaca", { exact: true })).toBeVisible();
  await expect(inbox.row("Sari")).not.toContainText("belum dibaca");
  await expect(page).toHaveTitle("Sari · Sapa");
  // The mark stays where one had stopped while the conversation is open, and is gone the next time.
  await sari.say("Pesan keempat");
  await expect(inbox.message("Pesan keempat")).toBeVisible();
  await expect(inbox.row("Sari")).not.toContainText("belum dibaca");
  await inbox.open("Budi");
  await inbox.open("Sari");
  await expect(inbox.message("Pesan keempat")).toBeVisible();
  await expect(inbox.thread.getByText("belum dibaca")).toHaveCount(0);

  await inbox.choose("Tandai belum dibaca");
  await expect(inbox.row("Sari")).toContainText("1 belum dibaca");
  await expect(page).toHaveTitle("(1) Sari · Sapa");
  await page.reload();
  await expect(inbox.message("Pesan keempat")).toBeVisible();
  await expect(inbox.row("Sari")).not.toContainText("belum dibaca");
});

test("a page nobody looks at reads nothing, and says by its title that somebody waits", async ({
  furnished: { house, as, customer },
}) => {
  const sari = customer({ name: "Sari" });
  await sari.say("Halo");
  const page = await as("eko");
  const inbox = new Inbox(page);
  await inbox.button("Ambil percakapan berikutnya").click();
  await expect(inbox.row("Sari")).not.toContainText("belum dibaca");
  // Somebody is at another window.
  await page.evaluate(() => {
    document.hasFocus = () => false;
    window.dispatchEvent(new Event("blur"));
  });
  await sari.say("Masih di sana?");
  await expect(inbox.message("Masih di sana?")).toBeVisible();
  await expect(page).toHaveTitle("(1) Sari · Sapa");
  const one = await caller(house, "eko");
  const read = await one.call<{ conversations: { mine: { unread: number } }[] }>(
    "GET",
    "/api/v1/conversations?tab=mine",
  );
  expect(read.conversations[0]?.mine.unread).toBe(1);
  await page.evaluate(() => {
    document.hasFocus = () => true;
    window.dispatchEvent(new Event("focus"));
  });
  await expect(page).toHaveTitle("Sari · Sapa");
});

/**
 * Where something stands once scrolling has ended and what was loaded above it has found its place: the list takes a
 * scroll for ended 150 ms after its last step.
 */
async function atRest(thing: Locator) {
  let last = await thing.boundingBox();
  let same = 0;
  await expect(async () => {
    const now = await thing.boundingBox();
    same = JSON.stringify(now) === JSON.stringify(last) ? same + 1 : 0;
    last = now;
    expect(same).toBeGreaterThan(3);
  }).toPass({ intervals: [100] });
  return last;
}

test("whoever reads further up is not moved by what arrives, and gets down by one press", async ({
  furnished: { house, as, customer },
}) => {
  const sari = customer({ name: "Sari" });
  await sari.say("Pesan 1");
  const one = await caller(house, "eko");
  const { id } = await one.call<{ id: string }>("POST", "/api/v1/conversations/next");
  for (let number = 2; number <= 120; number += 1) await one.reply(id, `Pesan ${number}`);
  const page = await as("eko");
  const inbox = new Inbox(page);
  await inbox.open("Sari");
  await expect(inbox.message(/^Pesan 120/)).toBeInViewport();
  await inbox.thread.hover();
  // Up to the very first, through pages that come in above.
  await expect(async () => {
    await page.mouse.wheel(0, -1500);
    await expect(inbox.thread.getByText("Sari memulai percakapan")).toBeInViewport({ timeout: 100 });
  }).toPass({ intervals: [50] });
  const first = inbox.thread.getByRole("article", { name: /^Pesan Sari/ }).first();
  await expect(first).toBeInViewport();
  const place = await atRest(first);
  await sari.say("Pesan baru dari Sari");
  const down = inbox.button("1 pesan baru");
  await expect(down).toBeVisible();
  expect(await first.boundingBox()).toEqual(place);
  await down.click();
  await expect(inbox.message("Pesan baru dari Sari")).toBeInViewport();
  await expect(down).toHaveCount(0);
});

test("days are told apart in a thread of several days", async ({ browser }) => {
  // The demo writes a month of talk before it opens.
  test.slow();
  const house = await startHouse({ command: "demo", flags: ["--quiet"] });
  const page = await (await browser.newContext()).newPage();
  const sign = { name: "ajeng@batikkencana.example", password: "batik kencana" };
  expect((await page.request.post(`${house.url}/api/v1/sessions`, { data: sign })).status()).toBe(204);
  type Row = { id: string; opened_at: string; last: { at: string }; last_seq: number };
  const list = await page.request.get(`${house.url}/api/v1/conversations?tab=all&limit=100`);
  const { conversations } = (await list.json()) as { conversations: Row[] };
  const dayOf = (at: string) => new Date(at).toLocaleDateString("sv", { timeZone: "Asia/Jakarta" });
  const long = conversations.find((row) => row.last_seq < 15 && dayOf(row.opened_at) !== dayOf(row.last.at));
  await page.goto(`${house.url}/inbox/${long?.id}`);
  const thread = await page.request.get(`${house.url}/api/v1/conversations/${long?.id}/messages`);
  const { messages, events } = (await thread.json()) as { messages: { at: string }[]; events: { at: string }[] };
  const days = new Set([...messages, ...events].map(({ at }) => dayOf(at)));
  expect(days.size).toBeGreaterThan(1);
  const names = [...days].sort().map((day) => wordsFor(day, dayOf(new Date().toISOString())));
  const inbox = new Inbox(page);
  for (const name of names) await expect(inbox.thread.getByText(name, { exact: true })).toHaveCount(1);
  await page.context().close();
  await house.stop();
});

/** A day as people say it: yesterday and today by name. */
function wordsFor(day: string, today: string): string {
  const passed = (Date.parse(today) - Date.parse(day)) / 86_400_000;
  if (passed < 2) return passed === 0 ? "Hari ini" : "Kemarin";
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: "numeric" } as const);
  const words = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC", ...year } as const;
  return new Date(day).toLocaleDateString("id-ID", words);
}
