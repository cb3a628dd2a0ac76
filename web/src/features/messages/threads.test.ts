import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type LiveEvent, lineState } from "../../realtime/hub";
import { type Asked, fakeApi, Refusal, settled } from "../../test/fake-api";
import { makeEvent, makeMessage } from "../../test/inbox-makers";
import { until } from "../../test/until";
import type { Message } from "./rules";
import {
  doubtThreads,
  ensureThread,
  fetchBackTo,
  fetchOlder,
  forgetThreads,
  mostThreads,
  patchMessage,
  retryOnceBack,
  takeEvent,
  takeMessage,
  threadOf,
} from "./threads";

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => makeMessage({ seq: from + at }));
const seqs = () => threadOf("c1").messages.map(({ seq }) => seq);

/** Plays a conversation of so many messages. */
function serve(count: number): Asked[] {
  return fakeApi(({ path }) => {
    const query = new URLSearchParams(path.split("?")[1]);
    const [before, after, limit] = ["before", "after", "limit"].map((name) => Number(query.get(name) ?? 0));
    if (after) return { messages: range(after + 1, Math.min(count, after + (limit ?? 0))), events: [], more: false };
    const last = before ? before - 1 : count;
    const first = Math.max(1, last - (limit ?? 0) + 1);
    return { messages: range(first, last), events: [], more: first > 1 };
  });
}
const live = (kind: string, part: Partial<LiveEvent>) => takeEvent({ ...makeEvent({ kind }), ...part } as LiveEvent);
const conversation = { id: "c1" } as NonNullable<LiveEvent["conversation"]>;

beforeEach(() => forgetThreads());
afterEach(() => {
  vi.unstubAllGlobals();
  lineState.set(undefined);
});

describe("pages", () => {
  test("the newest come first, older ones above them until all is there", async () => {
    const asked = serve(120);
    await ensureThread("c1");
    expect([seqs()[0], seqs().at(-1), threadOf("c1").whole]).toEqual([71, 120, false]);
    await fetchOlder("c1");
    await fetchOlder("c1");
    expect(seqs()).toEqual(range(1, 120).map(({ seq }) => seq));
    expect(threadOf("c1").whole).toBe(true);
    await fetchOlder("c1");
    expect(asked).toHaveLength(3);
  });

  test("asking twice at once asks once, and what is there is not asked for again", async () => {
    const asked = serve(10);
    await Promise.all([ensureThread("c1"), ensureThread("c1")]);
    await ensureThread("c1");
    expect(asked).toHaveLength(1);
  });

  test("a failed page leaves what is there and can be tried again", async () => {
    serve(120);
    await ensureThread("c1");
    fakeApi(() => new Refusal(404, "not_found"));
    await fetchOlder("c1");
    expect([threadOf("c1").older, seqs().length]).toEqual(["failed", 50]);
    serve(120);
    await fetchOlder("c1");
    expect([threadOf("c1").older, seqs().length]).toEqual(["idle", 100]);
  });

  test("a thread that could not be fetched comes by itself when the connection is back", async () => {
    fakeApi(() => new Refusal(404, "not_found"));
    await ensureThread("c1");
    const end = retryOnceBack("c1");
    const asked = serve(10);
    lineState.set("reconnecting");
    expect([threadOf("c1").state, asked.length]).toEqual(["failed", 0]);
    lineState.set("live");
    await until(() => expect([threadOf("c1").state, seqs().length]).toEqual(["ready", 10]));
    end();
  });

  test("a quoted message far back is fetched to; one that is nowhere is not there", async () => {
    serve(400);
    await ensureThread("c1");
    await expect(fetchBackTo("c1", 30)).resolves.toBe(true);
    expect(seqs()).toContain(30);
    await expect(fetchBackTo("c1", 900)).resolves.toBe(false);
  });
});

