import type { Locator } from "@playwright/test";
import { caller } from "../house/house";
import { Inbox, WidgetPage } from "../house/inbox";
import { expect, type Furnished, test } from "../house/test";

/** A customer in the widget, and an agent who has answered. */
async function inTalk({ house, widget, as, stranger }: Furnished) {
  const customer = new WidgetPage(await stranger());
  await customer.open(house.url, widget);
  await customer.say("Ada ukuran L?");
  const eko = new Inbox(await as("eko"));
  await eko.goTo("Antrean");
  await eko.open("Ada ukuran L?");
  await eko.answer("Ada, tinggal dua");
  await expect(customer.line("Ada, tinggal dua")).toHaveCount(1);
  return { customer, eko };
}

/** What one can do to a message, from its menu. */
async function act(inbox: Inbox, message: Locator, name: string): Promise<void> {
  await message.focus();
  await message.getByRole("button", { name: "Tindakan pesan" }).click();
  await inbox.page.getByRole("menuitem", { name, exact: true }).click();
}

test("a note calls a colleague who may see it, by keys; who is called hears of it", async ({ furnished }) => {
  const { customer, eko } = await inTalk(furnished);
  const dewi = new Inbox(await furnished.as("dewi"));
  await eko.button("Catatan internal").click();
  await eko.note.pressSequentially("Tolong dicek, @");
  const offered = eko.page.getByRole("listbox", { name: "Sebut rekan" });
  // Fitri does not see what Eko handles, so she cannot be called.
  await expect(offered.getByRole("option")).toHaveText([/Ratna/, /Bagas/, /Citra/, /Dewi/]);
  await eko.note.pressSequentially("de");
  await expect(offered.getByRole("option")).toHaveCount(1);
  await eko.note.press("Enter");
  await expect(eko.note).toHaveValue("Tolong dicek, @Dewi Anggraini ");
  await eko.note.pressSequentially("ya");
  await eko.note.press("Enter");
  await expect(dewi.toasts.getByText(/Eko Nugroho menyebut Anda di percakapan/)).toBeVisible();
  await dewi.toasts.getByRole("button", { name: "Buka" }).click();
  await expect(dewi.message("Tolong dicek").getByText("@Dewi Anggraini")).toBeVisible();
  await expect(dewi.message("Tolong dicek")).toHaveAccessibleName(/^Catatan internal Eko Nugroho/);
  await expect(customer.chat.getByText("Tolong dicek")).toHaveCount(0);
});

test("reactions go both ways, change and go", async ({ furnished }) => {
  const { customer, eko } = await inTalk(furnished);
  const question = await eko.onMessage("Ada ukuran L?");
  await question.getByRole("button", { name: "Beri reaksi" }).click();
  await eko.button("Reaksi ❤️").click();
  await expect(customer.line("Ada ukuran L?")).toContainText("❤️");
  await eko.button("❤️ dari Anda").click();
  await expect(customer.line("Ada ukuran L?")).not.toContainText("❤️");

  const answer = customer.line("Ada, tinggal dua");
  await answer.getByRole("button", { name: "Balas atau beri reaksi" }).click();
  await answer.getByRole("button", { name: "🙏" }).click();
  await expect(eko.page.getByRole("button", { name: /^🙏 dari Tamu/ })).toBeVisible();
  await answer.getByRole("button", { name: "Balas atau beri reaksi" }).click();
  await answer.getByRole("button", { name: "😂", exact: true }).click();
  await expect(eko.page.getByRole("button", { name: /^😂 dari Tamu/ })).toBeVisible();
  await expect(eko.page.getByRole("button", { name: /^🙏 dari Tamu/ })).toHaveCount(0);
});

test("quotes go both ways and lead to what they quote, however far back", async ({ furnished }) => {
  const { customer, eko } = await inTalk(furnished);
  const answer = customer.line("Ada, tinggal dua");
  await answer.getByRole("button", { name: "Balas atau beri reaksi" }).click();
  await answer.getByRole("button", { name: "Balas", exact: true }).click();
  await customer.say("Yang ini dua-duanya");
  const quoting = eko.message("Yang ini dua-duanya");
  await expect(quoting.getByRole("button", { name: /^Ke pesan yang dibalas: Anda/ })).toContainText("Ada, tinggal dua");

  await quoting.focus();
  await quoting.getByRole("button", { name: "Balas pesan ini" }).click();
  await expect(eko.reply).toBeFocused();
  await eko.reply.fill("Baik");
  await eko.reply.press("Escape");
  await expect(eko.button("Batal membalas pesan ini")).toHaveCount(0);
  await quoting.focus();
  await quoting.getByRole("button", { name: "Balas pesan ini" }).click();
  await eko.reply.press("Enter");
  await expect(customer.line("Baik").getByRole("button", { name: /Yang ini dua-duanya/ })).toBeVisible();

  // Far away: it is not even loaded when the thread is opened anew.
  const one = await caller(furnished.house, "eko");
  const id = new URL(eko.page.url()).pathname.split("/").at(-1) ?? "";
  type Rows = { messages: { id: string }[] };
  const { messages } = await one.call<Rows>("GET", `/api/v1/conversations/${id}/messages`);
  for (let number = 1; number <= 70; number += 1) await one.reply(id, `Nomor ${number}`);
  await expect(eko.message("Nomor 70")).toBeVisible();
  await one.call(
    "POST",
    `/api/v1/conversations/${id}/messages`,
    { text: "Soal yang pertama", reply_to: messages.at(0)?.id },
    { "Idempotency-Key": "quoting the first" },
  );
  await eko.page.reload();
  const far = eko.message("Soal yang pertama");
  await expect(far).toBeVisible();
  await expect(
    eko.thread.getByRole("article", { name: /^Pesan Tamu/ }).filter({ hasText: "Ada ukuran L?" }),
  ).toHaveCount(0);
  await far.getByRole("button", { name: /^Ke pesan yang dibalas: Tamu/ }).click();
  await expect(eko.message("Ada ukuran L?").first()).toBeInViewport();
  await eko.button("Ke pesan terbaru").click();
  await expect(far).toBeInViewport();
});

