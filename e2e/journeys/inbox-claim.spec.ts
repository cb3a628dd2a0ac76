import { caller, people } from "../house/house";
import { atOneMoment, Inbox, WidgetPage } from "../house/inbox";
import { expect, test } from "../house/test";

/** Milliseconds in which colleagues lose sight of a conversation that somebody has taken (CNV-3). */
const sightLost = 2000;

test("a customer writes, two agents see it and answer at the same moment: one answer arrives", async ({
  furnished: { house, widget, as, stranger },
}) => {
  const customer = new WidgetPage(await stranger());
  await customer.open(house.url, widget);
  const eko = new Inbox(await as("eko"));
  const fitri = new Inbox(await as("fitri"));
  await eko.goTo("Antrean");
  await fitri.goTo("Antrean");
  await expect(eko.page.getByText("Antrean kosong")).toBeVisible();

  const question = "Halo, kebaya ukuran L masih ada?";
  await customer.say(question);
  await expect(eko.row(question)).toHaveCount(1);
  await expect(fitri.row(question)).toHaveCount(1);
  await expect(customer.line(question)).toContainText("Terkirim");

  // Opening claims nothing: it tells the customer that somebody has read, and each agent that the other looks.
  await eko.open(question);
  await expect(customer.line(question)).toContainText("Dibaca");
  await fitri.open(question);
  await expect(eko.pane.getByRole("img", { name: `${people.fitri.name} sedang melihat` })).toBeVisible();
  for (const agent of [eko, fitri]) {
    await expect(agent.head).toContainText("Antrean");
    await expect(agent.row(question)).toHaveCount(1);
    await agent.reply.fill(agent === eko ? "Jawaban dari Eko" : "Jawaban dari Fitri");
  }

  await atOneMoment("**/api/v1/conversations/*/messages", eko.page, fitri.page);
  await Promise.all([eko.reply.press("Enter"), fitri.reply.press("Enter")]);
  const answer = customer.line("Jawaban dari");
  await expect(answer).toHaveCount(1);
  const ekoWon = (await answer.textContent())?.includes("Eko") === true;
  const [winner, loser] = ekoWon ? [eko, fitri] : [fitri, eko];
  const [won, lost] = ekoWon ? (["Eko", "Fitri"] as const) : (["Fitri", "Eko"] as const);
  const winnersName = ekoWon ? people.eko.name : people.fitri.name;

  await expect(loser.rows).toHaveCount(0, { timeout: sightLost });
  await expect(loser.tab("Antrean")).not.toContainText("1");
  const told = loser.page.getByRole("alert").filter({ hasText: `${winnersName} sudah menangani percakapan ini` });
  await expect(told).toBeVisible();
  await expect(loser.page.getByRole("region", { name: "Tulisan Anda" })).toContainText(`Jawaban dari ${lost}`);
  await expect(loser.thread).toHaveCount(0);

  await expect(winner.message(`Jawaban dari ${won}`)).toContainText("Dibaca");
  await expect(winner.reply).toHaveValue("");
  await expect(winner.head).toContainText("Anda");
  await expect(winner.thread.getByText(/membalas dan menangani percakapan/)).toHaveCount(1);
  await customer.page.reload();
  await customer.show();
  await expect(customer.line("Jawaban dari")).toHaveCount(1);

  // Back in the queue it is everybody's again, and what could not be sent stands in the composer.
  await winner.choose("Kembalikan ke antrean");
  await expect(loser.row(`Jawaban dari ${won}`).or(loser.row(`Jawaban dari ${lost}`))).toHaveCount(1);
  await expect(loser.reply).toHaveValue(`Jawaban dari ${lost}`);
  await loser.reply.press("Enter");
  await expect(loser.page.getByText(`${winnersName} sudah membalas. Tetap kirim?`)).toBeVisible();
  await loser.button("Tetap kirim").click();
  await expect(customer.line(`Jawaban dari ${lost}`)).toHaveCount(1);
  await expect(winner.rows).toHaveCount(0);
});

