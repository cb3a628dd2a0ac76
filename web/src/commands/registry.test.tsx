import { act, render, renderHook, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import {
  allCommands,
  availableCommands,
  type Command,
  register,
  run,
  setContext,
  useAvailableCommands,
  useCommands,
  useContextFor,
} from "./registry";

const leave: (() => void)[] = [];
afterEach(() => {
  for (const one of leave.splice(0)) one();
  setContext({ path: undefined });
});

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  label: "common.retry",
  group: "app",
  run: vi.fn(),
  ...more,
});
const add = (...commands: Command[]) => leave.push(register(commands));
const ids = (commands: readonly Command[]) => commands.map(({ id }) => id);

test("commands come and go", () => {
  const going = register([command("a")]);
  add(command("b"));
  expect(ids(allCommands())).toEqual(["a", "b"]);
  going();
  expect(ids(allCommands())).toEqual(["b"]);
});

test("a command that cannot be done now is neither offered nor done", () => {
  const inside = command("a", { when: (context) => context.path === "/inbox" });
  add(inside);
  expect(ids(availableCommands())).toEqual([]);
  expect(run("a")).toBe(false);
  setContext({ path: "/inbox" });
  expect(ids(availableCommands())).toEqual(["a"]);
  expect(run("a")).toBe(true);
  expect(inside.run).toHaveBeenCalledWith({ path: "/inbox" });
});

test("of two with one id the later counts, until it leaves", () => {
  const [first, second] = [command("a"), command("a")];
  add(first);
  const going = register([second]);
  run("a");
  going();
  run("a");
  expect([vi.mocked(first.run).mock.calls.length, vi.mocked(second.run).mock.calls.length]).toEqual([1, 1]);
});

test("doing what does not exist is no error", () => {
  expect(run("nothing")).toBe(false);
});

test("a component's commands see its latest state, and leave with it", () => {
  const seen = vi.fn();
  function Counter() {
    const [count, setCount] = useState(0);
    useCommands(() => [command("count", { when: () => count < 2, run: () => seen(count) })]);
    return (
      <button type="button" onClick={() => setCount(count + 1)}>
        {count}
      </button>
    );
  }
  const { unmount } = render(<Counter />);
  run("count");
  act(() => screen.getByRole("button").click());
  run("count");
  expect(seen.mock.calls).toEqual([[0], [1]]);
  act(() => screen.getByRole("button").click());
  expect(run("count")).toBe(false);
  unmount();
  expect(allCommands()).toEqual([]);
});

test("a component tells its context while it is shown", () => {
  add(command("a", { when: (context) => context.path === "/inbox" }));
  const { unmount } = renderHook(() => useContextFor("path", "/inbox"));
  expect(ids(availableCommands())).toEqual(["a"]);
  unmount();
  expect(ids(availableCommands())).toEqual([]);
});

test("what is offered follows what can be done", () => {
  add(command("a", { when: (context) => context.path === "/inbox" }));
  const { result } = renderHook(() => ids(useAvailableCommands()));
  expect(result.current).toEqual([]);
  act(() => setContext({ path: "/inbox" }));
  expect(result.current).toEqual(["a"]);
});
