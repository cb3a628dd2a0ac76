import "fake-indexeddb/auto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { fakeLocks } from "../test/fake-locks";
import { until } from "../test/until";
import { ApiError } from "./api-error";
import { newId } from "./id";
import { createOutbox, type Outbox, type OutboxOptions } from "./outbox";
import type { OutboxItem } from "./outbox-rules";
import { browserShelf, memoryShelf, type Shelf } from "./outbox-shelf";

type Item = OutboxItem<string>;
const running: Outbox<string>[] = [];

afterEach(() => {
  for (const outbox of running.splice(0)) outbox.stop();
});

/** An outbox whose waits end only when `wake` is called, so that no test depends on time. */
function made(send: (item: Item) => Promise<void>, more: Partial<OutboxOptions<string>> = {}) {
  let clock = 1000;
  const outbox = createOutbox<string>({
    name: newId(),
    shelf: memoryShelf<Item>(),
    send,
    now: () => clock++,
    random: () => 0,
    wait: (_milliseconds, wake) => new Promise((resolve) => wake.addEventListener("abort", () => resolve())),
    ...more,
  });
  running.push(outbox);
  return outbox;
}

const texts = (outbox: Outbox<string>) => outbox.items.get().map((item) => item.payload);
const states = (outbox: Outbox<string>) => outbox.items.get().map((item) => `${item.payload} ${item.state}`);
const settled = (check: () => void) => until(check, 1);

/** A server that is told what to do with each send. */
function server() {
  const seen: string[] = [];
  const plan: ((item: Item) => void)[] = [];
  return {
    seen,
    failOnce: (error: unknown) =>
      plan.push(() => {
        throw error;
      }),
    send: async (item: Item) => {
      seen.push(item.payload);
      plan.shift()?.(item);
    },
  };
}

const offline = () => new ApiError(0, "offline");

test("what is added is sent and leaves the list", async () => {
  const { seen, send } = server();
  const sent = vi.fn();
  const outbox = made(send, { onSent: sent });
  const id = await outbox.add("c1", "Halo");
  await settled(() => expect(texts(outbox)).toEqual([]));
  expect(seen).toEqual(["Halo"]);
  expect(sent).toHaveBeenCalledWith(expect.objectContaining({ id, payload: "Halo" }));
});

test("items of a key go one after another, in order", async () => {
  const going: (() => void)[] = [];
  const seen: string[] = [];
  const outbox = made((item) => {
    seen.push(item.payload);
    return new Promise((resolve) => going.push(resolve));
  });
  await outbox.add("c1", "1");
  await outbox.add("c1", "2");
  await outbox.add("c2", "other");
  await settled(() => expect(seen).toEqual(["1", "other"]));
  going[0]?.();
  await settled(() => expect(seen).toEqual(["1", "other", "2"]));
});

test("while there is no connection the order is kept, and waking sends all", async () => {
  const { seen, send, failOnce } = server();
  failOnce(offline());
  const outbox = made(send);
  await outbox.add("c1", "1");
  await outbox.add("c1", "2");
  await settled(() => expect(states(outbox)).toEqual(["1 waiting", "2 waiting"]));
  outbox.wake();
  await settled(() => expect(texts(outbox)).toEqual([]));
  expect(seen).toEqual(["1", "1", "2"]);
});

test("a refusal stays with its reason and lets the next pass", async () => {
  const { seen, send, failOnce } = server();
  failOnce(new ApiError(409, "conflict"));
  const outbox = made(send);
  await outbox.add("c1", "1");
  await outbox.add("c1", "2");
  await settled(() => expect(states(outbox)).toEqual(["1 failed"]));
  expect(outbox.items.get()[0]?.reason).toBe("conflict");
  expect(seen).toEqual(["1", "2"]);
});

test("a refused item can be tried again, behind what was added since", async () => {
  const { seen, send, failOnce } = server();
  failOnce(new ApiError(422, "invalid"));
  const outbox = made(send);
  const id = await outbox.add("c1", "1");
  await outbox.add("c1", "2");
  await settled(() => expect(states(outbox)).toEqual(["1 failed"]));
  await outbox.retry(id);
  await settled(() => expect(texts(outbox)).toEqual([]));
  expect(seen).toEqual(["1", "2", "1"]);
});

