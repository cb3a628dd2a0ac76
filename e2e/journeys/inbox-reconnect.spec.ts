import { caller } from "../house/house";
import { Inbox, WidgetPage } from "../house/inbox";
import { expect, test } from "../house/test";

// What is kept in the browser goes on by itself.
test.use({ serviceWorkers: "allow" });

/** The texts of what stands in the open thread, in order; what waits to be sent as well. */
async function textsIn(inbox: Inbox, pattern: RegExp): Promise<string[]> {
  const text = await inbox.thread.textContent();
  return text?.match(pattern) ?? [];
}

test("cut off and back: nothing is missing, nothing is there twice, on either side", async ({
  furnished: { house, widget, as, stranger },
}) => {
  const customer = new WidgetPage(await stranger());
  await customer.open(house.url, widget);
  await customer.say("Pesan 1");
  const eko = new Inbox(await as("eko"));
  await eko.goTo("Antrean");
  await eko.open("Pesan 1");
  await eko.answer("Pesan 2");
  await expect(customer.line("Pesan 2")).toHaveCount(1);

  await eko.page.context().setOffline(true);
  await expect(eko.page.getByText("Anda sedang luring.")).toBeVisible();
  await customer.say("Pesan 3");
  await customer.say("Pesan 4");
  await expect(customer.line("Pesan 4")).toContainText("Terkirim");
  await eko.answer("Pesan 5");
  await eko.answer("Pesan 6");
  await expect(eko.thread.getByText("Menunggu dikirim")).toHaveCount(2);
  await expect(eko.message("Pesan 3")).toHaveCount(0);

  await eko.page.context().setOffline(false);
  await expect(customer.line("Pesan 6")).toHaveCount(1);
  await expect(eko.page.getByText("Anda sedang luring.")).toBeHidden();
  await expect(eko.thread.getByText("Menunggu dikirim")).toHaveCount(0);
  await expect.poll(() => textsIn(eko, /Pesan \d/g)).toEqual([1, 2, 3, 4, 5, 6].map((number) => `Pesan ${number}`));
  for (const number of [1, 2, 3, 4, 5, 6]) await expect(customer.line(`Pesan ${number}`)).toHaveCount(1);

  // The other way round: the customer is cut off.
  await customer.page.context().setOffline(true);
  await customer.say("Pesan 8");
  await expect(customer.line("Pesan 8")).toContainText("Menunggu dikirim");
  await eko.answer("Pesan 7");
  await expect(eko.message("Pesan 7")).toContainText("Terkirim");
  await customer.page.context().setOffline(false);
  await expect(eko.message("Pesan 8")).toHaveCount(1);
  await expect(customer.line("Pesan 7")).toHaveCount(1);
  await expect(customer.line("Pesan 8")).toHaveCount(1);
});

test("the house is killed and comes back: what was written meanwhile arrives once, in order", async ({
  furnished: { house, widget, as, stranger },
}) => {
  const customer = new WidgetPage(await stranger());
  await customer.open(house.url, widget);
  await customer.say("Tanya 1");
  const eko = new Inbox(await as("eko"));
  const dewi = new Inbox(await as("dewi"));
  await eko.goTo("Antrean");
  await eko.open("Tanya 1");
  await dewi.goTo("Semua");
  await dewi.open("Tanya 1");
  await eko.answer("Jawab 1");
  await expect(customer.line("Jawab 1")).toHaveCount(1);

  await house.kill();
  await expect(eko.page.getByText("Menyambung kembali…")).toBeVisible();
  await expect(customer.chat.getByText("Menyambung kembali…")).toBeVisible();
  await eko.answer("Jawab 2");
  await eko.answer("Jawab 3");
  await customer.say("Tanya 2");
  await customer.say("Tanya 3");
  await expect(eko.thread.getByText("Menunggu dikirim")).toHaveCount(2);
  await expect(customer.line("Menunggu dikirim")).toHaveCount(2);
  await house.start();

  await expect(eko.message("Tanya 3")).toHaveCount(1, { timeout: 30_000 });
  await expect(customer.line("Jawab 3")).toHaveCount(1, { timeout: 30_000 });
  await expect(eko.page.getByText("Menyambung kembali…")).toBeHidden();
  for (const agent of [eko, dewi]) {
    await expect(agent.message("Jawab 3")).toHaveCount(1, { timeout: 30_000 });
    await expect(agent.message("Tanya 3")).toHaveCount(1, { timeout: 30_000 });
    await expect.poll(() => textsIn(agent, /Jawab \d/g)).toEqual(["Jawab 1", "Jawab 2", "Jawab 3"]);
    await expect.poll(() => textsIn(agent, /Tanya \d/g)).toEqual(["Tanya 1", "Tanya 2", "Tanya 3"]);
  }
  for (const text of ["Tanya 2", "Tanya 3", "Jawab 2", "Jawab 3"]) await expect(customer.line(text)).toHaveCount(1);
  await expect(customer.chat.getByText("Menunggu dikirim")).toHaveCount(0);
});

