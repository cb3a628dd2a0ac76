import type { Locator } from "@playwright/test";
import { expect, test } from "./fixture.ts";
import { png, wav } from "./pictures.ts";

const picture = { name: "struk.png", mimeType: "image/png", buffer: png(400, 300) };
const paper = { name: "pesanan.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(3000, 1) };

/** Hands files over as a paste or a drop does. */
async function hand(target: Locator, kind: "paste" | "drop", name: string, type: string): Promise<void> {
  await target.evaluate(
    (element, [kind, name, type]) => {
      const data = new DataTransfer();
      data.items.add(new File(["isi"], name, { type }));
      const init = { bubbles: true, cancelable: true };
      const event =
        kind === "paste"
          ? new ClipboardEvent("paste", { ...init, clipboardData: data })
          : new DragEvent("drop", { ...init, dataTransfer: data });
      element.dispatchEvent(event);
    },
    [kind, name, type] as const,
  );
}

test("files are chosen, shown before they go, and go with the text", async ({ page, server, host, widget }) => {
  await page.goto(host.origin);
  await widget.open();
  await widget.choose(picture, paper);
  await expect(widget.panel.getByText("struk.png")).toBeVisible();
  await widget.button("Hapus pesanan.pdf").click();
  await expect(widget.panel.getByText("pesanan.pdf")).toHaveCount(0);
  await widget.choose(paper);
  await widget.send("Ini buktinya");
  await widget.sees("Ini buktinya");
  const [message] = server.visitor.messages;
  expect(message?.attachments.map(({ name, size }) => [name, size])).toEqual([
    ["struk.png", picture.buffer.length],
    ["pesanan.pdf", 3000],
  ]);
});

test("files are pasted and dropped", async ({ page, server, host, widget }) => {
  await page.goto(host.origin);
  await widget.open();
  await hand(widget.field, "paste", "tempel.png", "image/png");
  await expect(widget.panel.getByText("tempel.png")).toBeVisible();
  await hand(widget.panel.locator(".scroller"), "drop", "jatuh.txt", "text/plain");
  await expect(widget.panel.getByText("jatuh.txt")).toBeVisible();
  await widget.button("Kirim").click();
  await expect.poll(() => server.visitors.size && server.visitor.messages[0]?.attachments.length).toBe(2);
});

test("what cannot be sent is refused before it is uploaded, in plain words", async ({ page, server, host, widget }) => {
  const alert = widget.panel.getByRole("alert");
  await page.goto(host.origin);
  await widget.open();
  await widget.choose({ name: "film.webm", mimeType: "video/webm", buffer: Buffer.alloc(1024 * 1024 + 1) });
  await expect(alert).toHaveText("film.webm terlalu besar. Paling besar 1 MB.");
  await widget.choose({ name: "alat.exe", mimeType: "application/x-msdownload", buffer: Buffer.alloc(5) });
  await expect(alert).toHaveText("alat.exe: jenis berkas ini tidak dapat dikirim.");
  await widget.choose(...[1, 2, 3, 4].map((i) => ({ ...paper, name: `${i}.pdf` })));
  await expect(alert).toHaveText("Paling banyak 3 berkas dalam satu pesan.");
  await expect(widget.panel.getByText("3.pdf")).toBeVisible();
  await expect(widget.panel.getByText("4.pdf")).toHaveCount(0);
  await alert.getByRole("button", { name: "Tutup" }).click();
  await expect(alert).toBeEmpty();
  expect(server.log.filter((line) => line.includes("uploads"))).toEqual([]);
});

test("what the server refuses by its content is marked, can be thrown away, and holds up nothing", async ({
  page,
  server,
  host,
  widget,
}) => {
  await page.goto(host.origin);
  await widget.open();
  await widget.choose({ ...paper, buffer: Buffer.from("MZ program") });
  await widget.send("Ini berkasnya");
  await expect(widget.line("Ini berkasnya")).toContainText("pesanan.pdf: jenis berkas ini tidak dapat dikirim.");
  await expect(widget.line("Ini berkasnya")).toContainText("Tidak terkirim");
  await widget.send("Teks biasa");
  await widget.sees("Teks biasa");
  await widget.button("Hapus").click();
  await expect(widget.line("Ini berkasnya")).toHaveCount(0);
  expect(server.visitor.messages).toHaveLength(1);
});

test("a proxy that finds a file too large says so without Sapa's words", async ({ page, server, host, widget }) => {
  server.faults.push({ path: /uploads$/, times: 1, how: 413 });
  await page.goto(host.origin);
  await widget.open();
  await widget.choose(paper);
  await widget.send("Ini");
  await expect(widget.line("Ini")).toContainText("pesanan.pdf terlalu besar. Paling besar 1 MB.");
});

test("an upload shows how far it is and can be cancelled", async ({ page, server, host, widget }) => {
  server.uploadPace = 100;
  await page.goto(host.origin);
  await widget.open();
  await widget.choose({ ...paper, buffer: Buffer.alloc(900_000) });
  await widget.send("Besar");
  await expect(widget.line("Besar")).toContainText(/Mengirim \d+%/);
  await widget.send("Menyusul");
  await widget.line("Besar").getByRole("button", { name: "Batal" }).click();
  await expect(widget.line("Besar")).toHaveCount(0);
  await widget.sees("Menyusul");
  expect(server.visitor.messages.map(({ text }) => text)).toEqual(["Menyusul"]);
});

test("an upload that breaks off is tried again and doubles nothing", async ({ page, server, host, widget }) => {
  server.faults.push({ path: /uploads$/, times: 1, how: "no answer" });
  server.faults.push({ path: /uploads$/, times: 1, how: "answer lost" });
  await page.goto(host.origin);
  await widget.open();
  await widget.choose(paper);
  await widget.send("Ini");
  await widget.sees("Ini");
  expect(server.visitor.messages[0]?.attachments).toHaveLength(1);
});

test("a file written offline survives leaving the page", async ({ page, context, server, host, widget }) => {
  server.faults.push({ path: /uploads$/, times: 1000, how: "no answer" });
  await page.goto(host.origin);
  await widget.open();
  await widget.choose(paper);
  await widget.send("Nanti");
  await expect.poll(() => server.log.filter((line) => line.includes("uploads")).length).toBeGreaterThan(0);
  await page.close();
  server.faults.length = 0;
  const next = await context.newPage();
  await next.goto(host.origin);
  await expect.poll(() => server.visitors.size && server.visitor.messages[0]?.attachments[0]?.size).toBe(3000);
});

test("a file that could not be kept is marked as not sent after the page was left", async ({
  page,
  context,
  server,
  host,
  widget,
}) => {
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new Error("SecurityError");
    };
  });
  server.faults.push({ path: /uploads$/, times: 1000, how: "no answer" });
  await page.goto(host.origin);
  await widget.open();
  await widget.choose(paper);
  await widget.send("Nanti");
  await expect(widget.line("Nanti")).toContainText(/Mengirim|Menunggu/);
  await page.reload();
  await expect(widget.line("Nanti")).toContainText("pesanan.pdf belum sempat terkirim. Pilih lagi berkasnya.");
  await expect(widget.line("Nanti").getByRole("button", { name: "Coba lagi" })).toHaveCount(0);
});

