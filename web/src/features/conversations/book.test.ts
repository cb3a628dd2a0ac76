import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Asked, fakeApi, Refusal, settled } from "../../test/fake-api";
import { makeConversation, minute } from "../../test/inbox-makers";
import {
  doubtAll,
  ensureView,
  fetchMore,
  fetchRow,
  forget,
  openBook,
  patch,
  put,
  reachOf,
  rowOf,
  rowsOf,
  setLeaving,
} from "./book";
import type { Row, View } from "./rules";

const queue: View = { kind: "messages", tab: "queue", channel: "", assignee: "", department: "" };
const all: View = { kind: "messages", tab: "all", channel: "", assignee: "", department: "" };
const mine: View = { kind: "messages", tab: "mine", channel: "", assignee: "", department: "" };

/** A row of the queue that has waited since a minute. */
const waiting = (id: string, since: number, part: Partial<Row> = {}) =>
  makeConversation({
    id,
    queued_at: minute(since),
    last: { ...makeConversation().last, at: minute(since) },
    ...part,
  });
const ids = (view: View) => rowsOf(view).map(({ id }) => id);

/** Answers the pages of a list one after another. */
function pages(...given: { conversations: Row[]; next: string }[]): Asked[] {
  return fakeApi(() => given.shift());
}

beforeEach(() => openBook("m1"));
afterEach(() => vi.unstubAllGlobals());

describe("fetching a list", () => {
  test("pages follow each other, and what is known beyond them is not shown yet", async () => {
    const asked = pages(
      { conversations: [waiting("a", 1), waiting("b", 2)], next: "after-b" },
      { conversations: [waiting("c", 3), waiting("late", 9)], next: "" },
    );
    put(waiting("late", 9));
    await ensureView(queue);
    expect(ids(queue)).toEqual(["a", "b"]);
    await fetchMore(queue);
    expect(ids(queue)).toEqual(["a", "b", "c", "late"]);
    expect(asked.map(({ path }) => new URLSearchParams(path.split("?")[1]).get("after"))).toEqual([null, "after-b"]);
  });

  test("asking twice asks once, and a whole list is not asked for again", async () => {
    const asked = pages({ conversations: [waiting("a", 1)], next: "" });
    await Promise.all([ensureView(queue), fetchMore(queue)]);
    await fetchMore(queue);
    expect(asked).toHaveLength(1);
  });

  test("a refusal is kept with the rows that are there, and the next try goes on from them", async () => {
    let refuse = false;
    fakeApi(() => (refuse ? new Refusal(403, "forbidden") : { conversations: [waiting("a", 1)], next: "x" }));
    await ensureView(queue);
    refuse = true;
    await fetchMore(queue);
    expect(reachOf(queue)).toMatchObject({ state: "failed", next: "x", error: { code: "forbidden" } });
    expect(ids(queue)).toEqual(["a"]);
  });

  test("a bad line is tried three times", async () => {
    vi.useFakeTimers();
    const asked = fakeApi(() => {
      throw new TypeError("Failed to fetch");
    });
    const done = ensureView(queue);
    await vi.runAllTimersAsync();
    await done;
    vi.useRealTimers();
    expect(asked).toHaveLength(3);
    expect(reachOf(queue)).toMatchObject({ state: "failed", error: { code: "offline" } });
  });
});

