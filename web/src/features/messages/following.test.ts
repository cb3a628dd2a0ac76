import { renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { makeMessage } from "../../test/inbox-makers";
import type { LogHandle } from "../../ui/virtual-log";
import { useFollowing } from "./hooks";
import type { LogRow, Message } from "./rules";

const plain = { day: false, joined: false, goesOn: false, unread: 0, fresh: false, depth: 0 } as const;
const said = (seq: number, part: Partial<Message> = {}): LogRow => {
  const message = makeMessage({ seq, ...part });
  return { ...plain, kind: "message", key: message.id, message };
};
const waiting = (id: string): LogRow => ({ ...plain, kind: "waiting", key: `w${id}`, item: { id, note: false } });

/** Shows rows, then others, and gives what was brought into view: a row's index, or the end. */
function follow(before: LogRow[], after: LogRow[], { atEnd = true, on = true } = {}): (number | "end")[] {
  const shown: (number | "end")[] = [];
  const handle: LogHandle = { toEnd: () => shown.push("end"), showRow: (at) => shown.push(at) };
  const log = { current: handle };
  const { rerender } = renderHook(({ rows }) => useFollowing(rows, log, atEnd, on), { initialProps: { rows: before } });
  rerender({ rows: after });
  return shown;
}

test("a new answer in the middle is brought into view, a new last row is the end", () => {
  expect(follow([said(1), said(2)], [said(1), said(3), said(2)])).toEqual([1]);
  expect(follow([said(1), said(2)], [said(1), said(2), said(3)])).toEqual(["end"]);
});

test("whoever reads further up is left alone by others, and not by what they send themselves", () => {
  const away = { atEnd: false };
  expect(follow([said(1), said(2)], [said(1), said(3), said(2)], away)).toEqual([]);
  expect(follow([said(1), said(2)], [said(1), waiting("a"), said(2)], away)).toEqual([1]);
  expect(follow([said(1), said(2)], [said(1), said(3, { direction: "out" }), said(2)], away)).toEqual([1]);
});

test("older ones that come in above are not new, nor is the first page", () => {
  expect(follow([said(8), said(9)], [said(6), said(7), said(8), said(9)])).toEqual([]);
  expect(follow([], [said(1), said(2)])).toEqual([]);
});

test("nothing moves where rows are in the order of time", () => {
  expect(follow([said(1), said(2)], [said(1), said(3), said(2)], { on: false })).toEqual([]);
});
