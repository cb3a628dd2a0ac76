import { expect, type Page, type Route, test, type WebSocketRoute } from "@playwright/test";
import { makeContact, makeConversation, makeHouse, makeMessage } from "../src/test/inbox-makers.ts";
import { expectAccessible } from "./axe";

const home = "http://127.0.0.1:5178";
const count = 10_000;
/** Rows the server gives at once. The app asks for fewer; that it takes what comes keeps this test short. */
const pageRows = 500;
/** Elements that may be in the page, whatever the length of the list. */
const mostRows = 40;

const begin = Date.UTC(2026, 10, 22, 3);
/** When a row was last written in: each a second before the one above it. */
const moment = (at: number) => new Date(begin - at * 1000).toISOString();
const name = (at: number) => `Pelanggan ${at + 1}`;

function conversation(at: number, last = moment(at)) {
  const id = `c${at}`;
  const row = makeConversation({
    id,
    contact: makeContact({ id: `p${at}`, name: name(at) }),
    state: "handled",
    assignee_id: at % 2 === 0 ? "m2" : "m3",
    queued_at: null,
    waiting_since: null,
  });
  return { ...row, last: { ...row.last, at: last, text: `pesan dari ${name(at)}` } };
}

/** Messages of each conversation. */
const messageCount = 2000;

/** A page of a thread, as the server gives it: of uneven height, with several people. */
function messagesFor(route: Route) {
  const query = new URL(route.request().url()).searchParams;
  const before = Number(query.get("before") ?? messageCount + 1);
  const first = Math.max(1, before - Number(query.get("limit")));
  const messages = Array.from({ length: before - first }, (_, at) => {
    const seq = first + at;
    const direction = seq % 3 === 0 ? "out" : "in";
    return makeMessage({
      seq,
      direction,
      at: moment(messageCount - seq),
      text: `Pesan nomor ${seq}. ${"Batik tulis dan batik cap. ".repeat(seq % 7)}`,
    });
  });
  return { messages, events: [], more: first > 1 };
}

/** Plays the server of a house with ten thousand conversations. Gives a way to tell of changes. */
async function serve(page: Page) {
  const bootstrap = makeHouse({ see_all: true, claim: true });
  const sockets: WebSocketRoute[] = [];
  let number = bootstrap.number;
  await page.route("**/api/v1/**", (route) => route.fulfill({ json: {} }));
  await page.route("**/api/v1/bootstrap", (route) => route.fulfill({ json: bootstrap }));
  await page.route("**/api/v1/conversations/counts", (route) =>
    route.fulfill({ json: { mine: 0, mine_unread: 0, queue: 0 } }),
  );
  await page.route("**/api/v1/conversations?**", (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get("after") ?? 0);
    const rows = Array.from({ length: Math.min(pageRows, count - from) }, (_, at) => conversation(from + at));
    const next = from + rows.length < count ? String(from + rows.length) : "";
    return route.fulfill({ json: { conversations: rows, next } });
  });
  await page.route("**/api/v1/conversations/*/drafts", (route) => route.fulfill({ json: { drafts: [] } }));
  await page.route("**/api/v1/conversations/*/messages?**", (route) => route.fulfill({ json: messagesFor(route) }));
  await page.route("**/api/v1/contacts/*", (route) => route.fulfill({ json: { conversations: [] } }));
  await page.routeWebSocket("**/api/v1/socket", (socket) => {
    sockets.push(socket);
    socket.onMessage((text) => {
      if (String(text).includes("hello")) socket.send(JSON.stringify({ type: "ready", number }));
    });
  });
  return {
    /** Tells that somebody has written in a row just now. */
    write(at: number) {
      number += 1;
      const { mine: _, ...row } = conversation(at, new Date(begin + number * 1000).toISOString());
      const event = {
        id: `e${number}`,
        kind: "message.received",
        at: row.last.at,
        by: row.last.by,
        why: "",
        after_seq: 1,
        conversation: row,
      };
      sockets.at(-1)?.send(JSON.stringify({ type: "change", number, events: [event] }));
    },
  };
}

const rows = (page: Page) => page.locator("[data-row]");
const scroller = (page: Page) => page.getByRole("list", { name: "Percakapan" }).locator("..");

async function openList(page: Page) {
  const server = await serve(page);
  await page.goto(`${home}/inbox?tab=all`);
  await expect(page.getByText(name(0), { exact: true })).toBeVisible();
  return server;
}

