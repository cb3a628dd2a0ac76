// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStore } from "../lib/store";
import { fakeChannel } from "../test/fake-channel";
import { fakeLocks } from "../test/fake-locks";
import { typing } from "../test/makers";
import type { Change, ClientFrame, LineState, Missed } from "./frames";
import type { Line, LineOptions } from "./line";
import { createLive, lookAgain } from "./live";

type Options = Omit<LineOptions<string>, "openSocket">;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const change = (number: number): Change<string> => ({ number, events: [`event ${number}`] });
const nothing = (number: number): Missed<string> => ({ changes: [], number, reload: false });

/** A browser with as many tabs as are opened, and one line to the server for each tab that leads. */
function browser(withLocks = true) {
  const locks = withLocks ? fakeLocks() : undefined;
  const connect = fakeChannel();
  const lines: {
    options: Options;
    state: ReturnType<typeof createStore<LineState>>;
    sent: ClientFrame[];
    hurried: number;
  }[] = [];
  const createLine = (options: Options): Line => {
    const line = { options, state: createStore<LineState>("connecting"), sent: [] as ClientFrame[], hurried: 0 };
    lines.push(line);
    return {
      state: line.state,
      start: () => undefined,
      stop: () => undefined,
      send: (frame) => line.state.get() !== "polling" && line.sent.push(frame) > 0,
      hurry: () => void line.hurried++,
    };
  };
  async function open(number: number, fetchMissed = vi.fn(async () => nothing(number))) {
    const applied: number[] = [];
    const [onSignal, onReload, postActive] = [vi.fn(), vi.fn(), vi.fn()];
    const live = createLive<string>({
      name: "m1",
      number,
      createLine,
      fetchMissed,
      postActive,
      onChange: (one) => void applied.push(one.number),
      onSignal,
      onReload,
      channel: connect(),
      locks,
    });
    await vi.advanceTimersByTimeAsync(0);
    return { live, applied, onSignal, onReload, postActive, fetchMissed };
  }
  return { open, lines };
}

test("all tabs share one line, and each applies each change once", async () => {
  const { open, lines } = browser();
  const first = await open(5);
  const second = await open(5);
  expect(lines).toHaveLength(1);
  lines[0]?.options.onChange(change(6));
  lines[0]?.options.onSignal(typing);
  expect([first.applied, second.applied]).toEqual([[6], [6]]);
  expect(second.onSignal).toHaveBeenCalledWith(typing);
  expect([first.live.leading.get(), second.live.leading.get()]).toEqual([true, false]);
});

test("a tab that comes later catches up on what happened since it loaded", async () => {
  const { open, lines } = browser();
  await open(5);
  lines[0]?.options.onChange(change(8));
  const fetchMissed = vi.fn(async () => ({ changes: [change(7), change(8)], number: 8, reload: false }));
  const late = await open(6, fetchMissed);
  expect(fetchMissed).toHaveBeenCalledWith(6);
  expect(late.applied).toEqual([7, 8]);
});

test("what arrives while catching up waits for what is older", async () => {
  const { open, lines } = browser();
  await open(5);
  let answer: (missed: Missed<string>) => void = () => undefined;
  const late = await open(
    5,
    vi.fn(() => new Promise<Missed<string>>((resolve) => void (answer = resolve))),
  );
  lines[0]?.options.onChange(change(8));
  expect(late.applied).toEqual([]);
  answer({ changes: [change(6), change(7), change(8)], number: 8, reload: false });
  await vi.advanceTimersByTimeAsync(0);
  expect(late.applied).toEqual([6, 7, 8]);
});