describe("live changes", () => {
  beforeEach(async () => {
    serve(60);
    await ensureThread("c1");
  });

  test("a new message is added, the same again only once", () => {
    for (let time = 0; time < 2; time++) live("message.received", { conversation, message: makeMessage({ seq: 61 }) });
    expect(seqs().slice(-2)).toEqual([60, 61]);
    expect(threadOf("c1").messages).toHaveLength(51);
  });

  test("messages told of out of turn are filled up from the server", async () => {
    const asked = serve(63);
    takeMessage(makeMessage({ seq: 63 }));
    await until(() => expect(seqs().slice(-4)).toEqual([60, 61, 62, 63]));
    expect(asked[0]?.path).toContain("after=60");
    expect(threadOf("c1").whole).toBe(false);
  });

  test("a change of a message above what is here waits for its page", () => {
    takeMessage(makeMessage({ seq: 3, text: "diubah" }));
    expect(seqs()[0]).toBe(11);
  });

  test("a report moves what was sent forward", () => {
    takeMessage(makeMessage({ seq: 61, direction: "out", status: "sent" }));
    live("message.progressed", { conversation, status: "read", up_to: 61 });
    expect(threadOf("c1").messages.at(-1)?.status).toBe("read");
  });

  test("what happens to the conversation stands in the thread, what is read does not", () => {
    live("conversation.resolved", { conversation, id: "e9", after_seq: 60 });
    live("conversation.read", { conversation, id: "e10", after_seq: 60 });
    expect(threadOf("c1").events.map(({ id }) => id)).toEqual(["e9"]);
  });

  test("a thread out of sight is forgotten", () => {
    live("conversation.gone", { gone: "c1" });
    expect(threadOf("c1").state).toBe("new");
  });

  test("threads nobody has opened are left alone", () => {
    live("message.received", {
      conversation: { ...conversation, id: "c2" },
      message: makeMessage({ seq: 1, conversation_id: "c2" }),
    });
    expect(threadOf("c2").messages).toEqual([]);
  });
});

describe("after too much was missed", () => {
  test("what is there stays in view until it has been fetched anew, and the old stretch does not leave a hole", async () => {
    serve(60);
    await ensureThread("c1");
    doubtThreads();
    expect([threadOf("c1").state, seqs().length]).toEqual(["doubted", 50]);
    serve(300);
    await ensureThread("c1");
    expect([seqs()[0], seqs().at(-1), threadOf("c1").state]).toEqual([251, 300, "ready"]);
  });

  test("what is told while that is under way is kept", async () => {
    serve(60);
    await ensureThread("c1");
    doubtThreads();
    let answer: (value: unknown) => void = () => undefined;
    fakeApi(() => new Promise((resolve) => (answer = resolve)));
    const under = ensureThread("c1");
    await settled();
    takeMessage(makeMessage({ seq: 61 }));
    answer({ messages: range(11, 60), events: [], more: true });
    await under;
    expect(seqs().slice(-2)).toEqual([60, 61]);
  });
});

describe("changes ahead of the server", () => {
  const changed = (message: Message) => ({ ...message, text: "diubah" });
  beforeEach(async () => {
    serve(3);
    await ensureThread("c1");
  });

  test("a refusal takes them back", () => {
    const undo = patchMessage("c1", "x2", changed);
    expect(threadOf("c1").messages[1]?.text).toBe("diubah");
    undo();
    expect(threadOf("c1").messages[1]?.text).toBe("pesan 2");
  });

  test("but not what the server has said since", () => {
    const undo = patchMessage("c1", "x2", changed);
    takeMessage(makeMessage({ seq: 2, text: "dari server" }));
    undo();
    expect(threadOf("c1").messages[1]?.text).toBe("dari server");
  });
});

test(`the ${mostThreads} threads used last are kept`, async () => {
  fakeApi(() => ({ messages: [], events: [], more: false }));
  for (let at = 0; at <= mostThreads; at++) await ensureThread(`k${at}`);
  await ensureThread("k1");
  await ensureThread("last");
  expect([threadOf("k0").state, threadOf("k1").state, threadOf("k2").state]).toEqual(["new", "ready", "new"]);
});
