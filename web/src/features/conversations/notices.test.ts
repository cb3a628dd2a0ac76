import { afterEach, beforeEach, expect, test } from "vitest";
import type { LiveEvent } from "../../realtime/hub";
import { makeConversation, makeHouse, makeMessage, minute } from "../../test/inbox-makers";
import { start } from "../account/api";
import { noticesOf } from "./notices";
import { setShown } from "./windows";

const eko = { kind: "member", id: "m2" } as const;
const system = { kind: "system", id: "" } as const;
const sent = (status: "sent" | "failed" | "unsure", id: string) =>
  makeMessage({ seq: 2, direction: "out", status, by: { kind: "member", id } });
const contact = { kind: "contact", id: "p1" } as const;
const waiting = makeConversation();
const mine = makeConversation({ state: "handled", assignee_id: "m1" });
const theirs = makeConversation({ state: "handled", assignee_id: "m2" });

const event = (kind: string, part: Partial<LiveEvent> = {}): LiveEvent =>
  ({ id: "e1", kind, at: minute(1), by: contact, why: "", after_seq: 1, ...part }) as LiveEvent;
const heard = (told: LiveEvent, before = undefined as typeof mine | undefined) =>
  noticesOf(told, before).map((one) => (one.what === "sound" ? `sound ${one.sound}` : one.what));

beforeEach(() => start.set({ state: "ready", bootstrap: makeHouse() }));
afterEach(() => {
  start.set(undefined);
  setShown("");
});

test.each<[string, LiveEvent, string[]]>([
  ["a customer writes to me", event("message.received", { conversation: mine }), ["sound message"]],
  ["a customer writes to a colleague", event("message.received", { conversation: theirs }), []],
  ["a further message in the queue", event("message.received", { conversation: waiting }), []],
  ["somebody new waits", event("conversation.opened", { conversation: waiting }), ["sound queue"]],
  ["somebody waits again", event("conversation.reopened", { conversation: waiting }), ["sound queue"]],
  ["it opens at its agent", event("conversation.opened", { conversation: theirs }), []],
  [
    "I am given one",
    event("conversation.assigned", { conversation: mine, by: eko, member_id: "m1" }),
    ["sound assigned", "assigned"],
  ],
  [
    "one is passed on to me",
    event("conversation.transferred", { conversation: mine, by: eko, member_id: "m1" }),
    ["sound assigned", "assigned"],
  ],
  [
    "a strategy gives me one",
    event("conversation.assigned", { conversation: mine, by: system, member_id: "m1" }),
    ["sound assigned", "given"],
  ],
  [
    "one moves on to me",
    event("conversation.transferred", { conversation: mine, by: system, member_id: "m1" }),
    ["sound assigned", "given"],
  ],
  [
    "nobody could take one that a colleague does not answer",
    event("conversation.held", { conversation: { ...theirs, held: true }, by: system, member_id: "m2" }),
    ["held"],
  ],
  ["mine is held, of which agents are not told", event("conversation.held", { conversation: mine, by: system }), []],
  ["a colleague is given one", event("conversation.assigned", { conversation: theirs, by: eko, member_id: "m2" }), []],
  ["my session ends", event("conversation.inactive", { conversation: waiting, member_id: "m1" }), ["ended"]],
  ["a colleague's session ends", event("conversation.inactive", { conversation: waiting, member_id: "m2" }), []],
  [
    "a note calls me",
    event("note.added", { conversation: theirs, by: eko, message: makeMessage({ seq: 2, mentions: ["m1"] }) }),
    ["sound assigned", "mentioned"],
  ],
  [
    "a note calls somebody else",
    event("note.added", { conversation: theirs, by: eko, message: makeMessage({ seq: 2, mentions: ["m3"] }) }),
    [],
  ],
  [
    "a message of mine does not arrive",
    event("message.changed", { conversation: mine, by: system, message: sent("failed", "m1") }),
    ["failed"],
  ],
  [
    "nobody knows whether one of mine arrived",
    event("message.changed", { conversation: theirs, by: system, message: sent("unsure", "m1") }),
    ["unsure"],
  ],
  [
    "one of a colleague's does not arrive",
    event("message.changed", { conversation: mine, by: system, message: sent("failed", "m2") }),
    [],
  ],
  [
    "one of mine arrives",
    event("message.changed", { conversation: mine, by: system, message: sent("sent", "m1") }),
    [],
  ],
])("%s", (_, told, notices) => {
  expect(heard(told)).toEqual(notices);
});

test("what I do myself is no news to me", () => {
  const by = { kind: "member", id: "m1" } as const;
  expect(heard(event("conversation.assigned", { conversation: mine, by, member_id: "m1" }))).toEqual([]);
});

test("what is in front of my eyes makes no sound and no report", () => {
  setShown("c1");
  expect(heard(event("message.received", { conversation: mine }))).toEqual([]);
  expect(heard(event("conversation.assigned", { conversation: mine, by: eko, member_id: "m1" }))).toEqual([]);
  expect(heard(event("conversation.inactive", { conversation: waiting, member_id: "m1" }))).toEqual(["ended"]);
});

test("only who has it open hears that a conversation has gone out of sight", () => {
  expect(heard(event("conversation.gone", { gone: "c1" }), waiting)).toEqual([]);
  setShown("c1");
  expect(heard(event("conversation.gone", { gone: "c1" }), waiting)).toEqual(["gone"]);
  expect(heard(event("conversation.gone", { gone: "c1" }), undefined)).toEqual([]);
});

test("the queue rings for those who may take from it", () => {
  start.set({ state: "ready", bootstrap: makeHouse({ claim: false }) });
  expect(heard(event("conversation.opened", { conversation: waiting }))).toEqual([]);
});

test("who has told no name is called by what the lists call them", () => {
  const nameless = {
    ...theirs,
    held: true,
    contact: { ...theirs.contact, id: "c-12f9", name: "", phone: "", email: "" },
  };
  expect(noticesOf(event("conversation.held", { conversation: nameless, by: system }), undefined)).toMatchObject([
    { what: "held", name: "Tamu 12F9" },
  ]);
});