test("an answer is changed and taken back: the customer sees it, the team keeps what was said", async ({
  furnished,
}) => {
  const { customer, eko } = await inTalk(furnished);
  const dewi = new Inbox(await furnished.as("dewi"));
  await dewi.goTo("Semua");
  await dewi.open("Ada, tinggal dua");

  await eko.reply.press("ArrowUp");
  const field = eko.page.getByRole("textbox", { name: "Mengubah pesan" });
  await expect(field).toHaveValue("Ada, tinggal dua");
  await field.press("Escape");
  await expect(eko.reply).toBeVisible();
  await act(eko, eko.message("Ada, tinggal dua"), "Ubah");
  await field.fill("Ada, tinggal satu");
  await field.press("Enter");
  await expect(customer.line("Ada, tinggal satu")).toContainText("diedit");
  await expect(customer.line("tinggal dua")).toHaveCount(0);
  await expect(eko.row("Ada, tinggal satu")).toHaveCount(0);
  await dewi.message("Ada, tinggal satu").getByRole("button", { name: "diubah" }).click();
  const former = dewi.page.getByRole("dialog", { name: "Teks sebelumnya" });
  await expect(former.getByRole("listitem")).toHaveText([/Ada, tinggal dua/, /Ada, tinggal satu/]);
  await dewi.page.keyboard.press("Escape");

  // Only who wrote it may.
  await dewi.message("Ada, tinggal satu").focus();
  await dewi.message("Ada, tinggal satu").getByRole("button", { name: "Tindakan pesan" }).click();
  await expect(dewi.page.getByRole("menuitem", { name: "Salin teks" })).toBeVisible();
  await expect(dewi.page.getByRole("menuitem", { name: /^(Ubah|Hapus)$/ })).toHaveCount(0);
  await dewi.page.keyboard.press("Escape");

  await act(eko, eko.message("Ada, tinggal satu"), "Hapus");
  const question = eko.page.getByRole("alertdialog", { name: "Hapus pesan ini?" });
  await question.getByRole("button", { name: "Hapus" }).click();
  await expect(customer.line("Pesan dihapus")).toHaveCount(1);
  await expect(customer.line("tinggal satu")).toHaveCount(0);
  for (const agent of [eko, dewi]) {
    await expect(agent.message("Pesan dihapus")).toHaveCount(1);
    await expect(agent.message("tinggal satu")).toHaveCount(0);
  }
});

test("what people write is shown as they meant it, and never run", async ({ furnished }) => {
  const { customer, eko } = await inTalk(furnished);
  await eko.answer("*Penting*: _baca_ ~lama~ `kode`\nhttps://melati.example/katalog?a=1");
  const sent = eko.message("Penting");
  await expect(sent.getByRole("strong")).toHaveText("Penting");
  await expect(sent.getByRole("emphasis")).toHaveText("baca");
  await expect(sent.locator("s")).toHaveText("lama");
  await expect(sent.getByRole("code")).toHaveText("kode");
  const link = sent.getByRole("link", { name: "https://melati.example/katalog?a=1" });
  expect(await link.getAttribute("rel")).toContain("noopener");
  await customer.say('<img src=x onerror="document.title=1"> <b>tebal</b>');
  await expect(eko.message('<img src=x onerror="document.title=1"> <b>tebal</b>')).toHaveCount(1);
  await customer.say("👍👍");
  await expect(eko.message("👍👍")).toHaveCount(1);
  const size = await eko
    .message("👍👍")
    .getByText("👍👍")
    .evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
  expect(size).toBeGreaterThan(24);
  expect(await eko.page.title()).not.toBe("1");
});

test("a text that is too long is counted, refused and kept", async ({ furnished }) => {
  const { customer, eko } = await inTalk(furnished);
  await eko.reply.fill("a".repeat(9_990));
  await expect(eko.pane.getByRole("status").filter({ hasText: "10 karakter lagi" })).toBeVisible();
  await eko.reply.fill("a".repeat(10_003));
  await expect(eko.pane.getByText("Kelebihan 3 karakter")).toBeVisible();
  await eko.reply.press("Enter");
  await expect(
    eko.page.getByRole("alert").filter({ hasText: "Teks ini terlalu panjang untuk kanal ini." }),
  ).toBeVisible();
  await eko.reply.fill("Sudah pendek");
  await eko.reply.press("Enter");
  await expect(customer.line("Sudah pendek")).toHaveCount(1);
});
