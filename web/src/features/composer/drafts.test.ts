import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { components } from "../../gen/api";
import { load } from "../../lib/storage";
import { type Asked, fakeApi } from "../../test/fake-api";
import { makeAttachment, makeConversation, makeHouse } from "../../test/inbox-makers";
import { start } from "../account/api";
import { openBook, put, rowOf } from "../conversations/book";
import { changeSheet, clearDesks, deskOf } from "./desk";
import { fetchDrafts, keepDrafts, saveAfter, sheetChanged, storeNow } from "./drafts";

type Told = components["schemas"]["Draft"];

const begin = Date.parse("2026-11-22T03:00:00Z");
let stop: () => void;

/** Types into the answer of a conversation. */
function type(text: string): void {
  changeSheet("c1", "reply", { text });
  sheetChanged("c1", "reply");
}
const told = (part: Partial<Told> = {}): Told => ({
  mode: "reply",
  text: "dari ponsel",
  attachments: [],
  reply_to: "",
  revision: begin + 5000,
  ...part,
});
const saves = (asked: Asked[]) => asked.filter(({ method }) => method === "PUT");
const texts = (asked: Asked[]) => saves(asked).map(({ body }) => (body as Told).text);
const unsaved = () => Object.keys(load<object>("drafts.m1", {}));

/** Holds back each answer until it is let go. */
function slow(answer: (asked: Asked) => unknown) {
  const waiting: (() => void)[] = [];
  const asked = fakeApi((one) => new Promise((resolve) => waiting.push(() => resolve(answer(one)))));
  return { asked, next: () => waiting.shift()?.() };
}