describe("rows that move", () => {
  beforeEach(async () => {
    pages({ conversations: [waiting("a", 1), waiting("b", 2), waiting("c", 3)], next: "" });
    await ensureView(queue);
  });

  test("a row that is taken leaves the queue and stands in one's own list at once", async () => {
    pages({ conversations: [], next: "" });
    await ensureView(mine);
    patch("b", (row) => ({ ...row, state: "handled", assignee_id: "m1" }));
    expect(ids(queue)).toEqual(["a", "c"]);
    expect(ids(mine)).toEqual(["b"]);
  });

  test("what the server refuses is as it was", () => {
    const undo = patch("a", (row) => ({ ...row, state: "handled", assignee_id: "m1" }));
    undo();
    expect(ids(queue)).toEqual(["a", "b", "c"]);
  });

  test("an undo does not take back what the server has said since", () => {
    const undo = patch("a", (row) => ({ ...row, state: "handled", assignee_id: "m1" }));
    put({ ...waiting("a", 1), state: "handled", assignee_id: "m2" });
    undo();
    expect(rowOf("a")?.assignee_id).toBe("m2");
  });

  test("a change told live while a page is on its way wins over the page", async () => {
    let answer: (value: unknown) => void = () => undefined;
    fakeApi(() => new Promise((resolve) => (answer = resolve)));
    const under = ensureView(all);
    await settled();
    put({ ...waiting("a", 1), last_seq: 7 });
    answer({ conversations: [waiting("a", 1)], next: "" });
    await under;
    expect(rowOf("a")?.last_seq).toBe(7);
  });

  test("a row that should be in a page and is not has left while nobody told", async () => {
    pages({ conversations: [waiting("a", 1), waiting("c", 3)], next: "" });
    doubtAll();
    await ensureView(queue);
    expect(ids(queue)).toEqual(["a", "c"]);
    expect(rowOf("b")).toBeUndefined();
  });

  test("what came after the question was asked is not swept away", async () => {
    let answer: (value: unknown) => void = () => undefined;
    fakeApi(() => new Promise((resolve) => (answer = resolve)));
    doubtAll();
    const under = ensureView(queue);
    await settled();
    put(waiting("new", 2.5));
    answer({ conversations: [waiting("a", 1), waiting("b", 2), waiting("c", 3)], next: "" });
    await under;
    expect(ids(queue)).toEqual(["a", "b", "new", "c"]);
  });

  test("a row about to be resolved is hidden in the working lists only, and can come back", async () => {
    pages({ conversations: [waiting("a", 1), waiting("b", 2), waiting("c", 3)], next: "" });
    await ensureView(all);
    setLeaving("b", true);
    expect(ids(queue)).toEqual(["a", "c"]);
    expect(ids(all)).toContain("b");
    setLeaving("b", false);
    expect(ids(queue)).toEqual(["a", "b", "c"]);
  });

  test("a list that has not changed is the very same, so that nothing is drawn anew", () => {
    const before = rowsOf(queue);
    expect(rowsOf(queue)).toBe(before);
    put(waiting("d", 4));
    expect(rowsOf(queue)).not.toBe(before);
  });
});

describe("one conversation", () => {
  test("an answer that is older than a live change brings only the marks", async () => {
    let answer: (value: unknown) => void = () => undefined;
    fakeApi(() => new Promise((resolve) => (answer = resolve)));
    const under = fetchRow("a");
    await settled();
    const { mine: _, ...live } = waiting("a", 1, { last_seq: 4, inbound_count: 4 });
    put(live);
    answer(waiting("a", 1, { mine: { draft: "", read_inbound: 3, read_seq: 3, unread: 0 } }));
    await expect(under).resolves.toMatchObject({ last_seq: 4, mine: { read_seq: 3, unread: 1 } });
  });

  test("one that went out of sight while it was asked for is not there", async () => {
    put(waiting("a", 1));
    let answer: (value: unknown) => void = () => undefined;
    fakeApi(() => new Promise((resolve) => (answer = resolve)));
    const under = fetchRow("a");
    await settled();
    forget("a");
    answer(waiting("a", 1));
    await expect(under).rejects.toMatchObject({ status: 404 });
    expect(rowOf("a")).toBeUndefined();
  });
});

test("ten thousand rows are put in order in less than a blink", async () => {
  const many = Array.from({ length: 10_000 }, (_, at) => waiting(`row-${at}`, (at * 7919) % 10_000));
  pages({ conversations: many, next: "" });
  await ensureView(queue);
  expect(rowsOf(queue)).toHaveLength(10_000);
  const begun = process.cpuUsage();
  put(waiting("row-1", 0.5));
  expect(rowsOf(queue)[1]?.id).toBe("row-1");
  // The processor's time, which other work on the machine does not lengthen. Generous: what would fail here is work that
  // grows with the square of the rows.
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(1500);
});