test("the same id is used for every try, so the server can tell a repetition", async () => {
  const ids: string[] = [];
  let fail = true;
  const outbox = made(async (item) => {
    ids.push(item.id);
    if (fail) throw offline();
  });
  await outbox.add("c1", "1");
  await settled(() => expect(states(outbox)).toEqual(["1 waiting"]));
  fail = false;
  outbox.wake();
  await settled(() => expect(texts(outbox)).toEqual([]));
  expect(new Set(ids).size).toBe(1);
});

test("a removed item that was waiting is not sent", async () => {
  const { seen, send, failOnce } = server();
  failOnce(offline());
  const outbox = made(send);
  const id = await outbox.add("c1", "1");
  await settled(() => expect(states(outbox)).toEqual(["1 waiting"]));
  await outbox.remove(id);
  outbox.wake();
  await outbox.add("c1", "2");
  await settled(() => expect(texts(outbox)).toEqual([]));
  expect(seen).toEqual(["1", "2"]);
});

test("an item removed while it was being sent does not come back when the send fails", async () => {
  let fail: (error: unknown) => void = () => undefined;
  const outbox = made(() => new Promise((_resolve, reject) => void (fail = reject)));
  const id = await outbox.add("c1", "1");
  await settled(() => expect(states(outbox)).toEqual(["1 sending"]));
  await outbox.remove(id);
  fail(offline());
  await outbox.start();
  await settled(() => expect(texts(outbox)).toEqual([]));
});

test("the order of the moment of adding holds, even if the device's clock goes back", async () => {
  const clock = [5000, 3000];
  const outbox = made(async () => Promise.reject(offline()), { now: () => clock.shift() ?? 1 });
  await outbox.add("c1", "1");
  await outbox.add("c1", "2");
  await settled(() => expect(texts(outbox)).toEqual(["1", "2"]));
});

describe.each<[string, (name: string) => Shelf<Item>]>([
  ["in the browser's database", (name) => browserShelf<Item>(name)],
  ["in memory", () => memoryShelf<Item>()],
])("a shelf %s", (_where, shelfFor) => {
  test("keeps what an earlier visit could not send", async () => {
    const shelf = shelfFor(newId());
    const before = made(async () => Promise.reject(offline()), { shelf });
    await before.add("c1", "1");
    await before.add("c1", "2");
    await settled(() => expect(states(before)).toEqual(["1 waiting", "2 waiting"]));
    before.stop();

    const { seen, send } = server();
    const after = made(send, { shelf });
    await after.start();
    await settled(() => expect(texts(after)).toEqual([]));
    expect(seen).toEqual(["1", "2"]);
    expect(await shelf.all()).toEqual([]);
  });
});

test("two tabs with the same shelf send each item once, and one goes on for the other", async () => {
  vi.stubGlobal("navigator", { locks: fakeLocks() });
  const shared = { name: newId(), shelf: memoryShelf<Item>() };
  const { seen, send, failOnce } = server();
  failOnce(offline());
  const first = made(send, shared);
  const second = made(send, shared);
  await first.add("c1", "1");
  await first.add("c1", "2");
  await settled(() => expect(texts(second)).toEqual(["1", "2"]));
  expect(seen).toEqual(["1"]);
  first.stop();
  await settled(() => expect(texts(second)).toEqual([]));
  expect(seen).toEqual(["1", "1", "2"]);
  vi.unstubAllGlobals();
});

test("a browser that refuses its database gets memory instead", async () => {
  vi.spyOn(indexedDB, "open").mockImplementation(() => {
    throw new DOMException("forbidden", "SecurityError");
  });
  const shelf = browserShelf<{ id: string }>("x");
  await shelf.put({ id: "a" });
  expect(await shelf.all()).toEqual([{ id: "a" }]);
  await shelf.remove("a");
  expect(await shelf.all()).toEqual([]);
});

test("what was under way when it was stopped ends quietly", async () => {
  let arrive: () => void = () => undefined;
  const box = createOutbox<string>({
    name: "stopped",
    shelf: memoryShelf(),
    send: () => new Promise((resolve) => (arrive = resolve)),
  });
  await box.add("k", "a");
  await until(() => expect(box.items.get()[0]?.state).toBe("sending"));
  box.stop();
  arrive();
  await until(() => expect(box.items.get()).toEqual([]));
});
