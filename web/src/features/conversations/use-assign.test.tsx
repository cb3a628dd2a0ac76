import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeApi, Refusal } from "../../test/fake-api";
import { makeConversation, makeHouse } from "../../test/inbox-makers";
import { start } from "../account/api";
import { openBook, put } from "./book";
import { useAssign } from "./use-assign";

const full = (confirmable: boolean) =>
  new Refusal(409, "workload_full", { member: { id: "m2", name: "Eko" }, limit: 3, handled: 3, confirmable });

/** Answers an assignment with each of these in turn, and gives what was asked for. */
function assigning(...answers: unknown[]) {
  const asked = fakeApi(({ path }) =>
    path.endsWith("/assign") ? answers.shift() : { mine: 0, mine_unread: 0, queue: 0 },
  );
  return () => asked.filter(({ path }) => path.endsWith("/assign")).map(({ body }) => body);
}

beforeEach(() => {
  start.set({ state: "ready", bootstrap: makeHouse() });
  openBook("m1");
  put(makeConversation());
});
afterEach(() => {
  start.set(undefined);
  vi.unstubAllGlobals();
});

test("who may insist is told who is full, and insists by asking again", async () => {
  const asked = assigning(full(true), undefined);
  const done = vi.fn();
  const { result } = renderHook(() => useAssign("c1", done));
  await act(() => result.current.assign("m2", ""));
  expect(result.current.full).toEqual({ member: "m2", name: "Eko", limit: 3, handled: 3, confirmable: true });
  expect(result.current.problem).toBe("");
  await act(() => result.current.assign("m2", ""));
  expect(done).toHaveBeenCalledOnce();
  expect(asked()).toEqual([
    { to: "m2", expected_assignee: "" },
    { to: "m2", expected_assignee: "", over_limit: true },
  ]);
});

test("what was read of one is not insisted on for another, nor by who may not", async () => {
  const asked = assigning(full(false), full(true), undefined);
  const { result } = renderHook(() => useAssign("c1", () => undefined));
  await act(() => result.current.assign("m2", ""));
  await act(() => result.current.assign("m2", ""));
  await act(() => result.current.assign("m3", ""));
  expect(asked().map((body) => (body as { over_limit?: boolean }).over_limit)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
