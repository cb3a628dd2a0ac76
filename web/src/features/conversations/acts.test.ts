import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeToast, toasts } from "../../lib/toast";
import { type Asked, fakeApi, Refusal } from "../../test/fake-api";
import { makeConversation, makeHouse } from "../../test/inbox-makers";
import { start } from "../account/api";
import { assignConversation, takeConversation, takeNext, unassignConversation, wasGiven } from "./acts";
import { openBook, put, rowOf } from "./book";

const told = () => toasts.get().map(({ text }) => text);
const won = new Refusal(409, "already_assigned", { assignee: { id: "m2", name: "Eko Nugroho" } });

/** Answers acts with a value, and the counts that are asked for after them. */
function answering(value: unknown): Asked[] {
  return fakeApi(({ path }) => (path.endsWith("/counts") ? { mine: 0, mine_unread: 0, queue: 0 } : value));
}

beforeEach(() => {
  vi.useFakeTimers();
  start.set({ state: "ready", bootstrap: makeHouse() });
  openBook("m1");
  put(makeConversation());
});
afterEach(async () => {
  await vi.runAllTimersAsync();
  for (const one of toasts.get()) closeToast(one.id);
  start.set(undefined);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("taking shows at once, and tells the server whom one believed to have it", async () => {
  const asked = answering(undefined);
  const done = takeConversation("c1");
  expect(rowOf("c1")).toMatchObject({ state: "handled", assignee_id: "m1", queued_at: null });
  await expect(done).resolves.toBe(true);
  expect(asked[0]).toMatchObject({ path: "/conversations/c1/take", body: { expected_assignee: "" } });
});

test("who was slower sees the row go back and hears who was faster", async () => {
  answering(won);
  await expect(takeConversation("c1")).resolves.toBe(false);
  expect(rowOf("c1")).toMatchObject({ state: "in_queue", assignee_id: null });
  expect(told()).toEqual(["Sudah ditangani Eko Nugroho."]);
});

test("assigning carries the note without its blanks, and none if there is none", async () => {
  const asked = answering(undefined);
  await assignConversation("c1", "m2", " tolong cek ");
  await assignConversation("c1", "m3", " ");
  expect(asked.filter(({ path }) => path.endsWith("/assign")).map(({ body }) => body)).toEqual([
    { to: "m2", expected_assignee: "", note: "tolong cek" },
    { to: "m3", expected_assignee: "m2" },
  ]);
});

test("that one gives a conversation away explains why it goes out of sight, once", async () => {
  answering(undefined);
  await assignConversation("c1", "m2", "");
  expect([wasGiven("c1"), wasGiven("c1")]).toEqual([true, false]);
});

test("a refused assigning is as it was, and the dialog is told why", async () => {
  answering(won);
  await expect(assignConversation("c1", "m3", "")).rejects.toMatchObject({ code: "already_assigned" });
  expect(rowOf("c1")?.state).toBe("in_queue");
  expect(wasGiven("c1")).toBe(false);
});

test("giving back puts it into the queue from when the customer has waited", async () => {
  put(
    makeConversation({ state: "handled", assignee_id: "m1", queued_at: null, waiting_since: "2026-11-22T02:00:00Z" }),
  );
  answering(undefined);
  await unassignConversation("c1");
  expect(rowOf("c1")).toMatchObject({ state: "in_queue", assignee_id: null, queued_at: "2026-11-22T02:00:00Z" });
});

test("the next chat is taken in and named; an empty queue is news, not an error", async () => {
  const asked = answering(makeConversation({ id: "c9", state: "handled", assignee_id: "m1" }));
  await expect(takeNext("comments")).resolves.toBe("c9");
  expect(asked[0]?.path).toBe("/conversations/next?kind=comments");
  expect(rowOf("c9")).toBeDefined();
  answering(new Refusal(404, "not_found"));
  await expect(takeNext("comments")).resolves.toBe("");
  expect(toasts.get().at(-1)).toMatchObject({ kind: "told", text: "Antrean sedang kosong." });
});
