import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { now, syncClock, useNow } from "./clock";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T05:00:10Z") });
});
afterEach(() => {
  syncClock(new Date().toUTCString());
  vi.useRealTimers();
});

test("a clock that is minutes off is put right by the server's", () => {
  syncClock("Sun, 22 Nov 2026 05:07:10 GMT");
  expect(now()).toBe(Date.parse("2026-11-22T05:07:10Z"));
});

test("seconds of travel are not the clock's fault", () => {
  syncClock("Sun, 22 Nov 2026 05:00:25 GMT");
  expect(now()).toBe(Date.now());
});

test("an answer without a date changes nothing", () => {
  syncClock("Sun, 22 Nov 2026 05:07:10 GMT");
  syncClock(null);
  syncClock("yesterday");
  expect(now()).toBe(Date.parse("2026-11-22T05:07:10Z"));
});

test("components tick at whole steps, and the timer ends with the last of them", () => {
  const drawn = vi.fn();
  function Clock() {
    drawn();
    return <p>{useNow(60_000)}</p>;
  }
  const { unmount } = render(<Clock />);
  const first = drawn.mock.calls.length;
  act(() => vi.advanceTimersByTime(45_000));
  expect(drawn).toHaveBeenCalledTimes(first);
  act(() => vi.advanceTimersByTime(10_000));
  expect(drawn.mock.calls.length).toBeGreaterThan(first);
  expect(Number(screen.getByText(/\d/).textContent)).toBeGreaterThanOrEqual(Date.parse("2026-11-22T05:01:00Z"));
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});