test("uploads the server has forgotten are uploaded anew", async ({ page, server, host, widget }) => {
  server.faults.push({ method: "POST", path: /\/messages$/, times: 1, how: 503, retryAfter: 2 });
  await page.goto(host.origin);
  await widget.open();
  await widget.choose(paper);
  await widget.send("Ini");
  await expect
    .poll(() => server.log.filter((line) => line.endsWith("POST /widget/v1/wk_test/messages")).length)
    .toBe(1);
  server.forgetUploads();
  await widget.sees("Ini");
  expect(server.log.filter((line) => line.includes("uploads"))).toHaveLength(2);
});

test("pictures keep their place, open over the page and close again", async ({
  page,
  server,
  host,
  widget,
  regular,
}) => {
  regular.say("", {
    kind: "image",
    attachments: [server.file("batik.png", "image/png", picture.buffer, { width: 400, height: 300 })],
  });
  await page.goto(host.origin);
  await widget.open();
  const small = widget.panel.getByRole("button", { name: "batik.png" });
  const before = await small.boundingBox();
  expect(Math.round(((before?.width ?? 0) / (before?.height ?? 1)) * 100)).toBe(133);
  await small.click();
  const viewer = widget.root.getByRole("dialog", { name: "batik.png" });
  await expect(viewer).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(viewer).toHaveCount(0);
  await expect(widget.panel).toBeVisible();
  await expect(small).toBeFocused();
  await small.click();
  await viewer.getByRole("button", { name: "Tutup" }).click();
  await expect(viewer).toHaveCount(0);
});

test("an address that has run out is renewed once", async ({ page, server, host, widget, regular }) => {
  const file = server.file("batik.png", "image/png", picture.buffer, { width: 400, height: 300 });
  regular.say("", { kind: "image", attachments: [{ ...file, url: "/widget/files/lama" }] });
  await page.goto(host.origin);
  await widget.launcher.waitFor();
  await expect.poll(() => regular.sockets.size).toBe(1);
  regular.messages = regular.messages.map((message) => ({ ...message, attachments: [file] }));
  await widget.open();
  const image = widget.panel.locator(".picture img");
  await expect(image).toHaveAttribute("src", `${server.origin}/widget/files/f1`);
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(400);
});

