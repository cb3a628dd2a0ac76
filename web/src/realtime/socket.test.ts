// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeSockets } from "../test/fake-socket";
import { readFrame } from "./frames";
import { backOff, createSocket, patience, silence } from "./socket";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function connected() {
  const server = fakeSockets();
  const [onFrame, onDown, onRefused] = [vi.fn(), vi.fn(), vi.fn()];
  let number = 7;
  const socket = createSocket({
    open: server.open,
    lastNumber: () => number,
    onFrame,
    onDown,
    onRefused,
    random: () => 0.5,
  });
  socket.start();
  return { server, socket, onFrame, onDown, onRefused, at: (next: number) => void (number = next) };
}

function live() {
  const all = connected();
  all.server.last().accept();
  all.server.last().say({ type: "ready", number: 7 });
  return all;
}

test("it says hello with the last number", () => {
  const { server } = connected();
  server.last().accept();
  expect(server.last().heard).toEqual([{ type: "hello", after: 7 }]);
});

test("after a cut it resumes from the number of then", () => {
  const { server, at } = live();
  at(12);
  server.last().cut();
  vi.advanceTimersByTime(1000);
  server.last().accept();
  expect(server.ends).toHaveLength(2);
  expect(server.last().heard).toEqual([{ type: "hello", after: 12 }]);
});

test.each([
  [1, 0.5, 1000],
  [2, 0.5, 1500],
  [3, 0.5, 2250],
  [20, 0.5, 30_000],
  [1, 0, 750],
  [1, 1, 1250],
])("after %d failures, dice %d, it waits %d ms", (failures, random, wait) => {
  expect(backOff(failures, random)).toBe(wait);
});

test("failures are counted in a row, and a connection that is ready begins anew", () => {
  const { server, onDown } = connected();
  server.last().cut();
  vi.advanceTimersByTime(1000);
  server.last().cut();
  vi.advanceTimersByTime(1500);
  server.last().accept();
  server.last().say({ type: "ready", number: 7 });
  server.last().cut();
  expect(onDown.mock.calls).toEqual([[1], [2], [1]]);
});

test("a connection that opens but is never ready counts as failed", () => {
  const { server, onDown } = connected();
  server.last().accept();
  vi.advanceTimersByTime(patience);
  expect(onDown).toHaveBeenCalledWith(1);
  expect(server.last().closed).toBe(true);
});

test("a ping is answered and goes no further", () => {
  const { server, onFrame } = live();
  server.last().say({ type: "ping" });
  expect(server.last().heard.at(-1)).toEqual({ type: "pong" });
  expect(onFrame).toHaveBeenCalledTimes(1);
});

test("a line gone silent is given up and made anew; pings keep it", () => {
  const { server } = live();
  for (let time = 0; time < 5; time++) {
    vi.advanceTimersByTime(silence - 1);
    server.last().say({ type: "ping" });
  }
  expect(server.ends).toHaveLength(1);
  vi.advanceTimersByTime(silence + 1000);
  expect(server.ends).toHaveLength(2);
});

test("an old connection has nothing more to say", () => {
  const { server, onFrame } = live();
  server.last().cut();
  vi.advanceTimersByTime(1000);
  server.ends[0]?.say({ type: "change", number: 8, events: [] });
  server.ends[0]?.cut();
  expect(onFrame).toHaveBeenCalledTimes(1);
  expect(server.ends).toHaveLength(2);
});

describe("hurrying", () => {
  test("ends the wait", () => {
    const { server, socket } = connected();
    server.last().cut();
    socket.hurry();
    expect(server.ends).toHaveLength(2);
    vi.advanceTimersByTime(1000);
    expect(server.ends).toHaveLength(2);
  });

  test("leaves a healthy line alone", () => {
    const { server, socket } = live();
    socket.hurry();
    expect(server.ends).toHaveLength(1);
  });

  test("finds out that the device slept", () => {
    const { server, socket, onDown } = live();
    vi.setSystemTime(Date.now() + silence + 1);
    socket.hurry();
    expect(onDown).toHaveBeenCalledWith(1);
    socket.hurry();
    expect(server.ends).toHaveLength(2);
  });
});

test("a session that has ended stops the tries until start", () => {
  const { server, socket, onDown, onRefused } = live();
  server.last().cut(4401);
  vi.advanceTimersByTime(1e6);
  socket.hurry();
  expect(onRefused).toHaveBeenCalledTimes(1);
  expect(onDown).not.toHaveBeenCalled();
  expect(server.ends).toHaveLength(1);
  socket.start();
  expect(server.ends).toHaveLength(2);
});

test("frames go out only when the line is ready", () => {
  const { server, socket } = connected();
  expect(socket.send({ type: "typing", conversation: "c1" })).toBe(false);
  server.last().accept();
  expect(socket.send({ type: "typing", conversation: "c1" })).toBe(false);
  server.last().say({ type: "ready", number: 7 });
  expect(socket.send({ type: "typing", conversation: "c1" })).toBe(true);
});

test("stopping closes, and nothing comes after", () => {
  const { server, socket } = live();
  socket.stop();
  vi.advanceTimersByTime(1e6);
  expect(server.last().closed).toBe(true);
  expect(server.ends).toHaveLength(1);
});

test.each([["{"], ['{"type":"unknown"}'], ["null"], ["[]"], [new ArrayBuffer(1)]])("%s is not a frame", (data) => {
  expect(readFrame(data)).toBeUndefined();
});
