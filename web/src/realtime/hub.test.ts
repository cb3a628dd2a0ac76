import { afterEach, expect, test, vi } from "vitest";
import { createStore } from "../lib/store";
import { typing } from "../test/makers";
import type { LineState } from "./frames";
import {
  connect,
  disconnect,
  hurry,
  leading,
  lineState,
  onEvent,
  onReload,
  onSignal,
  tellLooking,
  tellTyping,
} from "./hub";

const { startLive } = vi.hoisted(() => ({ startLive: vi.fn() }));
vi.mock("./browser", () => ({ startLive }));

afterEach(disconnect);

/** Connects to a line that is played, and gives what the hub handed to it. */
function connected() {
  const live = {
    state: createStore<LineState>("connecting"),
    leading: createStore(false),
    typing: vi.fn(),
    looking: vi.fn(),
    hurry: vi.fn(),
    stop: vi.fn(),
  };
  startLive.mockReturnValue(live);
  connect("m1", 5);
  return { live, given: startLive.mock.lastCall?.[0] };
}

test("events reach those who listen for their type, and those who listen for all", () => {
  const { given } = connected();
  const [created, all] = [vi.fn(), vi.fn()];
  const leave = [onEvent("message.created", created), onEvent("*", all)];
  given.onChange({ number: 6, events: [{ kind: "message.created", id: "a" }, { kind: "conversation.resolved" }] });
  for (const one of leave) one();
  given.onChange({ number: 7, events: [{ kind: "message.created" }] });
  expect(created.mock.calls).toEqual([[{ kind: "message.created", id: "a" }, 6]]);
  expect(all).toHaveBeenCalledTimes(2);
});

test("signals and reloads reach their listeners", () => {
  const { given } = connected();
  const [signal, reload] = [vi.fn(), vi.fn()];
  const leave = [onSignal(signal), onReload(reload)];
  given.onSignal(typing);
  given.onReload();
  for (const one of leave) one();
  given.onReload();
  expect(signal).toHaveBeenCalledWith(typing);
  expect(reload).toHaveBeenCalledTimes(1);
});

test("the state of the line and the leadership are followed", () => {
  const { live } = connected();
  expect(lineState.get()).toBe("connecting");
  live.state.set("live");
  live.leading.set(true);
  expect([lineState.get(), leading.get()]).toEqual(["live", true]);
  disconnect();
  expect([lineState.get(), leading.get()]).toEqual([undefined, false]);
  expect(live.stop).toHaveBeenCalledTimes(1);
});

test("what is told goes out while connected, and is no error otherwise", () => {
  const { live } = connected();
  tellTyping("c1");
  tellLooking("c1");
  hurry();
  disconnect();
  tellTyping("c2");
  tellLooking(null);
  hurry();
  expect([live.typing.mock.calls, live.looking.mock.calls, live.hurry.mock.calls.length]).toEqual([
    [["c1"]],
    [["c1"]],
    1,
  ]);
});

test("connecting anew ends the line before", () => {
  const { live } = connected();
  connected();
  expect(live.stop).toHaveBeenCalledTimes(1);
});
