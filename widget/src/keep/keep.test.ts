import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { place } from "../place";
import { identity, isKnown, markKnown, renewIdentity, setIdentity } from "./identity";
import { dropOutgoing, type Outgoing, outbox, putOutgoing, unsent, updateOutgoing, waits } from "./outbox";
import { newSecret, newUuid } from "./random";
import { openStore } from "./text-store";

const item = (client_id: string, order: number): Outgoing => ({
  n: unsent,
  client_id,
  from: "me",
  author: null,
  kind: "text",
  text: client_id,
  attachments: [],
  location: null,
  reply_to: null,
  reactions: [],
  at: new Date(order).toISOString(),
  edited: false,
  deleted: false,
  order,
  language: "id",
  page: { url: "https://contoh.id", title: "" },
  problem: "",
});

beforeEach(() => {
  place.key = "wk_test";
  localStorage.clear();
  sessionStorage.clear();
});

describe("random", () => {
  it("makes secrets of 32 bytes in base64url, never twice the same", () => {
    const secrets = Array.from({ length: 50 }, newSecret);
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/);
    expect(new Set(secrets).size).toBe(50);
    const raw = atob((secrets[0] ?? "").replace(/-/g, "+").replace(/_/g, "/"));
    expect(raw).toHaveLength(32);
    // No loose bits, which a strict reader would refuse.
    expect(btoa(raw)).toBe(`${secrets[0]?.replace(/-/g, "+").replace(/_/g, "/")}=`);
  });

  it("makes UUIDs of version 4", () => {
    const uuids = Array.from({ length: 50 }, newUuid);
    for (const uuid of uuids) expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(uuids).size).toBe(50);
  });
});

describe("a store", () => {
  it("remembers, forgets and lists by the beginning of the name", () => {
    const store = openStore("localStorage");
    store.write("a:1", { x: 1 });
    store.write("b:1", "y");
    expect(store.read("a:1")).toEqual({ x: 1 });
    expect(store.names("a:")).toEqual(["a:1"]);
    store.remove("a:1");
    expect(store.read("a:1")).toBeUndefined();
    expect(openStore("localStorage").read("b:1")).toBe("y");
  });

  it("gives nothing for what cannot be read", () => {
    localStorage.setItem("bad", "{");
    expect(openStore("localStorage").read("bad")).toBeUndefined();
  });

  it("serves from memory where the browser refuses to write", () => {
    const refuse = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new Error("QuotaExceededError");
    });
    const store = openStore("localStorage");
    store.write("a:1", 1);
    expect(store.read("a:1")).toBe(1);
    expect(store.names("a:")).toEqual(["a:1"]);
    refuse.mockRestore();
    store.write("a:1", 2);
    expect(store.read("a:1")).toBe(2);
    expect(localStorage.getItem("a:1")).toBe("2");
  });

  it("serves from memory where there is no storage at all", () => {
    const denied = vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
      throw new Error("SecurityError");
    });
    const store = openStore("localStorage");
    denied.mockRestore();
    store.write("a:1", 1);
    expect(store.read("a:1")).toBe(1);
    expect(store.names("a:")).toEqual(["a:1"]);
    store.remove("a:1");
    expect(store.read("a:1")).toBeUndefined();
    expect(localStorage.getItem("a:1")).toBeNull();
  });
});

describe("identity", () => {
  it("is made once and is the same next week", () => {
    const { secret } = identity();
    expect(identity().secret).toBe(secret);
    expect(JSON.parse(localStorage.getItem("sapa:wk_test") ?? "").secret).toBe(secret);
  });

  it("is not made by asking whether the visitor is known", () => {
    expect(isKnown()).toBe(false);
    expect(localStorage.length).toBe(0);
  });

  it("is another for another channel", () => {
    const { secret } = identity();
    place.key = "wk_other";
    expect(identity().secret).not.toBe(secret);
  });

  it("lets go of the profile once the server knows the visitor", () => {
    setIdentity({ ...identity(), profile: { name: "Budi" } });
    const { secret } = identity();
    markKnown();
    expect(identity()).toEqual({ secret, known: true });
  });

  it("is new after the server refused it", () => {
    const { secret } = identity();
    markKnown();
    renewIdentity();
    expect(isKnown()).toBe(false);
    expect(identity().secret).not.toBe(secret);
  });
});

describe("the outbox", () => {
  it("keeps the order of writing, not of names", () => {
    for (const [id, order] of [
      ["z", 1],
      ["a", 3],
      ["m", 2],
    ] as const)
      putOutgoing(item(id, order));
    expect(outbox().map(({ client_id }) => client_id)).toEqual(["z", "m", "a"]);
  });

  it("keeps what is beyond every n beyond it through the storage", () => {
    putOutgoing(item("a", 1));
    expect(outbox()[0]?.n).toBe(unsent);
  });

  it("does not bring back what was taken out", () => {
    putOutgoing(item("a", 1));
    dropOutgoing("a");
    updateOutgoing({ ...item("a", 1), problem: "too_long" });
    expect(waits("a")).toBe(false);
    expect(outbox()).toEqual([]);
  });

  it("is not another channel's", () => {
    putOutgoing(item("a", 1));
    place.key = "wk_other";
    expect(outbox()).toEqual([]);
  });
});

describe("the shelf", () => {
  const load = async () => {
    vi.resetModules();
    (await import("../place")).place.key = "wk_test";
    return import("./shelf");
  };

  it("has a file again after the page was left", async () => {
    await (await load()).shelve("a/0", new Blob(["batik"]));
    const found = await (await load()).fetchShelved("a/0");
    expect(found).toBeDefined();
  });

  it("has nothing that was taken down or never put up", async () => {
    const shelf = await load();
    await shelf.shelve("b/0", new Blob(["batik"]));
    await shelf.unshelve("b/0");
    expect(await shelf.fetchShelved("b/0")).toBeUndefined();
    expect(await (await load()).fetchShelved("b/0")).toBeUndefined();
  });

  it("keeps files for this page where there is no database", async () => {
    const denied = vi.spyOn(indexedDB, "open").mockImplementation(() => {
      throw new Error("SecurityError");
    });
    const shelf = await load();
    const file = new Blob(["batik"]);
    await shelf.shelve("c/0", file);
    expect(await shelf.fetchShelved("c/0")).toBe(file);
    expect(await (await load()).fetchShelved("c/0")).toBeUndefined();
    denied.mockRestore();
  });
});
