// @vitest-environment node
import { expect, test, vi } from "vitest";
import { fakeLocks } from "../test/fake-locks";
import { until } from "../test/until";
import { standForLeader } from "./leader";

const soon = () => vi.waitFor(() => undefined);

test("one leads; when it goes, the next does; who gave up waiting does not", async () => {
  const locks = fakeLocks();
  const led: string[] = [];
  const stand = (name: string) => standForLeader("x", locks, () => void led.push(name));
  const first = stand("first");
  const second = stand("second");
  stand("third");
  await until(() => expect(led).toEqual(["first"]));
  second();
  first();
  await until(() => expect(led).toEqual(["first", "third"]));
});

test("two names have two leaders", async () => {
  const locks = fakeLocks();
  const led = vi.fn();
  standForLeader("a", locks, led);
  standForLeader("b", locks, led);
  await until(() => expect(led).toHaveBeenCalledTimes(2));
});

test("without locks everybody leads", async () => {
  const led = vi.fn();
  standForLeader("a", undefined, led)();
  await soon();
  expect(led).toHaveBeenCalledTimes(1);
});
