import { expect, test } from "./fixture.ts";

test("nothing but the script is asked for until the visitor opens the window", async ({
  page,
  server,
  host,
  widget,
}) => {
  await page.goto(host.origin);
  await expect(widget.launcher).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(server.log).toEqual(["GET /widget/wk_test.js"]);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await widget.open();
  await expect(widget.panel).toContainText("Halo! Ada yang bisa kami bantu?");
  await expect.poll(() => server.log).toContain("SOCKET /widget/v1/wk_test/socket");
});

test("a visitor writes, an agent answers, and each sees that it was read", async ({ page, server, host, widget }) => {
  await page.goto(host.origin);
  await widget.open();
  await widget.send("Halo, ada ukuran L?");
  await expect(widget.line("ukuran L")).toContainText("Terkirim");
  const { visitor } = server;
  const answer = visitor.say("Ada, Kak.");
  await expect(widget.line("Ada, Kak.")).toContainText("Rina");
  await expect.poll(() => visitor.read).toBe(answer.n);
  visitor.readAll();
  await expect(widget.line("ukuran L")).toContainText("Dibaca");
  expect(visitor.messages[0]).toMatchObject({ text: "Halo, ada ukuran L?", from: "me" });
});

test("the same browser finds its conversation next week", async ({ page, server, host, widget, context }) => {
  await page.goto(host.origin);
  await widget.open();
  await widget.send("Saya tanya dulu ya");
  await widget.sees("Saya tanya dulu ya");
  await page.close();
  server.visitor.say("Siap, kami tunggu.");
  const later = await context.newPage();
  await later.goto(host.origin);
  const launcher = later.locator("sapa-chat .launcher");
  await expect(launcher).toHaveAccessibleName("Obrolan, 1 pesan belum dibaca");
  await expect.poll(() => server.visitor.received).toBe(6);
  expect(server.visitor.read).toBe(0);
  await launcher.click();
  await expect(later.locator("sapa-chat li.line")).toContainText(["Saya tanya dulu ya", "Siap, kami tunggu."]);
  await expect.poll(() => server.visitor.read).toBe(6);
  expect(server.visitors.size).toBe(1);
});

test("what agents say behind the closed window is counted, and read only once it is open", async ({
  page,
  host,
  widget,
  regular,
}) => {
  regular.say("Satu");
  await page.goto(host.origin);
  await expect(widget.launcher.locator(".badge")).toHaveText("1");
  for (let i = 0; i < 10; i++) regular.say(`Lagi ${i}`);
  await expect(widget.launcher.locator(".badge")).toHaveText("9+");
  await expect(widget.launcher).toHaveAccessibleName("Obrolan, 11 pesan belum dibaca");
  expect(regular.read).toBe(0);
  await widget.open();
  await expect.poll(() => regular.read).toBe(33);
  await expect(widget.launcher.locator(".badge")).toHaveCount(0);
});

test("what comes while the visitor reads further up does not move it and is not called read", async ({
  page,
  host,
  widget,
  regular,
}) => {
  for (let i = 0; i < 40; i++) regular.say(`Pesan ${i}`);
  await page.goto(host.origin);
  await widget.open();
  await expect.poll(() => regular.read).toBe(120);
  const scroller = widget.panel.locator(".scroller");
  await scroller.evaluate((box) => box.scrollTo(0, 400));
  await expect(widget.panel.getByRole("button", { name: "Ke pesan terakhir" })).toBeVisible();
  const before = await scroller.evaluate((box) => box.scrollTop);
  regular.say("Yang baru");
  const jump = widget.panel.getByRole("button", { name: "1 pesan baru" });
  await expect(jump).toBeVisible();
  expect(await scroller.evaluate((box) => box.scrollTop)).toBe(before);
  expect(regular.read).toBe(120);
  await jump.click();
  await expect(widget.line("Yang baru")).toBeInViewport();
  await expect.poll(() => regular.read).toBe(123);
  await expect(jump).toHaveCount(0);
});

test("older messages come by themselves and leave what is read where it is", async ({
  page,
  host,
  widget,
  regular,
  server,
}) => {
  for (let i = 0; i < 130; i++) regular.say(`Pesan ${i}`, { from: i % 3 ? "agent" : "me" });
  await page.goto(host.origin);
  await widget.open();
  await expect(widget.lines).toHaveCount(50);
  const scroller = widget.panel.locator(".scroller");
  for (const count of [100, 130]) {
    const shift = await scroller.evaluate((box) => {
      const first = box.querySelector("li.line .bubble") as HTMLElement;
      box.scrollTo(0, 100);
      const before = first.getBoundingClientRect().top;
      return new Promise<number>((resolve) => {
        new MutationObserver((_, observer) => {
          observer.disconnect();
          // After the drawing in which the older ones came.
          setTimeout(() => resolve(first.getBoundingClientRect().top - before));
        }).observe(box.querySelector("ol") as Element, { childList: true });
      });
    });
    expect(Math.abs(shift)).toBeLessThan(2);
    await expect(widget.lines).toHaveCount(count);
  }
  await scroller.evaluate((box) => box.scrollTo(0, 0));
  await expect(widget.panel).toContainText("Halo! Ada yang bisa kami bantu?");
  expect(server.log.filter((line) => line === "GET /widget/v1/wk_test/messages")).toHaveLength(3);
});

