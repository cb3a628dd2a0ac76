import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { FakeServer } from "./fake-server.ts";
import { expect, test } from "./fixture.ts";
import { png, wav } from "./pictures.ts";
import type { Visitor } from "./visitor.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface Axe {
  run(context: unknown, options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What axe finds in the widget. */
async function faults(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  return page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
    const options = { runOnly: { type: "tag", values: tags } };
    const { violations } = await (window as never as { axe: Axe }).axe.run("sapa-chat", options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
}

/** A conversation in which everything there is stands. */
function fill(server: FakeServer, visitor: Visitor): void {
  const file = (name: string, type: string, bytes: Buffer, part = {}) => server.file(name, type, bytes, part);
  visitor.say("Halo! Lihat https://contoh.id", {
    reactions: [
      { emoji: "👍", from: "me" },
      { emoji: "👍", from: "agent" },
    ],
  });
  visitor.add({
    from: "me",
    author: null,
    text: "Yang ini?",
    client_id: "a",
    reply_to: { n: 3, from: "agent", text: "Halo!" },
  });
  visitor.say("", {
    kind: "image",
    attachments: [file("batik.png", "image/png", png(40, 30), { width: 40, height: 30 })],
  });
  visitor.say("", { kind: "audio", attachments: [file("suara.wav", "audio/wav", wav(), { duration_ms: 1000 })] });
  visitor.say("", { kind: "file", attachments: [file("struk.pdf", "application/pdf", Buffer.alloc(9))] });
  visitor.say("", { kind: "location", location: { latitude: -7.56, longitude: 110.83, name: "Solo" } });
  visitor.say("", { deleted: true });
  visitor.say("", { kind: "unsupported" });
  visitor.say("👍", { edited: true });
}

for (const scheme of ["light", "dark"] as const) {
  for (const [size, viewport] of [
    ["desktop", { width: 1280, height: 900 }],
    ["phone", { width: 360, height: 740 }],
  ] as const) {
    test.describe(`${scheme}, ${size}`, () => {
      test.use({ colorScheme: scheme, viewport, hasTouch: size === "phone" });

      test("axe finds nothing in the conversation", async ({ page, server, host, widget, regular }) => {
        fill(server, regular);
        await page.goto(host.origin);
        await expect(widget.launcher.locator(".badge")).toBeVisible();
        expect(await faults(page)).toEqual([]);
        await widget.open();
        await expect(widget.lines).toHaveCount(9);
        expect(await faults(page)).toEqual([]);
        await widget.lines.first().hover();
        await widget.lines.first().getByRole("button", { name: "Balas atau beri reaksi" }).click();
        await widget.button("Lampirkan").click();
        expect(await faults(page)).toEqual([]);
        await widget.button("Balas").click();
        server.faults.push({ method: "POST", path: /\/messages$/, times: 1, how: 422 });
        await widget.send("Ditolak");
        await expect(widget.line("Ditolak")).toContainText("Tidak terkirim");
        await widget.panel
          .locator("input[type=file]")
          .setInputFiles({ name: "x.exe", mimeType: "x/y", buffer: Buffer.alloc(1) });
        await expect(widget.panel.getByRole("alert")).toContainText("x.exe");
        expect(await faults(page)).toEqual([]);
      });

      test("axe finds nothing in the form, whatever the colour", async ({ page, server, host, widget }) => {
        server.config.pre_chat = { enabled: true, name: "required", email: "optional", phone: "required" };
        for (const color of ["#ffd54f", "#0b6b62", "#767676"]) {
          server.config.color = color;
          await page.goto(host.origin);
          await widget.open();
          await widget.button("Mulai obrolan").click();
          await expect(widget.panel.getByText("Wajib diisi.").first()).toBeVisible();
          expect(await faults(page)).toEqual([]);
          await widget.button("Tutup").click();
        }
      });
    });
  }
}

test.describe("targets", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("everything that is pressed is 44 pixels high and wide", async ({ page, server, host, widget, regular }) => {
    fill(server, regular);
    await page.goto(host.origin);
    await widget.open();
    await expect(widget.lines).toHaveCount(9);
    await widget.lines.first().getByRole("button", { name: "Balas atau beri reaksi" }).click();
    await widget.button("Lampirkan").click();
    const small = await widget.panel.evaluate((panel) =>
      [...panel.querySelectorAll("button, textarea, .card, input:not(.hidden), .menu label")]
        .map((element) => [element.className || element.tagName, element.getBoundingClientRect()] as const)
        .filter(([, { width, height }]) => Math.round(width) < 44 || Math.round(height) < 44)
        .map(([name, { width, height }]) => `${name} ${width}x${height}`),
    );
    expect(small).toEqual([]);
  });
});

test("by keyboard alone: open, write, react, reply, attach, close", async ({ page, host, widget, regular }) => {
  regular.say("Halo");
  await page.goto(host.origin);
  await page.getByRole("button", { name: "Bantuan" }).focus();
  await page.keyboard.press("Tab");
  await expect(widget.launcher).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(widget.field).toBeFocused();
  await page.keyboard.type("Satu");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("dua");
  await page.keyboard.press("Enter");
  await expect(widget.line("dua")).toContainText("Terkirim");
  expect(regular.messages.at(-1)?.text).toBe("Satu\ndua");
  for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+Tab");
  const more = widget.line("Halo").getByRole("button", { name: "Balas atau beri reaksi" });
  await expect(more).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(widget.button("👍")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(widget.button("👍")).toHaveCount(0);
  await expect(more).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => regular.messages[0]?.reactions).toEqual([{ emoji: "👍", from: "me" }]);
  await expect(more).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(widget.panel).toHaveCount(0);
  await expect(widget.launcher).toBeFocused();
});

test("beside the page the focus may leave, and it goes back to where the page opened from", async ({
  page,
  host,
  widget,
}) => {
  await page.goto(host.origin);
  const help = page.getByRole("button", { name: "Bantuan" });
  await help.evaluate((button) => button.addEventListener("click", () => window.sapa?.("open")));
  await help.click();
  await expect(widget.field).toBeFocused();
  await page.getByRole("link", { name: "Katalog" }).focus();
  await expect(page.getByRole("link", { name: "Katalog" })).toBeFocused();
  await widget.field.focus();
  await page.keyboard.press("Escape");
  await expect(help).toBeFocused();
});

test("a screen reader hears agents' new messages and nothing else", async ({ page, host, widget, regular }) => {
  regular.say("Dari kemarin");
  await page.goto(host.origin);
  const voice = widget.root.getByRole("status");
  await expect(widget.launcher.locator(".badge")).toBeVisible();
  await expect(voice).toBeEmpty();
  regular.say("Halo, ada yang baru");
  await expect(voice).toHaveText("Rina: Halo, ada yang baru");
  await widget.open();
  await expect(voice).toBeEmpty();
  await widget.send("Saya sendiri");
  await widget.sees("Saya sendiri");
  await expect(voice).toBeEmpty();
  regular.say("", { kind: "image", attachments: [] });
  await expect(voice).toHaveText("Rina: Foto");
  expect(await widget.panel.getByRole("status").count()).toBe(1);
});

test("nothing moves where motion is unwelcome", async ({ page, host, widget }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(host.origin);
  await widget.open();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await expect(widget.panel).toHaveCSS("animation-name", "none");
});
