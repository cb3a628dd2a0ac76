import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Message } from "../contract";

type Modules = {
  sender: typeof import("./sender");
  state: typeof import("./state");
  waiting: typeof import("./waiting");
  outbox: typeof import("../keep/outbox");
  identity: typeof import("../keep/identity");
  request: typeof import("../wire/request");
};

type Reply = () => unknown;

const sent: { path: string; body: Record<string, unknown> | null | undefined }[] = [];
let replies: Reply[] = [];
let modules: Modules;
let lastN = 0;

const confirm = (body: Record<string, unknown>): { message: Partial<Message> } => ({
  message: { n: ++lastN, client_id: String(body.client_id), from: "me", text: String(body.text ?? ""), reactions: [] },
});

function fail(code: string, fields: { field: string; code: string }[] = [], wait = 0): Reply {
  return () => {
    throw new modules.request.Failure(code, fields, wait);
  };
}

/** Lets everything that is ready happen, and timers up to so many milliseconds. */
const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);

async function write(text: string): Promise<void> {
  await modules.waiting.queue({ ...modules.state.emptyDraft, text });
}

const texts = () => sent.filter(({ path }) => path === "/messages").map(({ body }) => body?.text);
const waiting = () => modules.outbox.outbox().map(({ text, problem }) => [text, problem]);

beforeEach(async () => {
  vi.resetModules();
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0);
  localStorage.clear();
  sent.length = 0;
  replies = [];
  lastN = 0;
  vi.doMock("../wire/request", async (original) => ({
    ...(await original<object>()),
    request: vi.fn(async (path: string, body?: Record<string, unknown>) => {
      sent.push({ path, body });
      const reply = replies.shift();
      if (reply) return reply();
      return path === "/messages" ? confirm(body ?? {}) : { id: `up-${sent.length}` };
    }),
  }));
  const { place } = await import("../place");
  Object.assign(place, { base: "https://sapa.example", key: "wk_test" });
  modules = {
    sender: await import("./sender"),
    state: await import("./state"),
    waiting: await import("./waiting"),
    outbox: await import("../keep/outbox"),
    identity: await import("../keep/identity"),
    request: await import("../wire/request"),
  };
  const off = { enabled: false, name: "off", email: "off", phone: "off" } as const;
  modules.state.change({ config: { pre_chat: off } as never });
});

describe("sending", () => {
  it("takes one after the other, in the order of writing", async () => {
    for (const text of ["satu", "dua", "tiga"]) await write(text);
    await modules.sender.flush();
    expect(texts()).toEqual(["satu", "dua", "tiga"]);
    expect(modules.state.state.messages.map(({ text }) => text)).toEqual(["satu", "dua", "tiga"]);
    expect(waiting()).toEqual([]);
  });

  it("tries again with the same client_id when the answer is lost, and lets nothing pass by", async () => {
    replies = [fail("network"), fail("unavailable")];
    await write("satu");
    await write("dua");
    void modules.sender.flush();
    await settle();
    expect(texts()).toEqual(["satu"]);
    await settle(1000);
    await settle(1500);
    expect(texts()).toEqual(["satu", "satu", "satu", "dua"]);
    expect(new Set(sent.slice(0, 3).map(({ body }) => body?.client_id)).size).toBe(1);
  });

  it("does not hurry because it was asked to while it failed", async () => {
    replies = [
      () => {
        void modules.sender.flush();
        throw new modules.request.Failure("network");
      },
    ];
    await write("satu");
    void modules.sender.flush();
    await settle(999);
    expect(texts()).toHaveLength(1);
    await settle(1);
    expect(texts()).toHaveLength(2);
  });

  it("waits as long as the server says, whatever happens meanwhile", async () => {
    replies = [fail("rate_limited", [], 7000)];
    await write("satu");
    void modules.sender.flush();
    await settle(6999);
    modules.sender.sendNow();
    await settle();
    expect(texts()).toEqual(["satu"]);
    expect(modules.state.state.notice?.key).toBe("e_rate_limited");
    await settle(1);
    expect(texts()).toEqual(["satu", "satu"]);
    expect(modules.state.state.notice).toBeNull();
  });

  it("marks what is refused and goes on with the next", async () => {
    replies = [fail("invalid", [{ field: "text", code: "too_long" }])];
    await write("satu");
    await write("dua");
    await modules.sender.flush();
    expect(texts()).toEqual(["satu", "dua"]);
    expect(waiting()).toEqual([["satu", "too_long"]]);
    await settle(60_000);
    expect(texts()).toHaveLength(2);
    const [item] = modules.outbox.outbox();
    if (item) modules.sender.retry(item);
    await settle();
    expect(texts()).toEqual(["satu", "dua", "satu"]);
    expect(waiting()).toEqual([]);
  });

  it("sends the profile with the first message only, without the questions left open", async () => {
    const { identity, setIdentity } = modules.identity;
    setIdentity({ ...identity(), profile: { name: "Budi", email: "" } });
    await write("satu");
    await write("dua");
    await modules.sender.flush();
    expect(sent.map(({ body }) => body?.profile)).toEqual([{ name: "Budi" }, undefined]);
  });

  it("holds everything when the profile is wrong, until it is answered again", async () => {
    const { identity, setIdentity } = modules.identity;
    setIdentity({ ...identity(), profile: { email: "x" } });
    replies = [fail("invalid", [{ field: "profile.email", code: "invalid_email" }]), fail("network")];
    await write("satu");
    await modules.sender.flush();
    await settle(60_000);
    expect(sent.map(({ path }) => path)).toEqual(["/messages", "/config"]);
    expect(modules.state.state.profileProblems).toEqual([{ field: "profile.email", code: "invalid_email" }]);
    expect(modules.state.state.asking).toBe(true);
    modules.state.change({ profileProblems: [] });
    modules.sender.sendNow();
    await settle();
    expect(waiting()).toEqual([]);
  });

  it("sends the answers to a server that has forgotten who this was", async () => {
    const { identity, setIdentity } = modules.identity;
    setIdentity({ ...identity(), known: true });
    replies = [fail("invalid", [{ field: "profile.name", code: "required" }]), fail("network")];
    await write("satu");
    await modules.sender.flush();
    setIdentity({ ...identity(), profile: { name: "Budi" } });
    modules.state.change({ profileProblems: [] });
    modules.sender.sendNow();
    await settle();
    expect(sent.at(-1)?.body?.profile).toEqual({ name: "Budi" });
    expect(waiting()).toEqual([]);
  });

  it("stops for good where there is no chat, and keeps what was written", async () => {
    replies = [fail("origin_not_allowed")];
    await write("satu");
    void modules.sender.flush();
    await settle(120_000);
    modules.sender.sendNow();
    await settle();
    expect(texts()).toEqual(["satu"]);
    expect(modules.state.state.closed).toBe("origin_not_allowed");
    expect(waiting()).toEqual([["satu", ""]]);
  });

  it("takes out what the socket has confirmed before the answer came", async () => {
    await write("satu");
    const [item] = modules.outbox.outbox();
    replies = [
      () => {
        modules.waiting.confirmSent([{ ...item, n: 3 } as Message]);
        throw new modules.request.Failure("network");
      },
    ];
    await modules.sender.flush();
    await settle(60_000);
    expect(texts()).toEqual(["satu"]);
    expect(waiting()).toEqual([]);
  });

  it("tells in words that a message was refused for a reason it does not know", async () => {
    replies = [fail("something_new")];
    await write("satu");
    await modules.sender.flush();
    expect(waiting()).toEqual([["satu", "something_new"]]);
  });
});

