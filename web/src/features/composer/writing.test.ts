import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeApi, Refusal } from "../../test/fake-api";
import { makeAttachment, makeConversation, makeHouse, makeMessage } from "../../test/inbox-makers";
import { until } from "../../test/until";
import { start } from "../account/api";
import { openBook, put } from "../conversations/book";
import { ensureThread, forgetThreads, takeMessage, threadOf } from "../messages/api";
import { changeDesk, changeSheet, clearDesks, deskOf } from "./desk";
import { keepDrafts } from "./drafts";
import { openOutbox } from "./outbox";
import { editLast, submit, write } from "./writing";

const eko = { kind: "member", id: "m2" } as const;
const me = { kind: "member", id: "m1" } as const;
const posted: { path: string; body: unknown }[] = [];
let refusal: Refusal | undefined;
let stops: (() => void)[] = [];

/** What the server has: a thread of the customer's message, one's own answer and one's own note. */
const messages = [
  makeMessage({ seq: 1 }),
  makeMessage({ seq: 2, direction: "out", by: me, text: "jawaban saya" }),
  makeMessage({ seq: 3, direction: "note", by: me, text: "catatan saya" }),
];

beforeEach(async () => {
  posted.length = 0;
  refusal = undefined;
  fakeApi(({ method, path, body }) => {
    if (method === "GET") return { messages, events: [], more: false };
    if (path.includes("/drafts/")) return undefined;
    posted.push({ path, body });
    return refusal ?? makeMessage({ seq: 9, direction: "out", by: me });
  });
  start.set({ state: "ready", bootstrap: makeHouse() });
  openBook("m1");
  put(makeConversation({ state: "handled", assignee_id: "m1", last_seq: 3 }));
  clearDesks();
  forgetThreads();
  stops = [keepDrafts("m1"), openOutbox("m1")];
  await ensureThread("c1");
});
afterEach(() => {
  for (const stop of stops) stop();
  start.set(undefined);
  vi.unstubAllGlobals();
});

describe("sending what is on the desk", () => {
  test("sends the text without the blanks around it, and the desk is empty", async () => {
    write("c1", "reply", "  Siap, Kak \n");
    expect(submit("c1")).toBeUndefined();
    await until(() => expect(posted).toHaveLength(1));
    expect(posted[0]?.body).toMatchObject({ text: "Siap, Kak", seen_seq: 3 });
    expect(deskOf("c1").reply).toMatchObject({ text: "", begun: 0 });
  });

  test("files alone are something to send, blanks are not", () => {
    write("c1", "reply", " \n ");
    expect(submit("c1")).toBe("empty");
    changeSheet("c1", "reply", { files: [makeAttachment()] });
    expect(submit("c1")).toBeUndefined();
  });

  test("too long a text stays", () => {
    const text = "a".repeat(10_001);
    write("c1", "reply", text);
    expect(submit("c1")).toBe("too_long");
    expect(deskOf("c1").reply.text).toBe(text);
  });

  test("a note calls those who are still named in it", async () => {
    changeDesk("c1", () => ({ mode: "note" }));
    changeSheet("c1", "note", {
      named: [
        { id: "m2", name: "Eko Nugroho" },
        { id: "m3", name: "Citra Lestari" },
      ],
    });
    write("c1", "note", "@Eko Nugroho tolong cek");
    submit("c1");
    await until(() => expect(posted).toHaveLength(1));
    expect(posted[0]).toMatchObject({ path: "/conversations/c1/notes", body: { mentions: ["m2"] } });
  });
});

describe("a colleague who replied meanwhile", () => {
  const reply = () => takeMessage(makeMessage({ seq: 4, direction: "out", by: eko }));

  test("is asked about once; sending again sends", async () => {
    write("c1", "reply", "Sebentar");
    reply();
    expect(submit("c1")).toBe("newer_reply");
    expect(deskOf("c1").returned).toMatchObject({ why: "newer_reply", name: "Eko Nugroho" });
    expect(posted).toEqual([]);
    expect(submit("c1")).toBeUndefined();
    await until(() => expect(posted).toHaveLength(1));
  });

  test("before one began to write is no reason to ask", () => {
    reply();
    write("c1", "reply", "Sebentar");
    expect(submit("c1")).toBeUndefined();
  });

  test("is no reason to ask of files alone, which nobody began to write", () => {
    reply();
    changeSheet("c1", "reply", { files: [makeAttachment()] });
    expect(submit("c1")).toBeUndefined();
  });

  test("does not matter to a note, nor does one's own reply or a colleague's note", () => {
    changeDesk("c1", () => ({ mode: "note" }));
    write("c1", "note", "Sebentar");
    reply();
    expect(submit("c1")).toBeUndefined();
    changeDesk("c1", () => ({ mode: "reply" }));
    write("c1", "reply", "Sebentar");
    takeMessage(makeMessage({ seq: 5, direction: "out", by: me }));
    takeMessage(makeMessage({ seq: 6, direction: "note", by: eko }));
    expect(submit("c1")).toBeUndefined();
  });
});

describe("changing what was sent", () => {
  test("the arrow up takes the last own message of the mode", () => {
    expect(editLast("c1")).toBe(true);
    expect(deskOf("c1").editing).toEqual({ message: "x2", text: "jawaban saya" });
    changeDesk("c1", () => ({ mode: "note", editing: undefined }));
    editLast("c1");
    expect(deskOf("c1").editing?.message).toBe("x3");
  });

  test("a channel that changes nothing leaves only notes to change", () => {
    const house = makeHouse();
    const [kind] = house.channel_kinds;
    if (kind) house.channel_kinds = [{ ...kind, caps: { ...kind.caps, edits: false } }];
    start.set({ state: "ready", bootstrap: house });
    expect(editLast("c1")).toBe(false);
  });

  test("it is shown at once and told to the server", async () => {
    changeDesk("c1", () => ({ editing: { message: "x2", text: "jawaban baru" } }));
    expect(submit("c1")).toBeUndefined();
    expect(threadOf("c1").messages[1]).toMatchObject({ text: "jawaban baru" });
    await until(() => expect(posted).toHaveLength(1));
    expect(posted[0]).toEqual({ path: "/conversations/c1/messages/x2", body: { text: "jawaban baru" } });
  });

  test("a refusal puts both back: the message as it was, and the text where it was typed", async () => {
    refusal = new Refusal(403, "forbidden");
    changeDesk("c1", () => ({ editing: { message: "x2", text: "jawaban baru" } }));
    submit("c1");
    await until(() => expect(deskOf("c1").editing).toEqual({ message: "x2", text: "jawaban baru" }));
    expect(threadOf("c1").messages[1]).toMatchObject({ text: "jawaban saya" });
  });

  test("nothing changed asks nothing, and nothing left is not a change", () => {
    changeDesk("c1", () => ({ editing: { message: "x2", text: " jawaban saya " } }));
    expect(submit("c1")).toBeUndefined();
    changeDesk("c1", () => ({ editing: { message: "x2", text: " " } }));
    expect(submit("c1")).toBe("empty");
    expect(posted).toEqual([]);
  });
});
