import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useDelayed } from "./delayed";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch(busy: boolean) {
  const { result, rerender } = renderHook((now: boolean) => useDelayed(now), { initialProps: busy });
  const pass = (milliseconds: number) => act(() => void vi.advanceTimersByTime(milliseconds));
  return { shown: () => result.current, set: rerender, pass };
}

test("what is quick shows no mark", () => {
  const { shown, set, pass } = watch(true);
  pass(299);
  expect(shown()).toBe(false);
  set(false);
  pass(1000);
  expect(shown()).toBe(false);
});

test("a mark appears after 300 ms and stays 500", () => {
  const { shown, set, pass } = watch(true);
  pass(300);
  expect(shown()).toBe(true);
  pass(100);
  set(false);
  pass(399);
  expect(shown()).toBe(true);
  pass(1);
  expect(shown()).toBe(false);
});

test("a mark that stood long enough goes at once", () => {
  const { shown, set, pass } = watch(true);
  pass(300);
  pass(5000);
  set(false);
  pass(0);
  expect(shown()).toBe(false);
});
