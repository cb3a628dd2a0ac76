import { email, password } from "../house/house";
import { Inbox } from "../house/inbox";
import { expect, test } from "../house/test";

test("from signing in to answered and resolved with the keyboard alone", async ({
  furnished: { house, stranger, customer },
}) => {
  const sari = customer({ name: "Sari" });
  const budi = customer({ name: "Budi" });
  await sari.say("Saya menunggu paling lama");
  await budi.say("Saya sesudahnya");
  const page = await stranger();
  const desk = new Inbox(page);
  const keys = page.keyboard;
  await page.goto(house.url);
  await page.getByRole("textbox", { name: "Email atau nomor telepon" }).waitFor();
  await keys.press("Tab");
  await keys.press("Tab");
  await keys.type(email("eko"));
  await keys.press("Tab");
  await keys.type(password);
  await keys.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Kotak masuk" })).toBeVisible();

  const sheet = await desk.openHelp();
  for (const known of ["Selesaikan dan lanjut", "Cari percakapan dan pesan", "Tugaskan ke saya"])
    await expect(sheet.getByText(known, { exact: true })).toBeVisible();
  await keys.press("Escape");
  await expect(sheet).toBeHidden();

  await desk.command("ambil percakapan", /Ambil percakapan berikutnya/);
  await expect(desk.pane).toHaveAccessibleName("Percakapan dengan Sari");
  await expect(desk.reply).toBeFocused();
  // Letters are letters here, not shortcuts.
  await keys.type("Maaf menunggu, Kak. Mau apa?");
  await keys.press("Shift+Enter");
  await keys.type("Saya bantu.");
  await keys.press("Enter");
  await expect.poll(() => sari.texts()).toContain("Maaf menunggu, Kak. Mau apa?\nSaya bantu.");
  await expect(desk.reply).toBeFocused();

  await desk.command("ambil percakapan", /Ambil percakapan berikutnya/);
  await expect(desk.pane).toHaveAccessibleName("Percakapan dengan Budi");
  await expect(desk.reply).toBeFocused();
  await keys.type("Sudah dikirim, terima kasih.");
  await keys.press("Control+Shift+Enter");
  await expect.poll(() => budi.texts()).toContain("Sudah dikirim, terima kasih.");
  await expect(desk.pane).toHaveAccessibleName("Percakapan dengan Sari");
  await expect(desk.toasts).toContainText("Percakapan dengan Budi diselesaikan.");

  await keys.press("Alt+n");
  await expect(desk.note).toBeFocused();
  await keys.type("Pelanggan ramah");
  await keys.press("Enter");
  await expect(desk.message("Pelanggan ramah")).toHaveCount(1);
  await keys.press("Escape");
  await keys.press("e");
  await expect(desk.rows).toHaveCount(0);
  await keys.press("Control+z");
  await expect(desk.row("Sari")).toHaveCount(1);
  await keys.press("e");
  await expect(desk.rows).toHaveCount(0);
  await expect(desk.toasts).toContainText("Percakapan dengan Sari diselesaikan.");
  // Whoever leaves before the time for undoing is over has resolved all the same.
  await page.reload();
  await desk.tab("Selesai").focus();
  await keys.press("Enter");
  await expect(desk.row("Budi")).toHaveCount(1);
  await expect(desk.row("Sari")).toHaveCount(1);
});

