// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { tellEvery, watchActivity } from "./activity";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("being at work is told at once, then every ten seconds, and not once more after the last act", () => {
  const where = new EventTarget();
  const tell = vi.fn();
  const end = watchActivity(where, tell);
  expect(tell).not.toHaveBeenCalled();
  for (const act of ["pointermove", "pointermove", "keydown", "wheel"]) where.dispatchEvent(new Event(act));
  expect(tell).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(tellEvery);
  expect(tell).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(10 * tellEvery);
  expect(tell).toHaveBeenCalledTimes(2);
  where.dispatchEvent(new Event("pointerdown"));
  expect(tell).toHaveBeenCalledTimes(3);
  end();
  where.dispatchEvent(new Event("pointerdown"));
  vi.advanceTimersByTime(10 * tellEvery);
  expect(tell).toHaveBeenCalledTimes(3);
});
