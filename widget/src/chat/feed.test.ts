import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Frame, Message, Page, Side } from "../contract";

const asked: string[] = [];
const told: object[] = [];
let replies: (() => unknown)[] = [];
let hear: (frame: Frame) => void = () => {};
let lose: (failures: number, code: number) => void = () => {};
let cursor: () => string = () => "";
let opened = 0;
let ready = false;

const message = (n: number, from: Side = "agent", part: Partial<Message> = {}): Message => ({
  n,
  from,
  author: null,
  kind: "text",
  text: `text ${n}`,
  attachments: [],
  location: null,
  reply_to: null,
  reactions: [],
  at: "2026-11-22T03:04:05Z",
  edited: false,
  deleted: false,
  ...part,
});

const page = (ns: number[], part: Partial<Page> = {}): Page => ({
  messages: ns.map((n) => message(n)),
  more: false,
  agent_read: 0,
  read: 0,
  cursor: "1",
  ...part,
});

describe("the feed", () => {
  let feed: typeof import("./feed");
  let Failure: typeof import("../wire/request").Failure;
  let state: import("./state").State;
  let change: typeof import("./state").change;

  const fail = (code: string) => () => {
    throw new Failure(code);
  };
  const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);
  const ns = () => state.messages.map(({ n }) => n);
  const getReady = (part: Partial<Frame> = {}) => {
    ready = true;
    hear({ type: "ready", cursor: cursor(), agent_read: 0, read: 0, ...part } as Frame);
  };

  beforeEach(async () => {
    vi.resetModules();
    vi.useFakeTimers();
    localStorage.clear();
    asked.length = 0;
    told.length = 0;
    replies = [];
    opened = 0;
    ready = false;
    vi.doMock("../wire/request", async (original) => ({
      ...(await original<object>()),
      request: vi.fn(async (path: string, body?: object) => {
        if (body) told.push({ path, ...body });
        else asked.push(path);
        return body ? undefined : (replies.shift() ?? (() => page([])))();
      }),
    }));
    vi.doMock("../wire/line", () => ({
      openLine: (from: typeof cursor, hearing: typeof hear, losing: typeof lose) => {
        [cursor, hear, lose] = [from, hearing, losing];
        opened++;
      },
      closeLine: vi.fn(() => {
        ready = false;
      }),
      renewLine: vi.fn(),
      nudgeLine: vi.fn(),
      lineIsReady: () => ready,
      signalByLine: (signal: object) => ready && told.push(signal) > 0,
    }));
    Object.assign((await import("../place")).place, { base: "https://sapa.example", key: "wk_test" });
    ({ Failure } = await import("../wire/request"));
    ({ state, change } = await import("./state"));
    feed = await import("./feed");
  });

  afterEach(() => {
    vi.doUnmock("../wire/line");
    vi.useRealTimers();
  });

  it("fetches the newest page, and opens the socket from where the page ends", async () => {
    replies = [() => page([3, 6], { cursor: "7", more: true, read: 3, agent_read: 2 })];
    feed.startFeed();
    await settle();
    expect(asked).toEqual(["/messages?limit=50"]);
    expect(opened).toBe(1);
    expect(cursor()).toBe("7");
    expect(state).toMatchObject({ loaded: true, more: true, read: 3, agentRead: 2 });
    expect(ns()).toEqual([3, 6]);
  });

  it("does not announce what was there before, and announces what comes", async () => {
    replies = [() => page([3])];
    feed.startFeed();
    await settle();
    expect(state.spoken).toBeNull();
    hear({ type: "message", message: message(6, "me"), cursor: "2" });
    expect(state.spoken).toBeNull();
    hear({ type: "message", message: message(9), cursor: "3" });
    expect(state.spoken?.n).toBe(9);
    expect(cursor()).toBe("3");
    hear({ type: "message", message: message(3, "agent", { text: "edited" }), cursor: "4" });
    expect(state.spoken?.n).toBe(9);
    expect(state.messages[0]?.text).toBe("edited");
  });

  it("tries the first page again until it comes, and only then opens the socket", async () => {
    replies = [fail("unavailable"), fail("network"), () => page([3])];
    feed.startFeed();
    await settle();
    expect(state.line).toBe("lost");
    expect(opened).toBe(0);
    await settle(30_000);
    await settle(30_000);
    expect(ns()).toEqual([3]);
    expect(opened).toBe(1);
    await settle(120_000);
    expect(asked).toHaveLength(3);
  });

  it("polls while sockets fail, every 5 s in the open window, and stops when one is ready", async () => {
    const updates = (part: object) => () => ({ ...page([]), agent_typing: false, reload: false, ...part });
    replies = [() => page([3]), updates({ messages: [message(6)], cursor: "2" }), updates({ cursor: "3" })];
    change({ open: true });
    feed.startFeed();
    await settle();
    lose(1, 1006);
    await settle(10_000);
    expect(asked).toHaveLength(1);
    lose(2, 1006);
    await settle();
    expect(asked.at(-1)).toBe("/updates?cursor=1");
    expect(ns()).toEqual([3, 6]);
    expect(state.line).toBe("up");
    await settle(5000);
    expect(asked.at(-1)).toBe("/updates?cursor=2");
    getReady();
    await settle(60_000);
    expect(asked).toHaveLength(3);
  });

  it("polls every 30 s behind a closed window", async () => {
    replies = [() => page([3])];
    feed.startFeed();
    await settle();
    lose(2, 1006);
    await settle(29_999);
    expect(asked).toHaveLength(2);
    await settle(1);
    expect(asked).toHaveLength(3);
  });

  it("starts afresh when messages may be missing between what is here and the page", async () => {
    replies = [() => page([3, 6]), () => page([90, 93], { more: true, cursor: "40" })];
    feed.startFeed();
    await settle();
    getReady();
    hear({ type: "reload" });
    await settle();
    expect(ns()).toEqual([90, 93]);
    expect(state.more).toBe(true);
    expect(opened).toBe(2);
    expect(cursor()).toBe("40");
  });

  it("keeps older messages when the page joins them", async () => {
    replies = [() => page([3, 6, 9]), () => page([9, 12], { more: true })];
    feed.startFeed();
    await settle();
    getReady();
    hear({ type: "reload" });
    await settle();
    expect(ns()).toEqual([3, 6, 9, 12]);
    expect(state.more).toBe(false);
  });

  it("fetches older pages from the first message on, one at a time, and rests after a failure", async () => {
    replies = [() => page([60, 63], { more: true }), () => page([30, 33], { more: true }), fail("network")];
    feed.startFeed();
    await settle();
    void feed.loadOlder();
    void feed.loadOlder();
    await settle();
    expect(asked.slice(1)).toEqual(["/messages?before=60&limit=50"]);
    expect(ns()).toEqual([30, 33, 60, 63]);
    void feed.loadOlder();
    await settle();
    void feed.loadOlder();
    await settle(4999);
    void feed.loadOlder();
    expect(asked).toHaveLength(3);
    await settle(1);
    void feed.loadOlder();
    expect(asked.at(-1)).toBe("/messages?before=30&limit=50");
    expect(asked).toHaveLength(4);
  });

  it("fetches a message again once when its files do not load", async () => {
    replies = [() => page([3, 6]), () => page([6])];
    feed.startFeed();
    await settle();
    void feed.renewMessage(message(6));
    await settle();
    void feed.renewMessage(message(6));
    await settle();
    expect(asked.slice(1)).toEqual(["/messages?before=7&limit=1"]);
  });

  it.each([
    [4403, "origin_not_allowed"],
    [4404, "not_found"],
  ])("ends quietly on %i", async (code, closed) => {
    replies = [() => page([3])];
    feed.startFeed();
    await settle();
    lose(1, code);
    await settle(120_000);
    feed.nudgeFeed();
    await settle();
    expect(state.closed).toBe(closed);
    expect(asked).toHaveLength(1);
  });

  it("takes a new secret when the old one is refused", async () => {
    const { identity } = await import("../keep/identity");
    replies = [() => page([3])];
    feed.startFeed();
    await settle();
    const { secret } = identity();
    lose(1, 4401);
    expect(identity().secret).not.toBe(secret);
  });

  it("moves read marks only forward", async () => {
    replies = [() => page([3, 6, 9], { agent_read: 6, read: 6 })];
    feed.startFeed();
    await settle();
    hear({ type: "agent_read", n: 3, cursor: "2" });
    expect(state).toMatchObject({ agentRead: 6, read: 6 });
    hear({ type: "agent_read", n: 9, cursor: "3" });
    expect(state.agentRead).toBe(9);
  });

  it("tells that messages came, and that they were read only in the open window at its end", async () => {
    replies = [() => page([3, 6], { read: 3 })];
    feed.startFeed();
    await settle();
    expect(told).toEqual([]);
    getReady({ read: 3 });
    expect(told).toEqual([{ type: "received", n: 6 }]);
    change({ open: true, atEnd: false });
    hear({ type: "message", message: message(9), cursor: "2" });
    expect(told.slice(1)).toEqual([{ type: "received", n: 9 }]);
    const { markRead } = await import("./receipts");
    change({ atEnd: true });
    markRead();
    markRead();
    expect(told.slice(2)).toEqual([{ type: "read", n: 9 }]);
  });

  it("tells again what a lost line may have swallowed", async () => {
    replies = [() => page([3])];
    change({ open: true });
    feed.startFeed();
    await settle();
    told.length = 0;
    getReady({ read: 0 });
    expect(told).toEqual([{ type: "read", n: 3 }]);
    getReady({ read: 3 });
    expect(told).toHaveLength(1);
  });

  it("tells again what has come when a new line is ready, and not of what was read", async () => {
    replies = [() => page([3])];
    feed.startFeed();
    await settle();
    getReady();
    getReady();
    expect(told).toEqual([
      { type: "received", n: 3 },
      { type: "received", n: 3 },
    ]);
    getReady({ read: 3 });
    expect(told).toHaveLength(2);
  });

  it("shows typing for six seconds or until the message", async () => {
    feed.startFeed();
    await settle();
    hear({ type: "agent_typing" });
    expect(state.agentTyping).toBe(true);
    await settle(5999);
    expect(state.agentTyping).toBe(true);
    await settle(1);
    expect(state.agentTyping).toBe(false);
    hear({ type: "agent_typing" });
    hear({ type: "message", message: message(3), cursor: "2" });
    expect(state.agentTyping).toBe(false);
  });

  it("tells the visitor's typing at most every three seconds, and not of strangers", async () => {
    const { tellTyping } = await import("./receipts");
    tellTyping();
    expect(told).toEqual([]);
    replies = [() => page([3], { read: 3 })];
    feed.startFeed();
    await settle();
    tellTyping();
    tellTyping();
    expect(told).toEqual([{ path: "/typing" }]);
    await settle(3000);
    tellTyping();
    expect(told).toHaveLength(2);
  });
});
