import { expect, type Page, test, type WebSocketRoute } from "@playwright/test";
import { makeConversation } from "../src/test/inbox-makers.ts";
import { makeBootstrap } from "../src/test/makers.ts";
import { expectAccessible } from "./axe";

const home = "http://127.0.0.1:5178";
const bootstrap = makeBootstrap();

test.use({ serviceWorkers: "block" });

/** Plays the server: who is here, and a socket that is ready at once. Gives the sockets that were opened. */
async function serve(page: Page, status = 200, body: object = bootstrap): Promise<WebSocketRoute[]> {
  const sockets: WebSocketRoute[] = [];
  await page.route("**/api/v1/bootstrap", (route) => route.fulfill({ status, json: body }));
  await page.route("**/api/v1/events*", (route) => route.fulfill({ json: { changes: [], number: 5, reload: false } }));
  await page.routeWebSocket("**/api/v1/socket", (socket) => {
    sockets.push(socket);
    socket.onMessage((text) => {
      if (String(text).includes("hello")) socket.send(JSON.stringify({ type: "ready", number: 5 }));
    });
  });
  return sockets;
}

test("the inbox is there from eight requests at most", async ({ page }) => {
  const worker = await (await page.request.get(`${home}/sw.js`)).text();
  const first: string[] = JSON.parse(/const files = (.*);/.exec(worker)?.[1] ?? "[]");
  await serve(page);
  const asked: string[] = [];
  await page.route("**/api/v1/conversations?*", (route) => {
    asked.push("the list");
    return route.fulfill({
      json: { conversations: [makeConversation({ state: "handled", assignee_id: "m1" })], next: "" },
    });
  });
  // Nothing but what the first screen is made of: all else may come later, or not at all.
  await page.route("**/assets/**", (route) =>
    first.includes(new URL(route.request().url()).pathname) ? route.continue() : route.abort(),
  );
  await page.goto(home);
  await expect(page.getByRole("link", { name: /Siti Aminah/ })).toBeVisible();
  expect(asked).toHaveLength(1);
  const bootstrapAndList = 2;
  expect(first.length + bootstrapAndList).toBeLessThanOrEqual(8);
});

test("it starts under a strict policy, and asks nobody else", async ({ page }) => {
  const faults: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => requests.push(request.url()));
  await serve(page);
  await page.goto(`${home}/preferences`);
  await expect(page.getByRole("heading", { level: 1, name: "Preferensi" })).toBeVisible();
  expect(requests.filter((url) => !url.startsWith(home) && !url.startsWith("data:"))).toEqual([]);

  await page.getByRole("button", { name: /Akun dan tampilan/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await page.getByRole("menuitem", { name: "Pintasan papan ketik" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(faults).toEqual([]);
});

for (const theme of ["light", "dark"] as const) {
  for (const language of ["id", "en"]) {
    test(`axe finds nothing on the shell: ${theme}, ${language}`, async ({ page }) => {
      await serve(page);
      await page.emulateMedia({ colorScheme: theme });
      await page.addInitScript((code) => localStorage.setItem("sapa.language", JSON.stringify(code)), language);
      await page.goto(`${home}/preferences`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expectAccessible(page);
    });
  }
}

for (const [status, code, title] of [
  [401, "unauthenticated", "Masuk ke Sapa"],
  [409, "setup_required", "Siapkan Sapa"],
  [503, "unavailable", "Sapa tidak dapat dibuka"],
] as const) {
  test(`an answer of ${status} is said in words`, async ({ page }) => {
    await serve(page, status, { code });
    await page.goto(home);
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
    await expectAccessible(page);
  });
}

test("the first paint needs no code: theme and grey rows are in the page", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.route("**/assets/**", (route) => route.abort());
  await page.goto(home);
  await expect(page.locator(".shell")).toBeVisible();
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(ground).toBe("rgb(14, 19, 22)");
});

test("a connection that is cut is said after a while, and heals by itself", async ({ page }) => {
  const sockets = await serve(page);
  await page.goto(`${home}/preferences`);
  await expect.poll(() => sockets.length).toBe(1);
  await page.routeWebSocket("**/api/v1/socket", (socket) => socket.close());
  await page.clock.install();
  await sockets[0]?.close();
  await page.clock.runFor(1000);
  await expect(page.getByText("Menyambung kembali…")).toBeHidden();
  await page.clock.runFor(2000);
  await expect(page.getByText("Menyambung kembali…")).toBeVisible();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await serve(page);
  await page.clock.runFor(60_000);
  await expect(page.getByText("Menyambung kembali…")).toBeHidden();
});

test("two tabs share one connection", async ({ page, context }) => {
  const first = await serve(page);
  await page.goto(`${home}/preferences`);
  await expect.poll(() => first.length).toBe(1);
  const other = await context.newPage();
  const second = await serve(other);
  await other.goto(`${home}/preferences`);
  await expect(other.getByRole("heading", { level: 1 })).toBeVisible();
  await page.close();
  await expect.poll(() => second.length).toBe(1);
  expect(first.length).toBe(1);
});

test("the keyboard reaches everything from the top: skip link, navigation, content", async ({ page, isMobile }) => {
  test.skip(isMobile, "phones have no keys");
  await serve(page);
  await page.goto(`${home}/inbox`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Langsung ke isi halaman" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("searchbox", { name: "Cari percakapan dan pesan" })).toBeFocused();
});

test.describe("with the service worker", () => {
  test.use({ serviceWorkers: "allow" });

  test("the second visit starts without a network, and says that there is none", async ({ page, context }) => {
    await serve(page);
    await page.goto(`${home}/preferences`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await context.setOffline(true);
    await page.goto(`${home}/preferences`);
    await expect(page.getByText("Sapa tidak dapat dibuka")).toBeVisible();
    await expect(page.getByText(/Tidak ada koneksi/)).toBeVisible();
  });
});

test("the account menu stands on the screen as a whole", async ({ page }) => {
  await serve(page);
  await page.goto(`${home}/preferences`);
  await page.getByRole("button", { name: /Akun dan tampilan/ }).click();
  await expect(page.getByRole("menu")).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
});
