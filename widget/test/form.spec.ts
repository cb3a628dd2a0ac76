import { expect, test } from "./fixture.ts";

test.beforeEach(({ server }) => {
  server.config.pre_chat = { enabled: true, name: "required", email: "optional", phone: "off" };
});

test("the form comes before the first message, and its answers with it", async ({ page, server, host, widget }) => {
  await page.goto(host.origin);
  await widget.open();
  await expect(widget.field).toHaveCount(0);
  await expect(widget.panel.getByRole("textbox")).toHaveCount(2);
  await expect(widget.panel.getByRole("textbox", { name: "Nama" })).toBeFocused();
  await widget.panel.getByRole("textbox", { name: "Nama" }).fill("Budi");
  await widget.button("Mulai obrolan").click();
  await expect(widget.field).toBeFocused();
  await widget.send("Halo");
  await widget.sees("Halo");
  expect(server.visitor.profile).toEqual({ name: "Budi" });
  await widget.send("Lagi");
  await widget.sees("Lagi");
  await page.reload();
  await expect(widget.field).toBeVisible();
});

test("what is missing or wrong is said beside the field", async ({ page, server, host, widget }) => {
  await page.goto(host.origin);
  await widget.open();
  const name = widget.panel.getByRole("textbox", { name: "Nama" });
  const email = widget.panel.getByRole("textbox", { name: "Email" });
  await email.fill("bukan email");
  await widget.button("Mulai obrolan").click();
  await expect(name).toHaveAccessibleDescription("Wajib diisi.");
  await expect(email).toHaveAccessibleDescription("Alamat email ini tidak benar.");
  await expect(name).toBeFocused();
  await expect(email).toHaveValue("bukan email");
  expect(server.log.filter((line) => line.startsWith("POST"))).toEqual([]);
});

test("what only the server finds wrong is asked for again, and the message is not lost", async ({
  page,
  server,
  host,
  widget,
}) => {
  await page.goto(host.origin);
  await widget.open();
  await widget.panel.getByRole("textbox", { name: "Nama" }).fill("Budi");
  await widget.panel.getByRole("textbox", { name: "Email" }).fill("budi@contoh.invalid");
  await widget.button("Mulai obrolan").click();
  await widget.send("Halo");
  const email = widget.panel.getByRole("textbox", { name: "Email" });
  await expect(email).toHaveAccessibleDescription("Alamat email ini tidak benar.");
  await expect(widget.line("Halo")).toContainText("Menunggu dikirim");
  expect(server.visitors.size && server.visitor.messages.length).toBe(0);
  await email.fill("budi@contoh.id");
  await widget.button("Mulai obrolan").click();
  await widget.sees("Halo");
  expect(server.visitor.profile).toEqual({ name: "Budi", email: "budi@contoh.id" });
});

test("a form that was switched on after the page was loaded is asked for too", async ({
  page,
  server,
  host,
  widget,
}) => {
  server.config.pre_chat = { ...server.config.pre_chat, enabled: false };
  await page.goto(host.origin);
  await widget.open();
  server.config.pre_chat = { ...server.config.pre_chat, enabled: true };
  await widget.send("Halo");
  await expect(widget.panel.getByRole("textbox", { name: "Nama" })).toHaveAccessibleDescription("Wajib diisi.");
  await widget.panel.getByRole("textbox", { name: "Nama" }).fill("Budi");
  await widget.button("Mulai obrolan").click();
  await widget.sees("Halo");
});

test("what the page knows of the visitor goes along, though the form does not ask for it", async ({
  page,
  server,
  host,
  widget,
}) => {
  host.before = `<script>
    window.sapa = function () { (sapa.q = sapa.q || []).push(arguments) };
    sapa("identify", { name: "Budi", phone: "+62811000111" });
  </script>`;
  await page.goto(host.origin);
  await widget.open();
  await widget.button("Mulai obrolan").click();
  await widget.send("Halo");
  await widget.sees("Halo");
  expect(server.visitor.profile).toEqual({ name: "Budi", phone: "+62811000111" });
});

test("who was here before is not asked", async ({ page, host, widget, regular }) => {
  regular.say("Halo");
  await page.goto(host.origin);
  await widget.open();
  await expect(widget.field).toBeVisible();
});

test("a text that is too long is not sent and not cut", async ({ page, server, host, widget, regular }) => {
  server.config.limits.text = 20;
  regular.say("Halo");
  await page.goto(host.origin);
  await widget.open();
  const long = "👍".repeat(21);
  await widget.send(long);
  await expect(widget.panel.getByRole("alert")).toHaveText("Pesan terlalu panjang. Paling banyak 20 karakter.");
  await expect(widget.field).toHaveValue(long);
  await widget.send("👍".repeat(20));
  await expect(widget.panel.getByRole("alert")).toBeEmpty();
  await expect.poll(() => regular.messages).toHaveLength(2);
});