test("a quote shows what it answers and leads there", async ({ page, host, widget, regular }) => {
  regular.say("Mau warna apa?");
  for (let i = 0; i < 30; i++) regular.say(`Pesan ${i}`);
  await page.goto(host.origin);
  await widget.open();
  await widget.line("Pesan 29").hover();
  await widget.panel.locator(".scroller").evaluate((box) => box.scrollTo(0, 0));
  await widget.line("Mau warna apa?").hover();
  await widget.line("Mau warna apa?").getByRole("button", { name: "Balas atau beri reaksi" }).click();
  await widget.button("Balas").click();
  await expect(widget.field).toBeFocused();
  await widget.send("Yang biru");
  await expect(widget.line("Yang biru")).toContainText("Mau warna apa?");
  await widget.sees("Yang biru");
  expect(regular.messages.at(-1)?.reply_to).toMatchObject({ n: 3, text: "Mau warna apa?" });
  await widget.line("Yang biru").locator(".quote").click();
  await expect(widget.lines.first()).toBeInViewport();
});

test("reactions go both ways, and again takes one away", async ({ page, host, widget, regular, server }) => {
  const { n } = regular.say("Sudah kami kirim");
  await page.goto(host.origin);
  await widget.open();
  const line = widget.line("Sudah kami kirim");
  await line.hover();
  await line.getByRole("button", { name: "Balas atau beri reaksi" }).click();
  await widget.button("🙏").click();
  const own = line.locator(".reactions").getByRole("button", { name: "🙏" });
  await expect(own).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => regular.messages[0]?.reactions).toEqual([{ emoji: "🙏", from: "me" }]);
  regular.react(n, "agent", "👍");
  await expect(line.locator(".reactions button")).toHaveCount(2);
  await own.click();
  await expect(own).toHaveCount(0);
  await expect.poll(() => regular.messages[0]?.reactions).toEqual([{ emoji: "👍", from: "agent" }]);
  server.faults.push({ path: /reaction$/, times: 1, how: 503 });
  await line.locator(".reactions").getByRole("button", { name: "👍" }).click();
  await expect(widget.panel.getByRole("alert")).toContainText("Tidak berhasil. Coba lagi.");
  await expect(line.locator(".reactions").getByRole("button", { name: "👍" })).toHaveAttribute("aria-pressed", "false");
});

test("edits and deletions are marked", async ({ page, host, widget, regular }) => {
  const { n } = regular.say("Harganya 100 ribu");
  const other = regular.say("Salah kirim");
  await page.goto(host.origin);
  await widget.open();
  regular.edit(n, { text: "Harganya 120 ribu", edited: true });
  await expect(widget.line("Harganya 120 ribu")).toContainText("diedit");
  await expect(widget.line("100 ribu")).toHaveCount(0);
  regular.edit(other.n, { text: "", deleted: true });
  await expect(widget.line("Pesan dihapus")).toBeVisible();
  await expect(widget.line("Pesan dihapus").getByRole("button")).toHaveCount(0);
});

test("typing is told both ways", async ({ page, host, widget, regular }) => {
  regular.say("Halo");
  await page.goto(host.origin);
  await widget.open();
  await expect.poll(() => regular.sockets.size).toBe(1);
  regular.type();
  await expect(widget.panel.getByText("Sedang mengetik…")).toBeVisible();
  regular.say("Ya?");
  await expect(widget.panel.getByText("Sedang mengetik…")).toHaveCount(0);
  await widget.field.pressSequentially("Saya mau pesan");
  await expect.poll(() => regular.typed).toBe(1);
});

test("words stay words: no HTML, only safe links, large emoji", async ({ page, host, widget, regular }) => {
  regular.say('<img src=x onerror="window.hacked=1"> <b>tebal</b> javascript:alert(1) https://contoh.id/a?b=1');
  regular.say("👍😂");
  await page.goto(host.origin);
  await widget.open();
  const line = widget.lines.first();
  await expect(line).toContainText('<img src=x onerror="window.hacked=1"> <b>tebal</b> javascript:alert(1)');
  await expect(line.locator("a")).toHaveCount(1);
  await expect(line.locator("a")).toHaveAttribute("href", "https://contoh.id/a?b=1");
  await expect(line.locator("a")).toHaveAttribute("rel", /noopener/);
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  const size = (text: string) =>
    widget
      .line(text)
      .locator(".bubble")
      .evaluate((bubble) => Number.parseFloat(getComputedStyle(bubble).fontSize));
  expect(await size("👍😂")).toBeGreaterThan(2 * (await size("tebal")));
});

test("the language is the page's, the tag's, or what is asked for", async ({ page, host, widget }) => {
  host.language = "en-GB";
  await page.goto(host.origin);
  await widget.open();
  await expect(widget.panel).toContainText("Hello! How can we help?");
  await expect(widget.panel).toHaveAccessibleName("Chat with Toko Melati");
  await page.evaluate(() => window.sapa?.("language", "id"));
  await expect(widget.panel).toContainText("Halo! Ada yang bisa kami bantu?");
  host.attributes = 'data-lang="id"';
  await page.reload();
  await expect(widget.launcher).toHaveAccessibleName("Obrolan");
});

test("a page of the same site opens with the window and the half-written text as they were left", async ({
  page,
  host,
  widget,
}) => {
  await page.goto(host.origin);
  await widget.open();
  await widget.field.fill("Saya mau tanya soal");
  await page.getByRole("link", { name: "Katalog" }).click();
  await expect(page).toHaveURL(/lain/);
  await expect(widget.field).toHaveValue("Saya mau tanya soal");
  await expect(page.locator("body")).toBeFocused();
});
