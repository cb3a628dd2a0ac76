import type { FakeServer } from "./fake-server.ts";
import { expect, rememberIn, test } from "./fixture.ts";

const said = (server: FakeServer) =>
  server.visitor.messages.filter(({ from }) => from === "me").map(({ text }) => text);

test("what is written offline is sent once, in order, when the network is back", async ({
  page,
  context,
  server,
  host,
  widget,
}) => {
  await page.goto(host.origin);
  await widget.open();
  await widget.send("Satu");
  await widget.sees("Satu");
  await context.setOffline(true);
  server.visitor.cut(0);
  await expect(widget.panel.getByRole("alert")).toContainText("Anda sedang luring");
  for (const text of ["Dua", "Tiga", "Empat"]) await widget.send(text);
  await expect(widget.line("Empat")).toContainText("Menunggu dikirim");
  server.visitor.say("Sambil menunggu, ini kabar dari kami");
  await context.setOffline(false);
  await widget.sees("Empat");
  await expect(widget.line("kabar dari kami")).toBeVisible();
  await expect(widget.panel.getByRole("alert")).toBeEmpty();
  expect(said(server)).toEqual(["Satu", "Dua", "Tiga", "Empat"]);
  expect(await widget.texts()).toEqual(expect.arrayContaining(["Satu", "Dua", "Tiga", "Empat"]));
  await expect(widget.lines).toHaveCount(5);
});

test("what is written offline survives leaving the page", async ({ page, context, server, host, widget }) => {
  await page.goto(host.origin);
  await widget.open();
  await widget.send("Satu");
  await widget.sees("Satu");
  server.faults.push({ method: "POST", path: /\/messages$/, times: 1000, how: "no answer" });
  await widget.send("Dua");
  await widget.send("Tiga");
  await expect(widget.line("Tiga")).toContainText("Menunggu dikirim");
  await page.close();
  server.faults.length = 0;
  const next = await context.newPage();
  await next.goto(host.origin);
  await expect.poll(() => said(server)).toEqual(["Satu", "Dua", "Tiga"]);
  await next.locator("sapa-chat .launcher").click();
  await expect(next.locator("sapa-chat li.line")).toHaveCount(3);
});

test("a lost answer doubles nothing, not even the first message", async ({ page, server, host, widget }) => {
  server.faults.push({ method: "POST", path: /\/messages$/, times: 2, how: "answer lost" });
  await page.goto(host.origin);
  await widget.open();
  await widget.send("Halo");
  await widget.sees("Halo");
  await widget.send("Lagi");
  await widget.sees("Lagi");
  expect(server.visitors.size).toBe(1);
  expect(said(server)).toEqual(["Halo", "Lagi"]);
  await expect(widget.lines).toHaveCount(2);
});

test("an answer lost before the socket was there doubles nothing either", async ({ page, server, host, widget }) => {
  server.sockets = false;
  server.faults.push({ method: "POST", path: /\/messages$/, times: 3, how: "answer lost" });
  await page.goto(host.origin);
  await widget.open();
  await widget.send("Halo");
  await widget.sees("Halo");
  expect(said(server)).toEqual(["Halo"]);
});

test("too many messages wait as long as the server says, with a word about it", async ({
  page,
  server,
  host,
  widget,
}) => {
  await page.goto(host.origin);
  await widget.open();
  server.faults.push({ method: "POST", path: /\/messages$/, times: 1, how: 429, code: "rate_limited", retryAfter: 2 });
  const begun = Date.now();
  await widget.send("Satu");
  await expect(widget.panel.getByRole("alert")).toContainText("Terlalu banyak pesan sekaligus");
  await widget.send("Dua");
  await widget.sees("Dua");
  expect(Date.now() - begun).toBeGreaterThan(1900);
  expect(said(server)).toEqual(["Satu", "Dua"]);
  await expect(widget.panel.getByRole("alert")).toBeEmpty();
});

test("a server that is busy, or a proxy that breaks, is tried again", async ({ page, server, host, widget }) => {
  await page.goto(host.origin);
  await widget.open();
  server.faults.push({ method: "POST", path: /\/messages$/, times: 1, how: 503, code: "unavailable" });
  server.faults.push({ method: "POST", path: /\/messages$/, times: 1, how: 502 });
  await widget.send("Halo");
  await widget.sees("Halo");
  expect(said(server)).toEqual(["Halo"]);
});

