import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { online } from "../../lib/network";
import { closeToast, toasts } from "../../lib/toast";
import { type Asked, fakeApi, Refusal } from "../../test/fake-api";
import { makeConversation, makeHouse, makeMessage } from "../../test/inbox-makers";
import { until } from "../../test/until";
import { start } from "../account/api";
import { openBook, put, rowOf } from "../conversations/book";
import { isResolving, resolveSoon } from "../conversations/resolving";
import { forgetThreads } from "../messages/api";
import { changeSheet, clearDesks, deskOf } from "./desk";
import { keepDrafts } from "./drafts";
import { dropSending, openOutbox, post, retrySending, type Sending } from "./outbox";

const sending = (text: string, part: Partial<Sending> = {}): Sending => ({
  conversation: "c1",
  mode: "reply",
  text,
  files: [],
  place: undefined,
  quote: undefined,
  mentions: [],
  seen: 4,
  assignee: "",
  ...part,
});
const sent = (asked: Asked[]) => asked.filter(({ method }) => method === "POST");
const texts = (asked: Asked[]) => sent(asked).map(({ body }) => (body as { text: string }).text);
/** The server takes everything. */
const taking = () =>
  fakeApi(({ method }) => (method === "POST" ? makeMessage({ seq: 5, direction: "out" }) : undefined));

let stops: (() => void)[] = [];

beforeEach(() => {
  start.set({ state: "ready", bootstrap: makeHouse() });
  openBook("m1");
  put(makeConversation());
  clearDesks();
  forgetThreads();
  // Without IndexedDB, as in this place, the outbox keeps its items in memory.
  stops = [keepDrafts("m1"), openOutbox("m1")];
});
afterEach(() => {
  for (const stop of stops) stop();
  for (const one of toasts.get()) closeToast(one.id);
  start.set(undefined);
  online.set(true);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("what goes to the server", () => {
  test("an answer says what was seen, and carries a key so that it counts once", async () => {
    const asked = taking();
    await post(sending("Halo"));
    await until(() => expect(sent(asked)).toHaveLength(1));
    expect(sent(asked)[0]).toMatchObject({
      path: "/conversations/c1/messages",
      body: { text: "Halo", seen_seq: 4, expected_assignee: "" },
    });
    expect(sent(asked)[0]?.key).not.toBe("");
  });

  test("a note goes to the notes, with whom it calls", async () => {
    const asked = taking();
    await post(sending("@Eko", { mode: "note", mentions: ["m2"] }));
    await until(() => expect(sent(asked)).toHaveLength(1));
    expect(sent(asked)[0]).toMatchObject({ path: "/conversations/c1/notes", body: { mentions: ["m2"] } });
    expect(sent(asked)[0]?.body).not.toHaveProperty("expected_assignee");
  });

  test("answers go out in the order in which they were written, one after another", async () => {
    const gates: (() => void)[] = [];
    const asked = fakeApi(
      () => new Promise((resolve) => gates.push(() => resolve(makeMessage({ seq: 5, direction: "out" })))),
    );
    for (const text of ["satu", "dua", "tiga"]) await post(sending(text));
    for (const count of [1, 2, 3]) {
      await until(() => expect(sent(asked)).toHaveLength(count));
      gates.shift()?.();
    }
    expect(texts(asked)).toEqual(["satu", "dua", "tiga"]);
  });

  test("the first answer takes the conversation, and the next one knows it", async () => {
    const asked = taking();
    await post(sending("satu"));
    await post(sending("dua"));
    await until(() => expect(sent(asked)).toHaveLength(2));
    expect(sent(asked)[1]?.body).toMatchObject({ expected_assignee: "m1" });
    expect(rowOf("c1")).toMatchObject({ state: "handled", assignee_id: "m1" });
  });

  test("a cut line is tried again with the same key when it is back", async () => {
    let cut = true;
    const asked = fakeApi(() => {
      if (cut) throw new TypeError("Failed to fetch");
      return makeMessage({ seq: 5, direction: "out" });
    });
    await post(sending("Halo"));
    await until(() => expect(sent(asked).length).toBeGreaterThan(0));
    const before = sent(asked).length;
    cut = false;
    online.set(false);
    online.set(true);
    await until(() => expect(sent(asked).length).toBe(before + 1));
    expect(new Set(sent(asked).map(({ key }) => key)).size).toBe(1);
  });
});

describe("what the server refuses", () => {
  const refusing = (refusal: Refusal) => fakeApi(({ method }) => (method === "POST" ? refusal : undefined));

  test("when a colleague was faster the text is back on the desk, with their name", async () => {
    refusing(new Refusal(409, "already_assigned", { assignee: { id: "m2", name: "Eko Nugroho" } }));
    await post(sending("Halo Kak"));
    await until(() => expect(deskOf("c1").returned).toBeDefined());
    expect(deskOf("c1").returned).toMatchObject({ why: "already_assigned", name: "Eko Nugroho", text: "Halo Kak" });
    expect(deskOf("c1").reply.text).toBe("Halo Kak");
  });

  test("it comes before what has been begun since", async () => {
    refusing(new Refusal(409, "newer_reply", { member: { id: "m2", name: "Eko Nugroho" } }));
    changeSheet("c1", "reply", { text: "dan lagi" });
    await post(sending("Halo Kak"));
    await until(() => expect(deskOf("c1").reply.text).toBe("Halo Kak\ndan lagi"));
    expect(deskOf("c1").returned?.why).toBe("newer_reply");
  });

  test("a conversation out of sight gives the text back as well", async () => {
    refusing(new Refusal(404, "not_found"));
    await post(sending("Halo Kak"));
    await until(() => expect(deskOf("c1").returned?.why).toBe("gone"));
  });

  test("who sent and resolved in one go has not resolved when the text comes back", async () => {
    refusing(new Refusal(409, "already_assigned", { assignee: { id: "m2", name: "Eko Nugroho" } }));
    resolveSoon("c1");
    await post(sending("Halo Kak"));
    await until(() => expect(isResolving("c1")).toBe(false));
  });

  test("any other refusal stays in its place and can be sent again or dropped", async () => {
    let refuse = true;
    const asked = fakeApi(({ method }) => {
      if (method !== "POST") return undefined;
      return refuse ? new Refusal(403, "forbidden") : makeMessage({ seq: 5, direction: "out" });
    });
    await post(sending("Halo"));
    await until(() => expect(sent(asked)).toHaveLength(1));
    expect(deskOf("c1").returned).toBeUndefined();
    refuse = false;
    const id = sent(asked)[0]?.key ?? "";
    await until(async () => {
      await retrySending(id);
      expect(sent(asked)).toHaveLength(2);
    });
    await dropSending(id);
    expect(sent(asked).map(({ key }) => key)).toEqual([id, id]);
  });
});
