import { ApiError, isTemporary } from "./api-error";
import { newId } from "./id";
import { inOrder, nextOf, type OutboxItem, waitFor } from "./outbox-rules";
import type { Shelf } from "./outbox-shelf";
import { createStore, type Store } from "./store";

export interface OutboxOptions<P> {
  /** Names the locks and the channel between tabs; contains the member's id. */
  name: string;
  shelf: Shelf<OutboxItem<P>>;
  /** Sends one item. Resolves when the server has it; the same id sent twice must count once. */
  send: (item: OutboxItem<P>) => Promise<void>;
  /** Told when an item has been sent, in the tab that sent it, before it leaves the list. */
  onSent?: (item: OutboxItem<P>) => void;
  /** For tests: the clock, the dice, and the wait. */
  now?: () => number;
  random?: () => number;
  wait?: (milliseconds: number, wake: AbortSignal) => Promise<void>;
}

export interface Outbox<P> {
  /** All items of all keys, in order. For components: `useStore(outbox.items, …)`. */
  items: Store<readonly OutboxItem<P>[]>;
  /** Reads what an earlier visit left, and begins to send. */
  start(): Promise<void>;
  /** Adds an item at the end of its key's order and returns its id. It is on the shelf when the promise resolves. */
  add(key: string, payload: P, id?: string): Promise<string>;
  /** Tries a refused item again, at the end of its key's order. */
  retry(id: string): Promise<void>;
  /** Takes an item back. One that is being sent may still arrive. */
  remove(id: string): Promise<void>;
  /** Ends all waits now: call it when the connection is back. */
  wake(): void;
  /** Stops sending; what waits stays on the shelf. */
  stop(): void;
}

/** A queue of things to send, in order within each key, that survives a reload. See `outbox-rules.ts`. */
export function createOutbox<P>(options: OutboxOptions<P>): Outbox<P> {
  const { name, shelf, send, now = Date.now, random = Math.random, wait = waitOrWake } = options;
  const items = createStore<readonly OutboxItem<P>[]>([]);
  const pumping = new Set<string>();
  const tabs = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(`sapa.outbox.${name}`);
  let alarm = new AbortController();
  let stopped = false;

  const read = async () => items.set(inOrder(await shelf.all()));
  const write = async (item: OutboxItem<P>) => {
    await shelf.put(item);
    await changed();
  };
  const changed = async () => {
    await read();
    // What was under way when it was stopped ends after the wire to the other tabs is gone.
    if (!stopped) tabs?.postMessage("changed");
  };

  async function add(key: string, payload: P, id = newId()): Promise<string> {
    const last = items.get().reduce((most, item) => Math.max(most, item.order), 0);
    await write({ id, key, payload, order: Math.max(now(), last + 1), state: "waiting", tries: 0, reason: "" });
    void pump(key);
    return id;
  }

  async function retry(id: string): Promise<void> {
    const item = items.get().find((one) => one.id === id);
    if (item?.state !== "failed") return;
    const last = items.get().at(-1)?.order ?? 0;
    await write({ ...item, order: Math.max(now(), last + 1), state: "waiting", tries: 0, reason: "" });
    void pump(item.key);
  }

  /** Sends a key's items one after another. Only one tab pumps a key at a time: the others queue behind its lock. */
  async function pump(key: string): Promise<void> {
    if (pumping.has(key) || stopped) return;
    pumping.add(key);
    try {
      await withLock(`sapa.outbox.${name}.${key}`, () => drain(key));
    } finally {
      pumping.delete(key);
    }
    if (!stopped && nextOf(items.get(), key)) void pump(key);
  }

  async function drain(key: string): Promise<void> {
    for (;;) {
      await read();
      const next = nextOf(items.get(), key);
      if (!next || stopped) return;
      await sendOne(next);
    }
  }

  async function sendOne(item: OutboxItem<P>): Promise<void> {
    const trying = { ...item, state: "sending" as const, tries: item.tries + 1 };
    await write(trying);
    try {
      await send(trying);
    } catch (error) {
      await setBack(trying, error);
      return;
    }
    options.onSent?.(trying);
    await shelf.remove(item.id);
    await changed();
  }

  async function setBack(item: OutboxItem<P>, error: unknown): Promise<void> {
    const stillThere = (await shelf.all()).some((one) => one.id === item.id);
    if (!stillThere) return changed();
    if (!isTemporary(error)) {
      const reason = error instanceof ApiError ? error.code : "unknown";
      return write({ ...item, state: "failed", reason });
    }
    await write({ ...item, state: "waiting" });
    const retryAfter = error instanceof ApiError ? error.retryAfter : 0;
    await wait(waitFor(item.tries, retryAfter, random()), alarm.signal);
  }

  const pumpAll = () => {
    for (const key of new Set(items.get().map((item) => item.key))) void pump(key);
  };

  // Queueing for the lock as well: if the tab that is sending gets closed, this one goes on.
  tabs?.addEventListener("message", () => void read().then(pumpAll));

  return {
    items,
    add,
    retry,
    async start() {
      await read();
      pumpAll();
    },
    async remove(id) {
      await shelf.remove(id);
      await changed();
    },
    wake() {
      alarm.abort();
      alarm = new AbortController();
      pumpAll();
    },
    stop() {
      stopped = true;
      alarm.abort();
      tabs?.close();
    },
  };
}

async function withLock(name: string, work: () => Promise<void>): Promise<void> {
  // Locks need a secure page. Without them two tabs may send the same item; its key makes that harmless.
  if (typeof navigator !== "undefined" && navigator.locks) return navigator.locks.request(name, work);
  return work();
}

function waitOrWake(milliseconds: number, wake: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (wake.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    wake.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