test("a cut socket resumes where it was", async ({ page, server, host, widget, regular }) => {
  regular.say("Satu");
  await page.goto(host.origin);
  await widget.open();
  await expect.poll(() => regular.sockets.size).toBe(1);
  for (const text of ["Dua", "Tiga"]) {
    regular.cut(0);
    await expect.poll(() => regular.sockets.size).toBe(0);
    regular.say(text);
    await expect(widget.line(text)).toBeVisible();
  }
  expect(await widget.texts()).toEqual(["Satu", "Dua", "Tiga"]);
  expect(server.log.filter((line) => line.startsWith("GET") && line.endsWith("/messages"))).toHaveLength(1);
});

test("a conversation that has run too far ahead is fetched anew", async ({ page, host, widget, regular }) => {
  regular.say("Satu");
  await page.goto(host.origin);
  await widget.open();
  await expect.poll(() => regular.sockets.size).toBe(1);
  for (let i = 0; i < 80; i++)
    regular.messages.push({ ...regular.messages[0], n: 100 + i, text: `Lama ${i}` } as never);
  regular.reload();
  await expect(widget.line("Lama 79")).toBeVisible();
  await expect(widget.lines).toHaveCount(50);
  await widget.panel.locator(".scroller").evaluate((box) => box.scrollTo(0, 0));
  await expect(widget.lines).toHaveCount(81);
});

test("where sockets are blocked it polls", async ({ page, server, host, widget, regular }) => {
  server.sockets = false;
  regular.say("Satu");
  await page.goto(host.origin);
  await widget.open();
  await widget.send("Dua");
  await widget.sees("Dua");
  regular.say("Tiga");
  regular.readAll();
  await expect(widget.line("Tiga")).toBeVisible();
  await expect(widget.line("Dua")).toContainText("Dibaca");
  await expect.poll(() => regular.read).toBe(9);
  await expect(widget.panel.getByRole("alert")).toBeEmpty();
  server.sockets = true;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect.poll(() => regular.sockets.size).toBe(1);
});

test("a first page that does not come is asked for again", async ({ page, server, host, widget, regular }) => {
  regular.say("Satu");
  server.faults.push({ method: "GET", path: /\/messages$/, times: 2, how: 503 });
  await page.goto(host.origin);
  await widget.open();
  await expect(widget.panel.getByRole("alert")).toContainText("Menyambung kembali");
  await expect(widget.line("Satu")).toBeVisible({ timeout: 15_000 });
  await expect(widget.panel.getByRole("alert")).toBeEmpty();
});

test("two tabs are one conversation: no doubles, one badge, one outbox", async ({ context, server, host }) => {
  await rememberIn(context);
  const visitor = server.remember("A".repeat(43));
  visitor.say("Halo");
  const [one, two] = [await context.newPage(), await context.newPage()];
  for (const page of [one, two]) {
    await page.goto(host.origin);
    await expect(page.locator("sapa-chat .badge")).toHaveText("1");
  }
  await one.bringToFront();
  await one.locator("sapa-chat .launcher").click();
  await expect.poll(() => visitor.read).toBe(3);
  await expect(two.locator("sapa-chat .badge")).toHaveCount(0);
  await two.locator("sapa-chat .launcher").click();
  await context.setOffline(true);
  visitor.cut(0);
  for (const [page, text] of [
    [one, "Dari satu"],
    [two, "Dari dua"],
    [one, "Lagi dari satu"],
  ] as const) {
    await page.locator("sapa-chat textarea").fill(text);
    await page.locator("sapa-chat .go").click();
    for (const each of [one, two]) await expect(each.locator("sapa-chat li.line").last()).toContainText(text);
  }
  await context.setOffline(false);
  for (const page of [one, two]) {
    await expect(page.locator("sapa-chat .meta", { hasText: "Menunggu" })).toHaveCount(0);
    await expect(page.locator("sapa-chat li.line .bubble")).toHaveText([
      "Halo",
      "Dari satu",
      "Dari dua",
      "Lagi dari satu",
    ]);
  }
  expect(visitor.messages.map(({ text }) => text)).toEqual(["Halo", "Dari satu", "Dari dua", "Lagi dari satu"]);
});

test("a tab that was never opened learns of a conversation begun in another", async ({ context, server, host }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  for (const page of [one, two]) await page.goto(host.origin);
  await one.locator("sapa-chat .launcher").click();
  await one.locator("sapa-chat textarea").fill("Halo");
  await one.locator("sapa-chat .go").click();
  await expect.poll(() => server.visitors.size).toBe(1);
  await expect.poll(() => server.visitor.sockets.size).toBe(2);
  // Otherwise the answer is read there at once.
  await one.locator("sapa-chat .launcher").click();
  server.visitor.say("Ya?");
  await expect(two.locator("sapa-chat .badge")).toHaveText("1");
  await two.locator("sapa-chat .launcher").click();
  await expect(two.locator("sapa-chat li.line")).toHaveCount(2);
});
