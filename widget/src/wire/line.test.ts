import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Frame } from "../contract";

class FakeSocket {
  static all: FakeSocket[] = [];
  onopen: (() => void) | undefined;
  onmessage: ((event: { data: string }) => void) | undefined;
  onclose: ((event: { code: number }) => void) | undefined;
  readonly sent: Record<string, unknown>[] = [];
  readonly url: string;
  closed = false;

  constructor(url: string) {
    this.url = url;
    FakeSocket.all.push(this);
  }

  static get last(): FakeSocket {
    return FakeSocket.all.at(-1) as FakeSocket;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.closed = true;
  }

  hear(frame: Frame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

const ready: Frame = { type: "ready", cursor: "5", agent_read: 0, read: 0 };

describe("the line", () => {
  let line: typeof import("./line");
  const heard: Frame[] = [];
  const lost: [number, number][] = [];
  let cursor = "1";

  beforeEach(async () => {
    vi.resetModules();
    vi.useFakeTimers();
    vi.spyOn(Math, "random").mockReturnValue(0);
    vi.stubGlobal("WebSocket", FakeSocket);
    FakeSocket.all = [];
    heard.length = 0;
    lost.length = 0;
    localStorage.clear();
    Object.assign((await import("../place")).place, { base: "https://sapa.example", key: "wk_test" });
    line = await import("./line");
    cursor = "1";
    line.openLine(
      () => cursor,
      (frame) => heard.push(frame),
      (failures, code) => lost.push([failures, code]),
    );
  });

  afterEach(() => {
    line.closeLine();
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it("says hello with the token and where to go on", () => {
    expect(FakeSocket.last.url).toBe("wss://sapa.example/widget/v1/wk_test/socket");
    FakeSocket.last.onopen?.();
    expect(FakeSocket.last.sent).toEqual([{ type: "hello", token: expect.stringMatching(/^[\w-]{43}$/), cursor: "1" }]);
  });

  it("hands signals over only once it is ready", () => {
    expect(line.signalByLine({ type: "typing" })).toBe(false);
    FakeSocket.last.hear(ready);
    expect(line.signalByLine({ type: "read", n: 14 })).toBe(true);
    expect(FakeSocket.last.sent).toEqual([{ type: "read", n: 14 }]);
    expect(heard).toEqual([ready]);
  });

  it("answers a ping and tells nobody", () => {
    FakeSocket.last.hear({ type: "ping" });
    expect(FakeSocket.last.sent).toEqual([{ type: "pong" }]);
    expect(heard).toEqual([]);
  });

  it("comes back by itself, later and later, with the newest cursor", () => {
    for (const wait of [1000, 1500, 2250]) {
      FakeSocket.last.onclose?.({ code: 1006 });
      const count = FakeSocket.all.length;
      vi.advanceTimersByTime(wait - 1);
      expect(FakeSocket.all).toHaveLength(count);
      vi.advanceTimersByTime(1);
      expect(FakeSocket.all).toHaveLength(count + 1);
    }
    expect(lost).toEqual([
      [1, 1006],
      [2, 1006],
      [3, 1006],
    ]);
    cursor = "9";
    FakeSocket.last.onopen?.();
    expect(FakeSocket.last.sent[0]?.cursor).toBe("9");
    FakeSocket.last.hear(ready);
    FakeSocket.last.onclose?.({ code: 1006 });
    expect(lost.at(-1)).toEqual([1, 1006]);
  });

  it("waits longest when the server says there are too many", () => {
    FakeSocket.last.onclose?.({ code: 4429 });
    vi.advanceTimersByTime(29_999);
    expect(FakeSocket.all).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("gives up a socket that is silent for a minute, and one that does not get ready in ten seconds", () => {
    FakeSocket.last.hear(ready);
    vi.advanceTimersByTime(40_000);
    FakeSocket.last.hear({ type: "ping" });
    vi.advanceTimersByTime(59_999);
    expect(lost).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(FakeSocket.last.closed).toBe(true);
    expect(lost).toEqual([[1, 0]]);
    vi.advanceTimersByTime(1000 + 10_000);
    expect(lost).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  it("does not listen to a socket it has given up", () => {
    const old = FakeSocket.last;
    line.renewLine();
    expect(old.closed).toBe(true);
    old.hear(ready);
    old.onclose?.({ code: 4404 });
    expect(heard).toEqual([]);
    expect(lost).toEqual([]);
    expect(line.lineIsReady()).toBe(false);
  });

  it("tries at once when nudged while it waits, and not when it has a socket", () => {
    line.nudgeLine();
    expect(FakeSocket.all).toHaveLength(1);
    FakeSocket.last.onclose?.({ code: 1006 });
    line.nudgeLine();
    expect(FakeSocket.all).toHaveLength(2);
    vi.advanceTimersByTime(5000);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("stays closed until it is opened again", () => {
    FakeSocket.last.onclose?.({ code: 1006 });
    line.closeLine();
    line.nudgeLine();
    line.renewLine();
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("counts a page that forbids sockets as lost", () => {
    vi.stubGlobal(
      "WebSocket",
      class {
        constructor() {
          throw new Error("SecurityError");
        }
      },
    );
    line.renewLine();
    expect(lost).toEqual([[1, 0]]);
  });
});
