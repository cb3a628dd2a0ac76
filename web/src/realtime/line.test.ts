// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "../lib/api-error";
import { fakeSockets } from "../test/fake-socket";
import { typing } from "../test/makers";
import type { Change, LineState, Missed } from "./frames";
import { createLine, pollEvery } from "./line";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const change = (number: number): Change<string> => ({ number, events: [`event ${number}`] });

function started() {
  const server = fakeSockets();
  const applied: number[] = [];
  const reloads: number[] = [];
  const states: LineState[] = [];
  const fetchMissed = vi.fn<(after: number) => Promise<Missed<string>>>();
  const onSignal = vi.fn();
  const line = createLine<string>({
    openSocket: server.open,
    fetchMissed,
    number: 5,
    onChange: (one) => void applied.push(one.number),
    onSignal,
    onReload: (number) => void reloads.push(number),
    random: () => 0.5,
  });
  line.state.subscribe(() => states.push(line.state.get()));
  line.start();
  const accept = (number: number) => {
    server.last().accept();
    server.last().say({ type: "ready", number });
  };
  return { server, line, applied, reloads, states, fetchMissed, onSignal, accept };
}

/** Lets as many sockets fail, each time until the next one is tried. */
async function fail(server: ReturnType<typeof fakeSockets>, times: number) {
  for (let time = 0; time < times; time++) {
    const before = server.ends.length;
    server.last().cut();
    while (server.ends.length === before) await vi.advanceTimersToNextTimerAsync();
  }
}

test("missed changes come before ready, new ones after, each once", () => {
  const { server, applied, states } = started();
  server.last().accept();
  for (const number of [6, 8]) server.last().say({ type: "change", ...change(number) });
  server.last().say({ type: "ready", number: 9 });
  for (const number of [8, 9, 10]) server.last().say({ type: "change", ...change(number) });
  expect(applied).toEqual([6, 8, 10]);
  expect(states).toEqual(["live"]);
});

test("it resumes after the highest number it has heard of, also of changes it may not see", async () => {
  const { server, accept } = started();
  accept(40);
  await fail(server, 1);
  server.last().accept();
  expect(server.last().heard[0]).toEqual({ type: "hello", after: 40 });
});

test("too far behind: everything is fetched anew, once, from the new number on", () => {
  const { server, applied, reloads } = started();
  server.last().accept();
  server.last().say({ type: "reload" });
  server.last().say({ type: "ready", number: 900 });
  server.last().say({ type: "change", ...change(900) });
  server.last().say({ type: "change", ...change(901) });
  expect(reloads).toEqual([900]);
  expect(applied).toEqual([901]);
});

test("a server that was set back to an older copy counts from its own number", () => {
  const { server, applied, reloads } = started();
  server.last().accept();
  server.last().say({ type: "reload" });
  server.last().say({ type: "ready", number: 2 });
  server.last().say({ type: "change", ...change(3) });
  expect(reloads).toEqual([2]);
  expect(applied).toEqual([3]);
});

test("signals pass", () => {
  const { server, onSignal, accept } = started();
  accept(5);
  server.last().say(typing);
  expect(onSignal).toHaveBeenCalledWith(typing);
});

test("a first try that fails is not yet a trouble; a lost line is one at once", async () => {
  const first = started();
  await fail(first.server, 1);
  expect(first.line.state.get()).toBe("connecting");
  const second = started();
  second.accept(5);
  await fail(second.server, 1);
  expect(second.line.state.get()).toBe("reconnecting");
});

test("after three sockets that failed it asks, and goes on trying sockets", async () => {
  const { server, line, applied, fetchMissed, accept } = started();
  fetchMissed.mockResolvedValueOnce({ changes: [change(6), change(7)], number: 9, reload: false });
  await fail(server, 3);
  expect(fetchMissed).toHaveBeenCalledWith(5);
  expect(applied).toEqual([6, 7]);
  expect(line.state.get()).toBe("polling");

  fetchMissed.mockResolvedValue({ changes: [], number: 9, reload: false });
  await vi.advanceTimersByTimeAsync(pollEvery);
  expect(fetchMissed).toHaveBeenLastCalledWith(9);

  accept(9);
  expect(line.state.get()).toBe("live");
  const asked = fetchMissed.mock.calls.length;
  await vi.advanceTimersByTimeAsync(pollEvery * 3);
  expect(fetchMissed).toHaveBeenCalledTimes(asked);
});

test("an answer that comes after the socket was ready is not applied twice", async () => {
  const { server, applied, fetchMissed, accept } = started();
  let answer: (missed: Missed<string>) => void = () => undefined;
  fetchMissed.mockReturnValue(new Promise((resolve) => void (answer = resolve)));
  await fail(server, 3);
  server.last().accept();
  server.last().say({ type: "change", ...change(6) });
  accept(6);
  answer({ changes: [change(6)], number: 6, reload: true });
  await vi.advanceTimersByTimeAsync(0);
  expect(applied).toEqual([6]);
});

test("asking can find out, too, that too much was missed", async () => {
  const { server, reloads, fetchMissed } = started();
  fetchMissed.mockResolvedValueOnce({ changes: [], number: 700, reload: true });
  fetchMissed.mockResolvedValue({ changes: [], number: 700, reload: false });
  await fail(server, 3);
  await vi.advanceTimersByTimeAsync(pollEvery);
  expect(reloads).toEqual([700]);
});

test("a slow answer is waited for, not overtaken", async () => {
  const { server, applied, fetchMissed } = started();
  let answer: (missed: Missed<string>) => void = () => undefined;
  fetchMissed.mockReturnValue(new Promise((resolve) => void (answer = resolve)));
  await fail(server, 3);
  await vi.advanceTimersByTimeAsync(pollEvery * 4);
  expect(fetchMissed).toHaveBeenCalledTimes(1);
  answer({ changes: [change(6)], number: 6, reload: false });
  await vi.advanceTimersByTimeAsync(0);
  expect(applied).toEqual([6]);
});

test("when asking fails as well, the line is lost, and comes back by itself", async () => {
  const { server, line, states, fetchMissed, accept } = started();
  fetchMissed.mockRejectedValue(new Error("offline"));
  await fail(server, 8);
  expect(line.state.get()).toBe("lost");
  expect(states).toContain("reconnecting");
  accept(5);
  expect(line.state.get()).toBe("live");
});

test("an ended session is said, and nothing is asked any more", async () => {
  const { server, line, fetchMissed, accept } = started();
  accept(5);
  server.last().cut(4401);
  await vi.advanceTimersByTimeAsync(1e6);
  expect(line.state.get()).toBe("refused");
  expect(fetchMissed).not.toHaveBeenCalled();
});

test("a server that knows the session no more says so when asked", async () => {
  const { server, line, fetchMissed, accept } = started();
  fetchMissed.mockRejectedValue(new ApiError(401, "unauthenticated"));
  accept(5);
  await fail(server, 2);
  server.last().cut();
  await vi.advanceTimersByTimeAsync(1e6);
  expect(line.state.get()).toBe("refused");
  expect(fetchMissed).toHaveBeenCalledTimes(1);
});

test("stopping ends the asking", async () => {
  const { server, line, fetchMissed } = started();
  fetchMissed.mockResolvedValue({ changes: [], number: 5, reload: false });
  await fail(server, 3);
  line.stop();
  const asked = fetchMissed.mock.calls.length;
  await vi.advanceTimersByTimeAsync(1e5);
  expect(fetchMissed).toHaveBeenCalledTimes(asked);
});
