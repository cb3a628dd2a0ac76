import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeToast, toasts } from "../../lib/toast";
import { type Asked, fakeApi, Refusal } from "../../test/fake-api";
import { makeConversation, makeHouse } from "../../test/inbox-makers";
import { start } from "../account/api";
import { isLeaving, openBook, put, rowOf, rowsOf } from "./book";
import {
  hasUndo,
  isResolving,
  keepBecauseWritten,
  keepOpen,
  resolveSoon,
  undoLatest,
  undoTime,
  watchOffers,
} from "./resolving";

const mine = { kind: "messages", tab: "mine", channel: "", assignee: "", department: "" } as const;
let stop: () => void;
let asked: Asked[];
const resolves = () => asked.filter(({ path }) => path.endsWith("/resolve")).map(({ path }) => path);

beforeEach(() => {
  vi.useFakeTimers();
  start.set({ state: "ready", bootstrap: makeHouse() });
  openBook("m1");
  for (const id of ["c1", "c2"]) put(makeConversation({ id, state: "handled", assignee_id: "m1" }));
  asked = fakeApi(({ path }) => (path.endsWith("/counts") ? { mine: 0, mine_unread: 0, queue: 0 } : undefined));
  stop = watchOffers("m1");
});
afterEach(async () => {
  await vi.runAllTimersAsync();
  stop();
  for (const one of toasts.get()) closeToast(one.id);
  start.set(undefined);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("the row leaves at once, and the server is asked when the offer to undo has closed", async () => {
  resolveSoon("c1");
  expect(isLeaving("c1")).toBe(true);
  expect(rowsOf(mine)).toEqual([]);
  await vi.advanceTimersByTimeAsync(undoTime - 100);
  expect(resolves()).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(resolves()).toEqual(["/conversations/c1/resolve"]);
  expect(rowOf("c1")?.state).toBe("resolved");
});

test("undone in time, nothing was ever asked", async () => {
  resolveSoon("c1");
  toasts.get()[0]?.action?.run();
  await vi.runAllTimersAsync();
  expect(resolves()).toEqual([]);
  expect(isLeaving("c1")).toBe(false);
  expect(hasUndo()).toBe(false);
});

test("Ctrl+Z takes back the latest of several, and only that", async () => {
  resolveSoon("c1");
  resolveSoon("c2");
  expect(undoLatest()).toBe(true);
  expect([isResolving("c1"), isResolving("c2")]).toEqual([true, false]);
  await vi.runAllTimersAsync();
  expect(resolves()).toEqual(["/conversations/c1/resolve"]);
});

test("closing the offer means that nothing is to be undone", async () => {
  resolveSoon("c1");
  closeToast(toasts.get()[0]?.id ?? "");
  await vi.advanceTimersByTimeAsync(0);
  expect(resolves()).toHaveLength(1);
});

test("a customer who writes meanwhile keeps it open, and that is said", async () => {
  resolveSoon("c1");
  keepBecauseWritten("c1");
  expect(toasts.get().map(({ text }) => text)).toEqual([
    "Siti Aminah menulis lagi, jadi percakapannya belum diselesaikan.",
  ]);
  await vi.runAllTimersAsync();
  expect(resolves()).toEqual([]);
});

test("pressing twice offers one undo", () => {
  resolveSoon("c1");
  resolveSoon("c1");
  expect(toasts.get()).toHaveLength(1);
  expect(keepOpen("c1")).toBe(true);
  expect(keepOpen("c1")).toBe(false);
});

test("a refusal brings the row back and says why", async () => {
  asked = fakeApi(() => new Refusal(403, "forbidden"));
  resolveSoon("c1");
  await vi.advanceTimersByTimeAsync(undoTime + 100);
  expect(rowOf("c1")).toMatchObject({ state: "handled", assignee_id: "m1" });
  expect(isLeaving("c1")).toBe(false);
  expect(toasts.get().at(-1)).toMatchObject({ kind: "failed" });
});

test("leaving the page takes no time for undoing with it", () => {
  resolveSoon("c1");
  window.dispatchEvent(new Event("pagehide"));
  expect(resolves()).toEqual(["/conversations/c1/resolve"]);
});

test.each([
  ["what was lost on leaving is resolved by the next visit", 0, 1],
  ["unless something was said since", 1, 0],
])("%s", async (_, said, times) => {
  resolveSoon("c1");
  window.dispatchEvent(new Event("pagehide"));
  const row = makeConversation({ id: "c1", state: "handled", assignee_id: "m1" });
  asked = fakeApi(({ path }) => (path === "/conversations/c1" ? { ...row, last_seq: row.last_seq + said } : undefined));
  stop();
  stop = watchOffers("m1");
  await vi.runAllTimersAsync();
  expect(resolves()).toHaveLength(times);
  stop();
  stop = watchOffers("m1");
  await vi.runAllTimersAsync();
  expect(resolves()).toHaveLength(times);
});