beforeEach(() => {
  vi.useFakeTimers({ now: begin });
  start.set({ state: "ready", bootstrap: makeHouse() });
  openBook("m1");
  put(makeConversation());
  clearDesks();
  stop = keepDrafts("m1");
});
afterEach(() => {
  stop();
  start.set(undefined);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("saving", () => {
  test("waits until one has stopped typing, and then saves the last", async () => {
    const asked = fakeApi(() => undefined);
    for (const text of ["H", "Ha", "Hal"]) {
      type(text);
      await vi.advanceTimersByTimeAsync(saveAfter - 1);
    }
    expect(saves(asked)).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(saves(asked)).toMatchObject([{ path: "/conversations/c1/drafts/reply", body: { text: "Hal" } }]);
  });

  test("first guard: revisions grow, also within one millisecond", async () => {
    const asked = fakeApi(() => undefined);
    type("satu");
    storeNow("c1", "reply");
    await vi.advanceTimersByTimeAsync(0);
    type("dua");
    storeNow("c1", "reply");
    await vi.advanceTimersByTimeAsync(0);
    const [one = 0, two = 0] = saves(asked).map(({ body }) => (body as Told).revision);
    expect(one).toBe(begin);
    expect(two).toBeGreaterThan(one);
  });

  test("second guard: a save waits for the one before it, and only the last of those that wait goes out", async () => {
    const { asked, next } = slow(() => undefined);
    type("satu");
    storeNow("c1", "reply");
    await vi.advanceTimersByTimeAsync(0);
    for (const text of ["dua", "tiga", ""]) {
      type(text);
      storeNow("c1", "reply");
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(texts(asked)).toEqual(["satu"]);
    next();
    await vi.advanceTimersByTimeAsync(0);
    expect(texts(asked)).toEqual(["satu", ""]);
  });

  test("what is saved is forgotten here, what is not stays and goes out with the next change", async () => {
    let broken = true;
    const asked = fakeApi(() => {
      if (broken) throw new TypeError("Failed to fetch");
    });
    type("jangan hilang");
    await vi.advanceTimersByTimeAsync(saveAfter);
    expect(unsaved()).toEqual(["c1 reply"]);
    broken = false;
    type("jangan hilang ya");
    await vi.advanceTimersByTimeAsync(saveAfter);
    expect(texts(asked).at(-1)).toBe("jangan hilang ya");
    expect(unsaved()).toEqual([]);
  });

  test("modes and conversations are saved apart", async () => {
    const asked = fakeApi(() => undefined);
    type("balasan");
    changeSheet("c1", "note", { text: "catatan" });
    sheetChanged("c1", "note");
    await vi.advanceTimersByTimeAsync(saveAfter);
    expect(saves(asked).map(({ path }) => path)).toEqual([
      "/conversations/c1/drafts/reply",
      "/conversations/c1/drafts/note",
    ]);
  });

  test("the list shows the answer that is being written, not the note", () => {
    fakeApi(() => undefined);
    type("sebentar");
    changeSheet("c1", "note", { text: "rahasia" });
    sheetChanged("c1", "note");
    expect(rowOf("c1")?.mine.draft).toBe("sebentar");
  });

  test("a page that is left saves what is pending with its last breath", () => {
    const asked = fakeApi(() => undefined);
    type("belum sempat");
    window.dispatchEvent(new Event("pagehide"));
    expect(texts(asked)).toEqual(["belum sempat"]);
  });
});

describe("coming back", () => {
  test("what was written elsewhere lies on the desk, with its files", async () => {
    fakeApi(() => ({ drafts: [told({ attachments: [makeAttachment()] })] }));
    await fetchDrafts("c1");
    expect(deskOf("c1").reply).toMatchObject({ text: "dari ponsel", begun: 1, files: [{ key: "a1" }] });
    expect(rowOf("c1")?.mine.draft).toBe("dari ponsel");
  });

  test("third guard: what is typed while it is on its way is not replaced", async () => {
    const { next } = slow(() => ({ drafts: [told()] }));
    const under = fetchDrafts("c1");
    await vi.advanceTimersByTimeAsync(0);
    type("sedang saya ketik");
    next();
    await under;
    expect(deskOf("c1").reply.text).toBe("sedang saya ketik");
  });

  test("what was typed here later than there is kept and sent", async () => {
    const asked = fakeApi(({ method }) => (method === "GET" ? { drafts: [told({ revision: begin - 1 })] } : undefined));
    type("lebih baru");
    await fetchDrafts("c1");
    await vi.advanceTimersByTimeAsync(0);
    expect(deskOf("c1").reply.text).toBe("lebih baru");
    expect(texts(asked)).toEqual(["lebih baru"]);
  });

  test("a draft that was sent on another device leaves this desk, too", async () => {
    let drafts = [told({ text: "dari sini", revision: begin })];
    fakeApi(({ method }) => (method === "GET" ? { drafts } : undefined));
    type("dari sini");
    await vi.advanceTimersByTimeAsync(saveAfter);
    drafts = [];
    await fetchDrafts("c1");
    expect(deskOf("c1").reply.text).toBe("");
  });

  test("but one that was never saved stays", async () => {
    fakeApi(({ method }) => {
      if (method === "PUT") throw new TypeError("Failed to fetch");
      return { drafts: [] };
    });
    type("hanya di sini");
    await vi.advanceTimersByTimeAsync(saveAfter);
    await fetchDrafts("c1");
    expect(deskOf("c1").reply.text).toBe("hanya di sini");
  });

  test("what an earlier visit of this browser could not save is there again", async () => {
    fakeApi(() => {
      throw new TypeError("Failed to fetch");
    });
    type("sebelum mati lampu");
    await vi.advanceTimersByTimeAsync(saveAfter);
    stop();
    clearDesks();
    stop = keepDrafts("m1");
    await fetchDrafts("c1");
    expect(deskOf("c1").reply.text).toBe("sebelum mati lampu");
  });

  test("another member of the same browser does not get it", async () => {
    fakeApi(() => {
      throw new TypeError("Failed to fetch");
    });
    type("milik Rina");
    stop();
    clearDesks();
    stop = keepDrafts("m2");
    await fetchDrafts("c1");
    expect(deskOf("c1").reply.text).toBe("");
  });
});
