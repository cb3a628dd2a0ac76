import { expect, test } from "./fixture.ts";

test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });

test("the window fills the screen and the page behind stays still", async ({ page, host, widget, regular }) => {
  regular.say("Halo");
  await page.goto(host.origin);
  await widget.open();
  expect(await widget.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 640 });
  await expect(widget.launcher).toBeHidden();
  // The keyboard stays down until the visitor wants it.
  await expect(widget.field).not.toBeFocused();
  expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe("hidden");
  await widget.button("Tutup").click();
  expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe("");
  await expect(widget.launcher).toBeFocused();
});

test("the focus stays in, and Esc or the back button closes", async ({ page, host, widget, regular }) => {
  regular.say("Halo");
  await page.goto(host.origin);
  await widget.open();
  const inside = () =>
    page.evaluate(() => document.activeElement === document.body || document.activeElement?.tagName === "SAPA-CHAT");
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press("Tab");
    expect(await inside()).toBe(true);
  }
  await page.getByRole("link", { name: "Katalog" }).evaluate((link: HTMLElement) => link.focus());
  await expect(page.getByRole("link", { name: "Katalog" })).not.toBeFocused();
  // What the back button does to a modal dialog.
  await widget.panel.evaluate((panel: HTMLDialogElement) => panel.close());
  await expect(widget.panel).toHaveCount(0);
  await widget.open();
  await page.keyboard.press("Escape");
  await expect(widget.panel).toHaveCount(0);
});

test("the keyboard leaves the field and the last message in view", async ({ page, host, widget, regular }) => {
  for (let i = 0; i < 30; i++) regular.say(`Pesan ${i}`);
  await page.goto(host.origin);
  await widget.open();
  await expect(widget.line("Pesan 29")).toBeInViewport();
  // As a phone does it: what is visible shrinks, the page's own measures stay.
  await page.evaluate(() => {
    const view = window.visualViewport as VisualViewport;
    Object.defineProperty(view, "height", { value: 340 });
    Object.defineProperty(view, "offsetTop", { value: 20 });
    view.dispatchEvent(new Event("resize"));
  });
  await expect.poll(() => widget.panel.boundingBox()).toEqual({ x: 0, y: 20, width: 360, height: 340 });
  const end = await widget.line("Pesan 29").boundingBox();
  expect((end?.y ?? 0) + (end?.height ?? 0)).toBeLessThan(20 + 340 - 44);
});

test("the form can be filled in and sent above the keyboard", async ({ page, server, host, widget }) => {
  server.config.pre_chat = { enabled: true, name: "required", email: "required", phone: "required" };
  await page.setViewportSize({ width: 360, height: 300 });
  await page.goto(host.origin);
  await widget.open();
  for (const name of ["Nama", "Email", "Nomor telepon"]) {
    await widget.panel.getByRole("textbox", { name }).tap();
    await expect(widget.panel.getByRole("textbox", { name })).toBeInViewport({ ratio: 1 });
  }
  await widget.button("Mulai obrolan").tap();
  await expect(widget.panel.getByRole("textbox", { name: "Nama" })).toHaveAccessibleDescription("Wajib diisi.");
});

test("many files leave room to write and to send", async ({ page, server, host, widget, regular }) => {
  server.config.limits.files = 10;
  regular.say("Halo");
  await page.setViewportSize({ width: 360, height: 400 });
  await page.goto(host.origin);
  await widget.open();
  await widget.choose(
    ...Array.from({ length: 10 }, (_, i) => ({
      name: `${i}.pdf`,
      mimeType: "application/pdf",
      buffer: Buffer.alloc(9),
    })),
  );
  await expect(widget.button("Hapus 9.pdf")).toHaveCount(1);
  await expect(widget.field).toBeInViewport({ ratio: 1 });
  await expect(widget.button("Kirim")).toBeInViewport({ ratio: 1 });
  await widget.button("Hapus 9.pdf").tap();
  await widget.button("Kirim").tap();
  await expect.poll(() => regular.messages[1]?.attachments.length).toBe(9);
});

test("Enter makes a new line, the button sends", async ({ page, host, widget, regular }) => {
  regular.say("Halo");
  await page.goto(host.origin);
  await widget.open();
  await widget.field.tap();
  await page.keyboard.type("Satu");
  await page.keyboard.press("Enter");
  await page.keyboard.type("dua");
  expect(regular.messages).toHaveLength(1);
  await widget.button("Kirim").tap();
  await expect.poll(() => regular.messages[1]?.text).toBe("Satu\ndua");
});

test("the next page of the site is not covered by the window", async ({ page, host, widget, regular }) => {
  regular.say("Halo");
  await page.goto(host.origin);
  await widget.open();
  await page.goto(`${host.origin}/lain`);
  await expect(widget.launcher).toBeVisible();
  await expect(widget.panel).toHaveCount(0);
});

test("nothing sticks out at 360 pixels, in either language", async ({ page, server, host, widget, regular }) => {
  regular.say("Kemejabatiklenganpanjangukuranbesarsekalitanpaspasisamasekali".repeat(3));
  regular.add({ from: "me", author: null, text: "x".repeat(400), client_id: "a" });
  regular.say("", {
    kind: "file",
    attachments: [server.file(`${"nama-berkas-".repeat(12)}.pdf`, "application/pdf", Buffer.alloc(9))],
  });
  for (const language of ["id", "en"]) {
    host.language = language;
    await page.goto(host.origin);
    await widget.open();
    await expect(widget.lines).toHaveCount(3);
    const wide = await widget.panel.evaluate((panel) =>
      [...panel.querySelectorAll(":not(.hidden)")]
        .filter((element) => !element.closest(".hidden") && element.getBoundingClientRect().right > 360.5)
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    expect(wide).toEqual([]);
  }
});
