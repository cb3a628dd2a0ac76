import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rescueFocus } from "./lost-focus";

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<main id="content" tabindex="-1"></main><button id="row"></button><button id="other">';
});
afterEach(() => {
  vi.useRealTimers();
  document.body.innerHTML = "";
});

const focus = (id: string) => document.getElementById(id)?.focus();
const focused = () => document.activeElement?.id;

test("a focus that was on what is gone goes into the content", () => {
  focus("row");
  rescueFocus();
  document.getElementById("row")?.remove();
  vi.advanceTimersByTime(100);
  expect(focused()).toBe("content");
});

test("one that is lost only when the dialog has faded, too", () => {
  focus("row");
  rescueFocus();
  vi.advanceTimersByTime(500);
  expect(focused()).toBe("row");
  document.getElementById("row")?.remove();
  vi.advanceTimersByTime(100);
  expect(focused()).toBe("content");
});

test("one that is somewhere is left there, and later nobody looks any more", () => {
  focus("other");
  rescueFocus();
  vi.advanceTimersByTime(3000);
  expect(focused()).toBe("other");
  document.getElementById("other")?.blur();
  vi.advanceTimersByTime(3000);
  expect(focused()).not.toBe("content");
});
