// @vitest-environment node
import { describe, expect, test } from "vitest";
import { makeEvent, makeMessage } from "../../../test/inbox-makers";
import type { LogRow, Message, Waiting } from "../rules";
import { answersInside, latestComment, nest } from "./nesting";

const answers = (to: number) => {
  const { id, by, direction, kind, seq, text } = makeMessage({ seq: to });
  return { id, by, direction, kind, seq, text };
};
const comment = (seq: number, to?: number, part: Partial<Message> = {}) =>
  makeMessage({ seq, ...(to ? { reply_to: answers(to) } : {}), ...part });
const parts = { events: [], waiting: [], readSeq: 999, whole: true, dayOf: (at: string) => at.slice(0, 10) };
/** Rows in short: `>` stands below the comment above it, `*` is new to who looks. */
const short = (rows: LogRow<Waiting>[]) =>
  rows.map((row) => {
    if (row.kind === "event") return row.key;
    return `${row.depth ? ">" : ""}${row.kind === "message" && row.fresh ? "*" : ""}${row.key}`;
  });

describe("the order of comments", () => {
  test("each comment has its answers below it, in their order, whenever they came", () => {
    const messages = [comment(1), comment(2), comment(3, 1, { direction: "out" }), comment(4, 2), comment(5, 1)];
    expect(short(nest({ ...parts, messages }))).toEqual(["x1", ">x3", ">x5", "x2", ">x4"]);
  });

  test("an answer to an answer stands one level deep, too", () => {
    const messages = [comment(1), comment(2, 1), comment(3, 2), comment(4, 3)];
    expect(short(nest({ ...parts, messages }))).toEqual(["x1", ">x2", ">x3", ">x4"]);
    expect(messages.map((message) => answersInside(message, messages))).toEqual([false, false, true, true]);
  });

  test("what answers something that is not here stands by itself", () => {
    const messages = [comment(60, 1), comment(61, 60)];
    expect(short(nest({ ...parts, messages, whole: false }))).toEqual(["x60", ">x61"]);
    expect(answersInside(messages[0] as Message, messages)).toBe(false);
  });

  test("what waits to be sent stands where it will stand, or last", () => {
    const messages = [comment(1), comment(2)];
    const waiting = [
      { id: "a", note: false, answers: "x1" },
      { id: "b", note: false },
      { id: "c", note: false, answers: "gone" },
    ];
    expect(short(nest({ ...parts, messages, waiting }))).toEqual(["x1", ">wa", "x2", "wb", "wc"]);
  });

  test("what happened stands between the comments, never among the answers to one", () => {
    const messages = [comment(1), comment(2, 1), comment(3), comment(4, 1)];
    const events = [
      makeEvent({ id: "opened", after_seq: 0 }),
      makeEvent({ id: "claimed", after_seq: 2 }),
      makeEvent({ id: "resolved", after_seq: 4 }),
    ];
    const rows = ["eopened", "x1", ">x2", ">x4", "eclaimed", "x3", "eresolved"];
    expect(short(nest({ ...parts, messages, events }))).toEqual(rows);
    const later = messages.slice(2);
    expect(short(nest({ ...parts, messages: later, events, whole: false }))).toEqual(["x3", "x4", "eresolved"]);
  });

  test("every message is there exactly once, whatever answers what", () => {
    const messages = Array.from({ length: 200 }, (_, at) =>
      comment(at + 1, at % 3 === 0 ? undefined : ((at * 7919) % at) + 1),
    );
    const keys = nest({ ...parts, messages }).map(({ key }) => key);
    expect([...keys].sort()).toEqual(messages.map(({ id }) => id).sort());
  });

  test("only what the contact wrote since is marked as new", () => {
    const messages = [comment(1), comment(2, 1, { direction: "out" }), comment(3, 1), comment(4)];
    expect(short(nest({ ...parts, messages, readSeq: 1 }))).toEqual(["x1", ">x2", ">*x3", "*x4"]);
  });
});

test("the latest comment is the contact's, and still there", () => {
  const deleted_at = "2026-11-22T03:00:00Z";
  const messages = [comment(1), comment(2), comment(3, 2, { direction: "out" }), comment(4, 0, { deleted_at })];
  expect(latestComment(messages)?.seq).toBe(2);
  expect(latestComment([comment(1, 0, { deleted_at })])).toBeUndefined();
});