describe("sending files", () => {
  const file = (name: string) => ({
    file: new Blob([name]),
    id: "",
    kind: "file" as const,
    name,
    type: "text/plain",
    size: 100,
    width: 0,
    height: 0,
    duration_ms: 0,
    url: "blob:x",
    thumb_url: null,
  });

  const writeWith = (...names: string[]) =>
    modules.waiting.queue({ ...modules.state.emptyDraft, text: "ini", files: names.map(file) });

  it("uploads each once, whatever happens to the message after", async () => {
    replies = [() => ({ id: "u1" }), () => ({ id: "u2" }), fail("network")];
    await writeWith("a b.txt", "c.txt");
    void modules.sender.flush();
    await settle(1000);
    expect(sent.map(({ path }) => path)).toEqual([
      "/uploads?name=a%20b.txt",
      "/uploads?name=c.txt",
      "/messages",
      "/messages",
    ]);
    expect(sent.at(-1)?.body?.attachments).toEqual(["u1", "u2"]);
  });

  it("does not upload again what is up when a later file fails", async () => {
    replies = [() => ({ id: "u1" }), fail("network"), () => ({ id: "u2" })];
    await writeWith("a.txt", "b.txt");
    void modules.sender.flush();
    await settle(1000);
    expect(sent.map(({ path }) => path)).toEqual([
      "/uploads?name=a.txt",
      "/uploads?name=b.txt",
      "/uploads?name=b.txt",
      "/messages",
    ]);
  });

  it("uploads anew, once, when the server no longer has them", async () => {
    const gone = fail("invalid", [{ field: "attachments", code: "not_found" }]);
    replies = [() => ({ id: "u1" }), gone, () => ({ id: "u2" }), gone];
    await writeWith("a.txt");
    await modules.sender.flush();
    expect(sent.filter(({ path }) => path === "/messages").map(({ body }) => body?.attachments)).toEqual([
      ["u1"],
      ["u2"],
    ]);
    expect(waiting()).toEqual([["ini", "not_found"]]);
  });

  it("says which file is gone when the page that had it is", async () => {
    await writeWith("a.txt");
    const { unshelve } = await import("../keep/shelf");
    const [item] = modules.outbox.outbox();
    await unshelve(modules.waiting.shelfName(item?.client_id, 0));
    await modules.sender.flush();
    expect(sent).toEqual([]);
    expect(waiting()).toEqual([["ini", "file_lost"]]);
  });

  it("sends nothing of a message that is thrown away while it uploads", async () => {
    replies = [
      () => {
        const [item] = modules.outbox.outbox();
        if (item) modules.sender.discard(item);
        return { id: "u1" };
      },
    ];
    await writeWith("a.txt");
    await modules.sender.flush();
    await settle(60_000);
    expect(texts()).toEqual([]);
    expect(waiting()).toEqual([]);
    expect(modules.state.state.outbox).toEqual([]);
  });
});