test("customer and agent see each other type and read", async ({ furnished: { house, widget, as, stranger } }) => {
  const customer = new WidgetPage(await stranger());
  await customer.open(house.url, widget);
  await customer.say("Pesanan saya sudah sampai mana?");
  const eko = new Inbox(await as("eko"));
  await eko.goTo("Antrean");
  await customer.field.pressSequentially("Saya kira");
  await expect(eko.row("sedang mengetik…")).toHaveCount(1);
  await eko.rows.click();
  await customer.field.pressSequentially(" kemarin");
  await expect(eko.pane.getByText("sedang mengetik…")).toBeVisible();
  await customer.field.press("Enter");
  await expect(eko.message("Saya kira kemarin")).toBeVisible();
  await expect(eko.pane.getByText("sedang mengetik…")).toBeHidden();

  await eko.reply.pressSequentially("Sebentar");
  await expect(customer.chat.getByText("Sedang mengetik…")).toBeVisible();
  await customer.chat.getByRole("button", { name: "Tutup" }).first().click();
  await eko.reply.press("Enter");
  // With the chat closed the answer is delivered, not read.
  await expect(customer.page.getByRole("button", { name: "Obrolan, 1 pesan belum dibaca" })).toBeVisible();
  await expect(eko.message("Sebentar")).toContainText("Sampai");
  await customer.show();
  await expect(eko.message("Sebentar")).toContainText("Dibaca");
});

test("a note is neither seen by the customer nor a claim; typing it is not told", async ({
  furnished: { house, widget, as, stranger },
}) => {
  const customer = new WidgetPage(await stranger());
  await customer.open(house.url, widget);
  await customer.say("Boleh minta katalognya?");
  const eko = new Inbox(await as("eko"));
  const fitri = new Inbox(await as("fitri"));
  for (const agent of [eko, fitri]) {
    await agent.goTo("Antrean");
    await agent.open("Boleh minta katalognya?");
  }
  await eko.button("Catatan internal").click();
  await eko.note.pressSequentially("Katalog baru terbit besok");
  await eko.note.press("Enter");
  await expect(fitri.message("Katalog baru terbit besok")).toBeVisible();
  await expect(fitri.row("Boleh minta katalognya?")).toHaveCount(1);
  await eko.button("Balas").click();
  await eko.answer("Besok saya kirim, Kak.");
  await expect(customer.line("Besok saya kirim, Kak.")).toHaveCount(1);
  await expect(customer.chat.getByText("Katalog baru")).toHaveCount(0);
});

test("a supervisor whose colleague has just answered is asked once, and takes nothing by answering", async ({
  furnished: { house, as, customer },
}) => {
  const sari = customer({ name: "Sari" });
  await sari.say("Ada warna biru?");
  const dewi = new Inbox(await as("dewi"));
  await dewi.goTo("Antrean");
  await dewi.open("Sari");
  await dewi.reply.fill("Biru masih ada.");
  const eko = await caller(house, "eko");
  const { conversations } = await eko.call<{ conversations: { id: string }[] }>(
    "GET",
    "/api/v1/conversations?tab=queue",
  );
  await eko.reply(conversations[0]?.id ?? "", "Ada, Kak.");
  await expect(dewi.message("Ada, Kak.")).toBeVisible();
  await dewi.reply.press("Enter");
  await expect(dewi.page.getByText("Eko Nugroho sudah membalas. Tetap kirim?")).toBeVisible();
  expect(await sari.texts()).not.toContain("Biru masih ada.");
  await expect(dewi.reply).toHaveValue("Biru masih ada.");
  await dewi.button("Tetap kirim").click();
  await expect.poll(() => sari.texts()).toEqual(["Ada warna biru?", "Ada, Kak.", "Biru masih ada."]);
  await expect(dewi.head).toContainText(people.eko.name);
  await expect(dewi.page.getByText("Ditangani Eko Nugroho. Balasan Anda tidak mengubah itu.")).toBeVisible();
});
