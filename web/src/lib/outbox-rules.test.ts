// @vitest-environment node
import { expect, test } from "vitest";
import { inOrder, nextOf, type OutboxItem, type OutboxState, waitFor } from "./outbox-rules";

const item = (id: string, order: number, state: OutboxState = "waiting", key = "c1"): OutboxItem<string> => ({
  id,
  key,
  order,
  state,
  payload: id,
  tries: 0,
  reason: "",
});

test("the oldest of the key is next, whatever the order on the shelf", () => {
  const items = [item("b", 2), item("a", 1), item("x", 0, "waiting", "c2")];
  expect(nextOf(items, "c1")?.id).toBe("a");
  expect(nextOf(items, "c3")).toBeUndefined();
});

test("a refused item holds nobody up, a waiting one everybody", () => {
  expect(nextOf([item("a", 1, "failed"), item("b", 2)], "c1")?.id).toBe("b");
  expect(nextOf([item("a", 1, "waiting"), item("b", 2)], "c1")?.id).toBe("a");
  expect(nextOf([item("a", 1, "failed")], "c1")).toBeUndefined();
});

test("what an earlier visit was sending is sent again", () => {
  expect(nextOf([item("a", 1, "sending")], "c1")?.id).toBe("a");
});

test("two of the same moment have one order for every tab", () => {
  const [a, b] = [item("a", 1), item("b", 1)];
  expect(inOrder([a, b])).toEqual(inOrder([b, a]));
});

test.each([
  [1, 0, 0, 1000],
  [2, 0, 0, 2000],
  [4, 0, 0, 8000],
  [50, 0, 0, 60_000],
  [1, 0, 1, 1200],
  [1, 30, 0, 30_000],
])("after %d tries, Retry-After %d, dice %d: %d ms", (tries, retryAfter, random, wait) => {
  expect(waitFor(tries, retryAfter, random)).toBe(wait);
});