test("lists, search and the palette by keys", async ({ furnished: { as, customer } }) => {
  for (const name of ["Sari", "Budi", "Tono"]) await customer({ name }).say(`Pesan dari ${name}`);
  const page = await as("eko");
  const desk = new Inbox(page);
  const keys = page.keyboard;
  await desk.tab("Antrean").focus();
  await keys.press("Enter");
  await expect(desk.rows).toHaveCount(3);
  const sheet = await desk.openHelp();
  await keys.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(desk.tab("Antrean")).toBeFocused();
  await keys.press("j");
  await expect(desk.row("Sari")).toBeFocused();
  await keys.press("j");
  await expect(desk.row("Budi")).toBeFocused();
  await keys.press("ArrowDown");
  await expect(desk.row("Tono")).toBeFocused();
  await keys.press("Home");
  await expect(desk.row("Sari")).toBeFocused();
  await keys.press("k");
  await expect(desk.row("Sari")).toBeFocused();
  await keys.press("End");
  await keys.press("Enter");
  await expect(desk.pane).toHaveAccessibleName("Percakapan dengan Tono");
  await expect(desk.reply).toBeFocused();
  // Inside a text the forms with Alt go from one conversation to the next.
  await keys.press("Alt+k");
  await expect(desk.pane).toHaveAccessibleName("Percakapan dengan Budi");
  await keys.press("Alt+j");
  await expect(desk.pane).toHaveAccessibleName("Percakapan dengan Tono");

  // A menu of the row has what the head of the conversation has.
  await desk.row("Budi").focus();
  await keys.press("Shift+F10");
  await expect(page.getByRole("menuitem", { name: "Tugaskan ke saya" })).toBeVisible();
  await keys.press("Escape");
  await expect(desk.row("Budi")).toBeFocused();

  await keys.press("/");
  await expect(page.getByRole("searchbox", { name: "Cari percakapan dan pesan" })).toBeFocused();
  await keys.type("bud");
  const results = page.getByRole("list", { name: "Hasil pencarian" });
  await expect(results.getByRole("link")).toHaveCount(1);
  await expect(results.getByRole("link").getByText("Bud", { exact: true }).first()).toBeVisible();
  await keys.press("Escape");
  await expect(results).toHaveCount(0);
  await expect(desk.rows).toHaveCount(3);
  await keys.press("Escape");

  await desk.command("pesan dari sari", /Sari/);
  await expect(desk.pane).toHaveAccessibleName("Percakapan dengan Sari");

  await desk.command("tugaskan ke agen", /Tugaskan ke agen/);
  const dialog = page.getByRole("dialog", { name: "Tugaskan percakapan dengan Sari" });
  await expect(dialog.getByRole("combobox", { name: "Agen" })).toBeFocused();
  await keys.type("fitri");
  await expect(page.getByRole("option", { name: "Fitri Handayani" })).toBeVisible();
  await keys.press("ArrowDown");
  await keys.press("Enter");
  await keys.press("Tab");
  await keys.type("Tolong ya");
  await keys.press("Tab");
  await keys.press("Tab");
  await keys.press("Enter");
  await expect(desk.toasts).toContainText("Ditugaskan ke Fitri Handayani.");
  await expect(desk.row("Sari")).toHaveCount(0);
});

test("messages are gone through by arrows, and what one can do to them is at hand", async ({
  furnished: { as, customer },
}) => {
  const sari = customer({ name: "Sari" });
  for (const number of [1, 2, 3]) await sari.say(`Pesan ${number}`);
  const page = await as("eko");
  const desk = new Inbox(page);
  await desk.goTo("Antrean");
  await desk.open("Sari");
  const keys = page.keyboard;
  await desk.message("Pesan 3").focus();
  await keys.press("ArrowUp");
  await expect(desk.message("Pesan 2")).toBeFocused();
  await keys.press("ArrowDown");
  await expect(desk.message("Pesan 3")).toBeFocused();
  await keys.press("Tab");
  await expect(desk.message("Pesan 3").getByRole("button", { name: "Beri reaksi" })).toBeFocused();
  await keys.press("Enter");
  await expect(desk.button("Reaksi 👍")).toBeFocused();
  await keys.press("Enter");
  await expect(desk.button("👍 dari Anda")).toBeVisible();
  await desk.message("Pesan 1").focus();
  await keys.press("Tab");
  await keys.press("Tab");
  await keys.press("Enter");
  await expect(desk.button("Batal membalas pesan ini")).toBeVisible();
  await expect(desk.reply).toBeFocused();
});