test("a voice message is played, one at a time, and sought in", async ({ page, server, host, widget, regular }) => {
  const sound = () => server.file("suara.wav", "audio/wav", wav(), { duration_ms: 1000 });
  regular.say("Dengarkan", { kind: "audio", attachments: [sound()] });
  regular.say("Ini juga", { kind: "audio", attachments: [sound()] });
  await page.goto(host.origin);
  await widget.open();
  const [first, second] = [widget.line("Dengarkan"), widget.line("Ini juga")];
  await expect(first).toContainText("0:01");
  await first.getByRole("button", { name: "Putar" }).click();
  await expect(first.getByRole("button", { name: "Jeda" })).toBeVisible();
  await second.getByRole("button", { name: "Putar" }).click();
  await expect(first.getByRole("button", { name: "Putar" })).toBeVisible();
  await expect(second.getByRole("button", { name: "Putar" })).toBeVisible({ timeout: 4000 });
  await second.getByRole("slider", { name: "Posisi" }).fill("0.5");
  await expect
    .poll(() => second.locator("audio").evaluate((audio: HTMLAudioElement) => audio.currentTime))
    .toBeCloseTo(0.5, 1);
});

test("a voice message is recorded, thrown away, recorded again and sent", async ({
  page,
  context,
  server,
  host,
  widget,
}) => {
  await context.grantPermissions(["microphone"], { origin: host.origin });
  await page.goto(host.origin);
  await widget.open();
  await widget.button("Rekam suara").click();
  await expect(widget.panel.getByText(/Merekam 0:01/)).toBeVisible();
  await widget.button("Batal").click();
  await expect(widget.field).toBeFocused();
  await widget.button("Rekam suara").click();
  await expect(widget.panel.getByText(/Merekam 0:01/)).toBeVisible();
  await widget.button("Kirim").click();
  await expect.poll(() => server.visitors.size && server.visitor.messages[0]?.kind).toBe("audio");
  expect(server.visitor.messages).toHaveLength(1);
  const [file] = server.visitor.messages[0]?.attachments ?? [];
  expect(file).toMatchObject({ type: "audio/webm", name: "voice.webm" });
  expect(file?.size).toBeGreaterThan(500);
  await expect(widget.lines.last().getByRole("button", { name: "Putar" })).toBeVisible();
});

test("a closed window does not go on recording", async ({ page, context, server, host, widget }) => {
  await context.grantPermissions(["microphone"], { origin: host.origin });
  await page.goto(host.origin);
  await page.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wish) => {
      const stream = await ask(wish);
      Object.assign(document, { streams: stream });
      return stream;
    };
  });
  await widget.open();
  await widget.button("Rekam suara").click();
  await expect(widget.panel.getByText(/Merekam 0:01/)).toBeVisible();
  await widget.launcher.click();
  const live = () => page.evaluate(() => (document as unknown as { streams: MediaStream }).streams.active);
  expect(await live()).toBe(false);
  await widget.open();
  await expect(widget.field).toBeVisible();
  expect(server.visitors.size).toBeLessThanOrEqual(1);
});

test("without leave to use the microphone it says so", async ({ page, host, widget }) => {
  await page.goto(host.origin);
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error("NotAllowedError"));
  });
  await widget.open();
  await widget.button("Rekam suara").click();
  await expect(widget.panel.getByRole("alert")).toContainText("Mikrofon tidak dapat dipakai");
  await expect(widget.field).toBeVisible();
});

test("a place is asked for only on a press, shown, and sent", async ({ page, context, server, host, widget }) => {
  await context.grantPermissions(["geolocation"], { origin: host.origin });
  await context.setGeolocation({ latitude: -7.56, longitude: 110.83 });
  await page.addInitScript(() => {
    const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
    Object.assign(document, { asked: 0 });
    navigator.geolocation.getCurrentPosition = (...call) => {
      (document as unknown as { asked: number }).asked++;
      ask(...call);
    };
  });
  await page.goto(host.origin);
  await widget.open();
  await widget.button("Lampirkan").click();
  expect(await page.evaluate(() => (document as unknown as { asked: number }).asked)).toBe(0);
  await widget.button("Lokasi").click();
  await expect(widget.panel.getByText("-7.56000,110.83000")).toBeVisible();
  await widget.button("Kirim").click();
  const map = widget.lines.getByRole("link", { name: /Lokasi/ });
  await expect(map).toHaveAttribute("href", /query=-7\.56000,110\.83000$/);
  await expect
    .poll(() => server.visitors.size && server.visitor.messages[0]?.location)
    .toMatchObject({ latitude: -7.56 });
});

test("a place that is not told is a word, not an error", async ({ page, host, widget }) => {
  await page.goto(host.origin);
  await widget.open();
  await widget.button("Lampirkan").click();
  await page.evaluate(() => {
    navigator.geolocation.getCurrentPosition = (_, refuse) => refuse?.({} as GeolocationPositionError);
  });
  await widget.button("Lokasi").click();
  await expect(widget.panel.getByRole("alert")).toContainText("Lokasi tidak ditemukan");
});
