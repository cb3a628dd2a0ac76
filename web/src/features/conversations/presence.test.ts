import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Signal } from "../../realtime/frames";
import { forgetPresence, heed, lookHolds, presenceOf, stopTyping, typingHolds } from "./presence";

const signal = (kind: Signal["kind"], by: Signal["by"]): Signal => ({
  type: "signal",
  kind,
  conversation_id: "c1",
  by,
});
const eko = { kind: "member", id: "m2" } as const;
const contact = { kind: "contact", id: "p1" } as const;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  forgetPresence();
  vi.useRealTimers();
});

test("typing holds for a while, and each word of it renews that", () => {
  heed(signal("typing", contact));
  vi.advanceTimersByTime(typingHolds - 1);
  heed(signal("typing", contact));
  vi.advanceTimersByTime(typingHolds - 1);
  expect(presenceOf("c1").customer).toBe(true);
  vi.advanceTimersByTime(1);
  expect(presenceOf("c1").customer).toBe(false);
});

test("customer and members are told apart, also when they stop", () => {
  heed(signal("typing", contact));
  heed(signal("typing", eko));
  expect(presenceOf("c1")).toMatchObject({ customer: true, replying: ["m2"] });
  stopTyping("c1", "");
  expect(presenceOf("c1")).toMatchObject({ customer: false, replying: ["m2"] });
});

test("somebody who looks is counted once; who goes away neither looks nor replies", () => {
  heed(signal("looking", eko));
  heed(signal("looking", eko));
  heed(signal("typing", eko));
  expect(presenceOf("c1").looking).toEqual(["m2"]);
  heed(signal("away", eko));
  expect(presenceOf("c1")).toEqual({ looking: [], replying: [], customer: false });
});

test("a look that is not told again has ended, whatever became of the word of it", () => {
  heed(signal("looking", eko));
  vi.advanceTimersByTime(lookHolds - 1);
  heed(signal("looking", eko));
  vi.advanceTimersByTime(lookHolds - 1);
  expect(presenceOf("c1").looking).toEqual(["m2"]);
  vi.advanceTimersByTime(1);
  expect(presenceOf("c1").looking).toEqual([]);
});

test("after a cut nobody would tell that they have gone, so all are forgotten", () => {
  heed(signal("looking", eko));
  heed(signal("typing", contact));
  forgetPresence();
  expect(presenceOf("c1")).toEqual({ looking: [], replying: [], customer: false });
});
