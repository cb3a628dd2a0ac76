import { expect, test } from "./fixture.ts";
import { png } from "./pictures.ts";

/** What a strict host allows for Sapa, and nothing for anybody else. */
const strict = (sapa: string) =>
  [
    "default-src 'none'",
    `script-src ${sapa}`,
    `connect-src ${sapa} ${sapa.replace("http", "ws")}`,
    `img-src ${sapa} blob: data:`,
    `media-src ${sapa} blob:`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");

test("everything works under a strict content-security policy", async ({ page, server, host, widget }) => {
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  host.policy = strict(server.origin);
  await page.goto(host.origin);
  await widget.open();
  // The style sheet is in force, and the colour that is set by script.
  await expect(widget.panel).toHaveCSS("border-radius", "16px");
  await expect(widget.launcher).toHaveCSS("background-color", "rgb(11, 107, 98)");
  await widget.choose({ name: "foto.png", mimeType: "image/png", buffer: png(40, 30) });
  await widget.send("Halo");
  await widget.sees("Halo");
  server.visitor.say("", { kind: "image", attachments: [server.file("batik.png", "image/png", png(80, 60))] });
  const image = widget.panel.getByRole("img", { name: "batik.png" });
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(80);
  await expect.poll(() => server.visitor.sockets.size).toBe(1);
  expect(complaints).toEqual([]);
});

test("it leaves one name on the window and one element in the page", async ({ page, host, widget }) => {
  await page.route("**/widget/*.js", (route) => route.abort());
  await page.goto(host.origin);
  const names = () => page.evaluate(() => Object.getOwnPropertyNames(window));
  const [before, elements] = [await names(), await page.locator("body > *").count()];
  await page.unroute("**/widget/*.js");
  await page.reload();
  await widget.open();
  await widget.send("Halo");
  await widget.sees("Halo");
  expect((await names()).filter((name) => !before.includes(name))).toEqual(["sapa"]);
  expect(await page.locator("body > *").count()).toBe(elements + 1);
});

test("a page that carries the script twice has one widget", async ({ page, server, host, widget }) => {
  host.before = `<script async src="${server.origin}/widget/wk_test.js"></script>`;
  await page.goto(host.origin);
  await expect(widget.launcher).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expect(page.locator("sapa-chat")).toHaveCount(1);
});

test("the page's own styles do not reach in, and the page does not move", async ({ page, host, widget }) => {
  host.before = `<style>
    * { color: red !important; font: 40px serif !important; }
    body > * { display: none; position: static; margin: 50px; opacity: 0.1; transform: scale(2); }
    main { display: block; opacity: 1; transform: none; }
    dialog { border: 20px solid red } button { display: none }
  </style>`;
  await page.addInitScript(() => {
    Object.assign(document, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        (document as never as { shift: number }).shift += (entry as never as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(host.origin);
  await expect(widget.launcher).toBeVisible();
  await expect(widget.launcher).toHaveCSS("color", "rgb(255, 255, 255)");
  await widget.open();
  await expect(widget.panel).toHaveCSS("font-size", "15px");
  const box = await widget.panel.boundingBox();
  expect([box?.width, box?.height]).toEqual([384, 640]);
  expect(await page.evaluate(() => (document as never as { shift: number }).shift)).toBe(0);
});

test("what is typed here is not the page's shortcut", async ({ page, host, widget }) => {
  await page.goto(host.origin);
  await page.evaluate(() => {
    Object.assign(document, { keys: [] });
    for (const name of ["keydown", "keyup"]) {
      addEventListener(name, (event) =>
        (document as never as { keys: string[] }).keys.push((event as KeyboardEvent).key),
      );
    }
  });
  await widget.open();
  await widget.field.pressSequentially("s/?");
  await expect(widget.field).toHaveValue("s/?");
  expect(await page.evaluate(() => (document as never as { keys: string[] }).keys)).toEqual([]);
});

test("a site that swaps its body keeps the widget and the conversation", async ({ page, server, host, widget }) => {
  await page.goto(host.origin);
  await widget.open();
  await widget.send("Halo");
  await widget.sees("Halo");
  await page.evaluate(() => {
    const body = document.createElement("body");
    body.append("Halaman lain");
    document.body.replaceWith(body);
  });
  await expect(widget.line("Halo")).toBeVisible();
  server.visitor.say("Masih di sini?");
  await expect(widget.line("Masih di sini?")).toBeVisible();
  // A page that takes it away on purpose has its way.
  await page.evaluate(() => document.querySelector("sapa-chat")?.remove());
  await expect(page.locator("sapa-chat")).toHaveCount(0);
});

test("the page can open, close and fill in, also before the script is there", async ({
  page,
  server,
  host,
  widget,
}) => {
  server.config.pre_chat = { enabled: true, name: "required", email: "off", phone: "off" };
  host.before = `<script>
    window.sapa = function () { (sapa.q = sapa.q || []).push(arguments) };
    sapa("identify", { name: "Budi" });
    sapa("open");
  </script>`;
  await page.goto(host.origin);
  await expect(widget.panel.getByRole("textbox", { name: "Nama" })).toHaveValue("Budi");
  await page.evaluate(() => window.sapa?.("close"));
  await expect(widget.panel).toHaveCount(0);
  await page.evaluate(() => window.sapa?.("toggle"));
  await expect(widget.panel).toBeVisible();
});

test("the tag says where it lies and whether it opens", async ({ page, host, widget }) => {
  host.attributes = 'data-z="7" data-open="true"';
  await page.goto(host.origin);
  await expect(widget.panel).toBeVisible();
  await expect(widget.root).toHaveCSS("z-index", "7");
  // It opened by itself, so the page keeps its focus.
  await expect(page.locator("body")).toBeFocused();
});

test("the administrator's side, colour and name are shown", async ({ page, server, host, widget }) => {
  Object.assign(server.config, { position: "left", color: "#ffd54f", name: "Batik Sekar" });
  await page.goto(host.origin);
  await widget.open();
  expect((await widget.panel.boundingBox())?.x).toBe(20);
  await expect(widget.launcher).toHaveCSS("color", "rgb(0, 0, 0)");
  await expect(widget.panel.getByRole("heading", { name: "Batik Sekar" })).toBeVisible();
});

test("a site that may not use the chat gets a quiet word", async ({ page, server, host, widget }) => {
  server.allowedOrigin = "https://lain.example";
  await page.goto(host.origin);
  await widget.open();
  await expect(widget.panel.getByRole("alert")).toHaveText("Obrolan ini tidak dapat dipakai di situs ini.");
  await expect(widget.field).toHaveCount(0);
  const { length } = server.log;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await widget.button("Tutup").click();
  await expect(widget.launcher).toHaveCount(0);
  expect(server.log).toHaveLength(length);
});

test("a channel that was switched off meanwhile says so, and keeps what was written", async ({
  page,
  server,
  host,
  widget,
}) => {
  await page.goto(host.origin);
  await widget.open();
  await widget.send("Satu");
  await widget.sees("Satu");
  server.visitor.cut(4404);
  await expect(widget.panel.getByRole("alert")).toHaveText("Obrolan ini sudah tidak tersedia.");
  await expect(widget.line("Satu")).toBeVisible();
});

test("an old Safari, which cannot construct style sheets, is dressed all the same", async ({ page, host, widget }) => {
  await page.addInitScript(() => {
    Object.assign(window, {
      CSSStyleSheet: class {
        constructor() {
          throw new TypeError("Illegal constructor");
        }
      },
    });
  });
  await page.goto(host.origin);
  await widget.open();
  await expect(widget.panel).toHaveCSS("border-radius", "16px");
  await widget.send("Halo");
  await widget.sees("Halo");
  await expect(widget.panel).toHaveCSS("border-radius", "16px");
});

test("an unknown key is an empty script and nothing more", async ({ page, host, widget }) => {
  await page.route("**/widget/wk_test.js", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(host.origin);
  await page.waitForLoadState("networkidle");
  await expect(widget.root).toHaveCount(0);
});

test("the configuration is asked for again when the window opens after five minutes", async ({
  page,
  server,
  host,
  widget,
}) => {
  await page.clock.install();
  await page.goto(host.origin);
  await widget.open();
  await widget.launcher.click();
  expect(server.log).not.toContain("GET /widget/v1/wk_test/config");
  server.config.greeting = { id: "Kami libur sampai Senin." };
  await page.clock.fastForward("05:01");
  await widget.open();
  await expect(widget.panel).toContainText("Kami libur sampai Senin.");
});
