import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { holdKeys, takeHeld } from "./ahead";

const page = vi.fn();

function press(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.body.dispatchEvent(event);
  return event;
}

beforeEach(() => {
  vi.useFakeTimers();
  page.mockClear();
  document.addEventListener("keydown", page);
});
afterEach(() => {
  takeHeld();
  document.removeEventListener("keydown", page);
  vi.useRealTimers();
});

test("what is typed is held and kept from the page", () => {
  holdKeys();
  for (const key of ["a", "n", "x", "Backspace", "g"]) press(key);
  expect(press("Enter").defaultPrevented).toBe(true);
  expect(page).not.toHaveBeenCalled();
  expect(takeHeld()).toEqual({ text: "ang", entered: true });
  expect(press("a").defaultPrevented).toBe(false);
  expect(page).toHaveBeenCalledTimes(1);
});

test("keys that are not writing go on to the page", () => {
  holdKeys();
  press("k", { ctrlKey: true });
  press("Tab");
  press("ArrowDown");
  expect(page).toHaveBeenCalledTimes(3);
  expect(takeHeld()).toEqual({ text: "", entered: false });
});

test.each([
  ["Escape", () => void press("Escape")],
  ["a pointer", () => void document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }))],
  ["waiting too long", () => void vi.advanceTimersByTime(5000)],
])("%s ends it, and nothing is kept", (_, happens) => {
  holdKeys();
  press("a");
  happens();
  expect(press("b").defaultPrevented).toBe(false);
  expect(takeHeld()).toEqual({ text: "", entered: false });
});
