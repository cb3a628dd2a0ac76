// @vitest-environment node
import { expect, test, vi } from "vitest";
import { createLooking } from "./looking";

test("the latest tab that looks at something counts", () => {
  const tell = vi.fn();
  const looking = createLooking(tell);
  looking.set("tab 1", "a");
  looking.set("tab 2", "b");
  looking.set("tab 1", null);
  looking.set("tab 2", null);
  expect(tell.mock.calls).toEqual([["a"], ["b"], [null]]);
});

test("changing tabs does not look like leaving, whichever tab speaks first", () => {
  const tell = vi.fn();
  const looking = createLooking(tell);
  looking.set("tab 1", "a");
  looking.set("tab 2", "a");
  looking.set("tab 1", null);
  expect(tell.mock.calls).toEqual([["a"]]);
  looking.set("tab 2", "c");
  expect(tell).toHaveBeenLastCalledWith("c");
});

test("a new connection hears it again, unless there is nothing to hear", () => {
  const tell = vi.fn();
  const looking = createLooking(tell);
  looking.repeat();
  expect(tell).not.toHaveBeenCalled();
  looking.set("tab 1", "a");
  looking.repeat();
  expect(tell.mock.calls).toEqual([["a"], ["a"]]);
});
