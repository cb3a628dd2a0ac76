import { randomUUID } from "node:crypto";
import { Chat } from "../house/chat";
import { type Caller, Customer, caller } from "../house/house";
import { Inbox } from "../house/inbox";
import { expect, test } from "../house/test";

// What is kept in the browser goes on by itself.
test.use({ serviceWorkers: "allow" });

interface Said {
  client_id: string;
  text: string;
}

/** A customer who writes without a pause and notes what was answered with 201; what was not is sent again. */
class Chatterer {
  readonly customer: Customer;
  readonly name: string;
  readonly answered: string[] = [];
  #count = 0;
  #waiting: Said | undefined;

  constructor(customer: Customer, name: string) {
    this.customer = customer;
    this.name = name;
  }

  /** Sends one message, the same one until it is answered. Tells whether it was. */
  async say(): Promise<boolean> {
    this.#waiting ??= { client_id: randomUUID(), text: `${this.name} ${++this.#count} kali` };
    try {
      await this.customer.call("POST", "messages", { ...this.#waiting, profile: { name: this.name } });
    } catch {
      return false;
    }
    this.answered.push(this.#waiting.text);
    this.#waiting = undefined;
    return true;
  }

  /** Goes on until the house no longer answers. */
  async chatter(): Promise<void> {
    while (await this.say());
  }
}

/** An agent's program that answers one conversation without a pause. */
class Answerer {
  readonly answered: string[] = [];
  readonly caller: Caller;
  readonly conversation: string;
  #count = 0;
  #waiting: { key: string; text: string } | undefined;

  constructor(caller: Caller, conversation: string) {
    this.caller = caller;
    this.conversation = conversation;
  }

  async say(): Promise<boolean> {
    this.#waiting ??= { key: randomUUID(), text: `Jawaban ${++this.#count}` };
    const { key, text } = this.#waiting;
    try {
      await this.caller.call(
        "POST",
        `/api/v1/conversations/${this.conversation}/messages`,
        { text },
        { "Idempotency-Key": key },
      );
    } catch {
      return false;
    }
    this.answered.push(text);
    this.#waiting = undefined;
    return true;
  }

  async chatter(): Promise<void> {
    while (await this.say());
  }
}

/** Every text of a conversation, oldest first. */
async function texts(from: Caller, conversation: string): Promise<string[]> {
  const all: { seq: number; text: string }[] = [];
  for (let before = ""; ; ) {
    const { messages } = await from.call<{ messages: { seq: number; text: string }[] }>(
      "GET",
      `/api/v1/conversations/${conversation}/messages?limit=100${before && `&before=${before}`}`,
    );
    all.push(...messages);
    const first = Math.min(...messages.map(({ seq }) => seq));
    if (messages.length === 0 || first <= 1) break;
    before = `${first}`;
  }
  const sorted = all.sort((a, b) => a.seq - b.seq);
  expect(sorted.map(({ seq }) => seq)).toEqual(sorted.map((_, index) => index + 1));
  return sorted.map(({ text }) => text);
}

test("killed in the middle of traffic: all that was answered is there exactly once, and every screen goes on", async ({
  furnished: { house, widget, as, visitor },
  site,
}) => {
  const people = ["Sari", "Budi", "Wati"].map((name) => new Chatterer(new Customer(house, widget), name));
  for (const one of people) expect(await one.say()).toBe(true);
  const eko = await caller(house, "eko");
  const { conversations } = await eko.call<{ conversations: { id: string; contact: { name: string } }[] }>(
    "GET",
    "/api/v1/conversations?tab=queue",
  );
  const byName = new Map(conversations.map(({ id, contact }) => [contact.name, id]));
  const agent = new Answerer(eko, byName.get("Sari") ?? "");
  expect(await agent.say()).toBe(true);

  const inbox = new Inbox(await as("eko"));
  await inbox.open("Sari");
  // Going on by itself is not being loaded anew.
  await inbox.page.evaluate(() => Reflect.set(window, "stayed", true));
  const chat = new Chat(await visitor(site));
  await chat.open();
  await chat.send("Halo dari situs");
  await expect(chat.line("Halo dari situs")).toContainText("Terkirim");

  const traffic = [...people, agent].map((one) => one.chatter());
  await expect.poll(() => Math.min(...people.map(({ answered }) => answered.length))).toBeGreaterThan(10);
  await house.kill();
  await Promise.all(traffic);

  // What is written while the house is gone waits in the browsers.
  await inbox.answer("Ditulis saat server mati");
  await chat.send("Ditulis pelanggan saat server mati");
  await expect(chat.line("Ditulis pelanggan")).toContainText("Menunggu dikirim");
  await expect(inbox.page.getByText(/Menyambung kembali|Sambungan ke server terputus/).first()).toBeVisible();
  await house.start();

  // Whoever got no answer asks again, with the same key.
  for (const one of [...people, agent]) expect(await one.say()).toBe(true);
  await expect(chat.line("Ditulis pelanggan")).toContainText("Terkirim", { timeout: 40_000 });
  await expect(inbox.message("Ditulis saat server mati")).toContainText(/Terkirim|Sampai/, { timeout: 40_000 });
  await expect(inbox.page.getByText(/Menyambung kembali|Sambungan ke server terputus/)).toHaveCount(0);

  const owner = await caller(house, "ratna");
  for (const { name, answered } of people) {
    const kept = await texts(owner, byName.get(name) ?? "");
    expect(kept.filter((text) => text.startsWith(`${name} `))).toEqual(answered);
  }
  const kept = await texts(owner, agent.conversation);
  expect(kept.filter((text) => text.startsWith("Jawaban "))).toEqual(agent.answered);
  expect(kept.filter((text) => text === "Ditulis saat server mati")).toHaveLength(1);

  // The open screen is what a fresh one would be.
  const last = people[0]?.answered.at(-1) ?? "";
  await expect(inbox.message(last)).toHaveCount(1);
  expect(await inbox.page.evaluate(() => Reflect.get(window, "stayed"))).toBe(true);
});