/** Scrolls down to the end of what is there, until all is. Gives the most rows that were in the page on the way. */
async function scrollThrough(page: Page): Promise<number> {
  return scroller(page).evaluate(async (list, last) => {
    let most = 0;
    for (let tries = 0; tries < 2000 && !document.querySelector(`[data-row="${last}"]`); tries++) {
      list.scrollTop = list.scrollHeight;
      await new Promise((done) => requestAnimationFrame(done));
      most = Math.max(most, document.querySelectorAll("[data-row]").length);
    }
    return most;
  }, count - 1);
}

const frames = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

test.use({ serviceWorkers: "block" });

test("ten thousand conversations are scrolled through with a handful of rows in the page", async ({ page }) => {
  test.slow();
  await openList(page);
  expect(await rows(page).count()).toBeLessThan(mostRows);
  expect(await scrollThrough(page)).toBeLessThan(mostRows);
  await expect(page.getByText(name(count - 1), { exact: true })).toBeVisible();
  await expect(rows(page).last()).toHaveAttribute("data-row", String(count - 1));
  await expect(page.getByRole("listitem").last()).toHaveAttribute("aria-setsize", String(count));
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  expect(nodes).toBeLessThan(1500);
});

test("what one reads stays in its place while others are written in", async ({ page }) => {
  test.slow();
  const server = await openList(page);
  await scrollThrough(page);
  await scroller(page).evaluate((list) => list.scrollTo(0, 5000 * 72 + 20));
  const read = page.getByText(name(5003), { exact: true });
  await expect(read).toBeInViewport();
  const place = async () => (await read.boundingBox())?.y;
  const before = await place();
  // One far below, one above, one in view, and one that is new to the top of the list.
  for (const at of [9000, 10, 5005, 9999]) server.write(at);
  await scroller(page).evaluate(() => new Promise((done) => setTimeout(done, 300)));
  expect(await place()).toBe(before);
  await scroller(page).evaluate((list) => list.scrollTo(0, 0));
  await expect(rows(page).first()).toContainText(name(9999));
  await expect(rows(page).nth(1)).toContainText(name(5005));
});

test("at the top of the list what is new is seen at once", async ({ page }) => {
  const server = await openList(page);
  server.write(20);
  await expect(rows(page).first()).toContainText(name(20));
  await expect(rows(page).first()).toBeInViewport({ ratio: 1 });
});

test("keys: J and K move, End reaches the last, Enter opens, Esc comes back to the row", async ({ page, isMobile }) => {
  test.skip(isMobile, "phones have no keys");
  await openList(page);
  await page.keyboard.press("j");
  await expect(page.locator('[data-row="0"]')).toBeFocused();
  await page.keyboard.press("j");
  await expect(page.locator('[data-row="1"]')).toBeFocused();
  await page.keyboard.press("k");
  await expect(page.locator('[data-row="0"]')).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.locator(`[data-row="${pageRows - 1}"]`)).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/inbox\/c1\?tab=all$/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/inbox\?tab=all$/);
  await expect(page.locator('[data-row="1"]')).toBeFocused();
});

test("a thread of two thousand messages is read upwards without a jump", async ({ page, isMobile }) => {
  test.skip(isMobile, "the wheel is the mouse's");
  await openList(page);
  // Older pages wait until the test has looked at where things stand.
  let release: () => void = () => undefined;
  await page.route("**/messages?*before=*", async (route) => {
    await new Promise<void>((done) => (release = done));
    await route.fulfill({ json: messagesFor(route) });
  });
  await rows(page).first().click();
  const message = (seq: number) => page.locator(`[data-message="${seq}"]`);
  await expect(message(messageCount)).toBeInViewport({ ratio: 1 });
  const log = page.getByRole("region", { name: "Pesan", exact: true });
  await log.hover();
  for (const loaded of [50, 100, 150, 200]) {
    const read = message(messageCount - loaded + 4);
    await expect(async () => {
      await page.mouse.wheel(0, -700);
      await frames(page);
      await expect(read).toBeInViewport({ timeout: 50 });
    }).toPass();
    await frames(page);
    const place = async () => (await read.boundingBox())?.y ?? Number.NaN;
    // Rows are held in their place once scrolling has ended, which is known after 150 ms; a turn of the wheel may still be due.
    const stillness = async () => {
      const first = await place();
      for (let i = 0; i < 8; i++) await frames(page);
      return (await place()) - first;
    };
    await expect.poll(stillness).toBe(0);
    const before = await place();
    release();
    await expect(log.getByRole("listitem").first()).toHaveAttribute("aria-setsize", String(loaded + 50));
    await frames(page);
    expect(Math.abs((await place()) - before)).toBeLessThan(2);
    expect(await page.locator("[data-message]").count()).toBeLessThan(mostRows);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on the list: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openList(page);
    await expectAccessible(page);
  });
}