test("an answer that waits survives closing the page, and goes out once from the next visit", async ({
  furnished: { house, as, customer },
}) => {
  const sari = customer({ name: "Sari" });
  await sari.say("Masih buka?");
  const eko = new Inbox(await as("eko"));
  await eko.goTo("Antrean");
  await eko.open("Sari");
  const context = eko.page.context();
  // The server takes no messages, and still shows all else.
  await context.route("**/api/v1/conversations/*/messages", (route) =>
    route.request().method() === "POST" ? route.abort("connectionfailed") : route.continue(),
  );
  await eko.answer("Masih, Kak.");
  await expect(eko.thread.getByText("Menunggu dikirim")).toHaveCount(1);
  await eko.page.reload();
  await expect(eko.thread.getByText("Masih, Kak.")).toHaveCount(1);
  await expect(eko.thread.getByText("Menunggu dikirim")).toHaveCount(1);
  expect(await sari.texts()).toEqual(["Masih buka?"]);
  await eko.page.close();
  await context.unrouteAll();

  const next = new Inbox(await context.newPage());
  await next.page.goto(`${house.url}/inbox?tab=mine`);
  await expect(next.row("Sari")).toHaveCount(1);
  await next.open("Sari");
  await expect(next.message("Masih, Kak.")).toContainText("Terkirim");
  expect(await sari.texts()).toEqual(["Masih buka?", "Masih, Kak."]);
});

test("the server has an answer but its word is lost: it is sent again and counts once", async ({
  furnished: { as, customer },
}) => {
  const sari = customer({ name: "Sari" });
  await sari.say("Halo?");
  const eko = new Inbox(await as("eko"));
  await eko.goTo("Antrean");
  await eko.open("Sari");
  let sent = 0;
  await eko.page.route("**/api/v1/conversations/*/messages", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    sent += 1;
    if (sent > 1) return route.continue();
    await route.fetch();
    return route.abort("connectionreset");
  });
  await eko.answer("Ada yang bisa dibantu?");
  await expect.poll(() => sent).toBeGreaterThan(1);
  await expect(eko.thread.getByText("Menunggu dikirim")).toHaveCount(0);
  await expect(eko.thread.getByText("Ada yang bisa dibantu?")).toHaveCount(1);
  expect(await sari.texts()).toEqual(["Halo?", "Ada yang bisa dibantu?"]);
});

test("a refused answer says why, and can be sent again or thrown away", async ({
  furnished: { house, as, customer },
}) => {
  const sari = customer({ name: "Sari" });
  await sari.say("Halo?");
  const eko = new Inbox(await as("eko"));
  await eko.goTo("Antrean");
  await eko.open("Sari");
  const owner = await caller(house, "ratna");
  const { channels } = await owner.call<{ channels: { id: string }[] }>("GET", "/api/v1/channels");
  const own = `/api/v1/channels/${channels[0]?.id}`;
  await eko.reply.fill("Sebentar");
  // The channel goes off while the answer is on its way.
  await eko.page.route("**/api/v1/conversations/*/messages", async (route) => {
    if (route.request().method() === "POST") await owner.call("PATCH", own, { on: false });
    await route.continue();
  });
  await eko.reply.press("Enter");
  const refused = eko.thread.getByRole("alert");
  await expect(refused).toContainText("Kanal ini sedang dimatikan.");
  await eko.page.unrouteAll();
  await owner.call("PATCH", own, { on: true });
  await refused.getByRole("button", { name: "Kirim ulang" }).click();
  await expect(eko.message("Sebentar")).toContainText("Terkirim");
  expect(await sari.texts()).toEqual(["Halo?", "Sebentar"]);
});