test("catching up that fails is tried again, and loses nothing", async () => {
  const { open, lines } = browser();
  await open(5);
  const fetchMissed = vi.fn<() => Promise<Missed<string>>>().mockRejectedValueOnce(new Error("offline"));
  fetchMissed.mockResolvedValue({ changes: [change(6)], number: 6, reload: false });
  const late = await open(5, fetchMissed);
  lines[0]?.options.onChange(change(7));
  expect(late.applied).toEqual([]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(late.applied).toEqual([6, 7]);
});

test("too far behind while catching up means fetching all anew", async () => {
  const { open, lines } = browser();
  await open(5);
  const late = await open(
    5,
    vi.fn(async () => ({ changes: [], number: 90, reload: true })),
  );
  expect(late.onReload).toHaveBeenCalledTimes(1);
  lines[0]?.options.onChange(change(90));
  lines[0]?.options.onChange(change(91));
  expect(late.applied).toEqual([91]);
});

test("a reload of the leader is one of all", async () => {
  const { open, lines } = browser();
  const first = await open(5);
  const second = await open(5);
  lines[0]?.options.onReload(70);
  expect([first.onReload.mock.calls.length, second.onReload.mock.calls.length]).toEqual([1, 1]);
});

test("when the leader closes, another tab goes on from its own number", async () => {
  const { open, lines } = browser();
  const first = await open(5);
  const second = await open(5);
  lines[0]?.options.onChange(change(6));
  first.live.stop();
  await vi.advanceTimersByTimeAsync(0);
  expect(lines).toHaveLength(2);
  expect(lines[1]?.options.number).toBe(6);
  expect(second.live.leading.get()).toBe(true);
});

test("followers show the leader's state, also those that come later", async () => {
  const { open, lines } = browser();
  const first = await open(5);
  lines[0]?.state.set("live");
  const second = await open(5);
  expect(second.live.state.get()).toBe("live");
  lines[0]?.state.set("reconnecting");
  expect([first.live.state.get(), second.live.state.get()]).toEqual(["reconnecting", "reconnecting"]);
});

test("typing, looking and haste of a follower go out over the leader's line", async () => {
  const { open, lines } = browser();
  await open(5);
  const second = await open(5);
  second.live.typing("c1");
  second.live.looking("c1");
  second.live.hurry();
  expect(lines[0]?.sent).toEqual([
    { type: "typing", conversation: "c1" },
    { type: "looking", conversation: "c1" },
  ]);
  expect(lines[0]?.hurried).toBe(1);
});

test("a new connection hears what is looked at, and so does a new leader", async () => {
  const { open, lines } = browser();
  const first = await open(5);
  const second = await open(5);
  const third = await open(5);
  third.live.looking("c9");
  lines[0]?.state.set("live");
  expect(lines[0]?.sent).toEqual([
    { type: "looking", conversation: "c9" },
    { type: "looking", conversation: "c9" },
  ]);
  first.live.stop();
  await vi.advanceTimersByTimeAsync(0);
  expect(second.live.leading.get()).toBe(true);
  expect(lines[1]?.sent).toEqual([{ type: "looking", conversation: "c9" }]);
});

test("a look is told again while it lasts and there is a connection", async () => {
  const { open, lines } = browser();
  const { live } = await open(5);
  const looks = () => lines[0]?.sent.filter(({ type }) => type === "looking").length;
  lines[0]?.state.set("live");
  live.looking("c1");
  expect(looks()).toBe(1);
  await vi.advanceTimersByTimeAsync(2 * lookAgain);
  expect(looks()).toBe(3);
  lines[0]?.state.set("reconnecting");
  await vi.advanceTimersByTimeAsync(2 * lookAgain);
  expect(looks()).toBe(3);
  live.looking(null);
  lines[0]?.state.set("live");
  await vi.advanceTimersByTimeAsync(2 * lookAgain);
  expect(looks()).toBe(4);
  live.stop();
});

test("a tab that was frozen asks for what it missed", async () => {
  const { open } = browser();
  const first = await open(5);
  const fetchMissed = vi.fn(async () => nothing(5));
  const second = await open(5, fetchMissed);
  second.live.catchUp();
  first.live.catchUp();
  await vi.advanceTimersByTimeAsync(0);
  expect(fetchMissed).toHaveBeenCalledTimes(2);
  expect(first.fetchMissed).not.toHaveBeenCalled();
});

test("without locks each tab has its own line, and no change counts twice", async () => {
  const { open, lines } = browser(false);
  const first = await open(5);
  const second = await open(5);
  expect(lines).toHaveLength(2);
  for (const line of lines) line.options.onChange(change(6));
  expect([first.applied, second.applied]).toEqual([[6], [6]]);
});

test("being at work is said over the leader's line, and by a request of its own where no socket gets through", async () => {
  const { open, lines } = browser();
  const first = await open(5);
  const second = await open(5);
  second.live.active();
  first.live.active();
  expect(lines[0]?.sent).toEqual([{ type: "active" }, { type: "active" }]);
  lines[0]?.state.set("reconnecting");
  lines[0]?.state.set("polling");
  second.live.active();
  expect(first.postActive).toHaveBeenCalledTimes(1);
  expect(second.postActive).not.toHaveBeenCalled();
});
