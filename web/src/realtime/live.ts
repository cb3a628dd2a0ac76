import { newId } from "../lib/id";
import { createStore, type Store } from "../lib/store";
import type { Change, LineState, Missed, Signal } from "./frames";
import { type LocksLike, standForLeader } from "./leader";
import type { Line, LineOptions } from "./line";
import { createLooking } from "./looking";

/** The part of a BroadcastChannel that is used here. It does not bring a tab its own messages. */
export interface ChannelLike {
  postMessage(message: unknown): void;
  close(): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}

export interface LiveOptions<E> {
  /** Names the lock; contains the member's id, so that two members in one browser do not share a line. */
  name: string;
  /** Number of the last change contained in what this tab has loaded. */
  number: number;
  createLine: (options: Omit<LineOptions<E>, "openSocket">) => Line;
  fetchMissed: (after: number) => Promise<Missed<E>>;
  /** Says that the member is at work while no socket gets through. */
  postActive: () => void;
  onChange: (change: Change<E>) => void;
  onSignal: (signal: Signal) => void;
  onReload: () => void;
  channel: ChannelLike | undefined;
  locks: LocksLike | undefined;
}

/** Changes as they happen, with one connection for all of this browser's tabs. */
export interface Live {
  state: Store<LineState>;
  /** Whether this tab holds the connection; it is also the one that makes sounds and watches for idleness. */
  leading: Store<boolean>;
  typing(conversation: string): void;
  /** Says that the member is at work here. Call it at most every ten seconds. */
  active(): void;
  /** Says what this tab shows; `null` when it shows no conversation or is hidden. */
  looking(conversation: string | null): void;
  /** Tries at once: the network is back, or the page is looked at again. */
  hurry(): void;
  /** Asks for what was missed while this tab was frozen. */
  catchUp(): void;
  stop(): void;
}

/** Messages between the tabs. */
type Word<E> =
  | { kind: "joined" }
  | { kind: "led" }
  | { kind: "state"; state: LineState }
  | { kind: "change"; change: Change<E> }
  | { kind: "signal"; signal: Signal }
  | { kind: "reload"; number: number }
  | { kind: "typing"; conversation: string }
  | { kind: "active" }
  | { kind: "looking"; tab: string; conversation: string | null }
  | { kind: "hurry" };

/** Milliseconds after which a look is told again: the server forgets one that is not after 45 seconds. */
export const lookAgain = 30_000;
/** Milliseconds before a failed catching up is tried again. */
const tryAgain = 5000;

export function createLive<E>(options: LiveOptions<E>): Live {
  const { channel } = options;
  const tab = newId();
  const state = createStore<LineState>("connecting");
  const leading = createStore(false);
  const looking = createLooking((conversation) => line?.send({ type: "looking", conversation }));
  let number = options.number;
  let line: Line | undefined;
  let following = false;
  let shown: string | null = null;
  let catching = false;
  let held: Change<E>[] | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let renewal: ReturnType<typeof setInterval> | undefined;

  const say = (word: Word<E>) => channel?.postMessage(word);

  function apply(change: Change<E>): void {
    // While catching up, what is new must wait for what is old: numbers only ever grow.
    if (held) return void held.push(change);
    if (change.number <= number) return;
    number = change.number;
    options.onChange(change);
  }

  function reload(reached: number): void {
    number = reached;
    if (held) held = [];
    options.onReload();
  }

  function lead(): void {
    // What was held back comes again over the line, which asks from this tab's own number on.
    clearTimeout(timer);
    held = undefined;
    leading.set(true);
    line = options.createLine({
      number,
      fetchMissed: options.fetchMissed,
      onChange: (change) => {
        apply(change);
        say({ kind: "change", change });
      },
      onSignal: (signal) => {
        options.onSignal(signal);
        say({ kind: "signal", signal });
      },
      onReload: (reached) => {
        reload(reached);
        say({ kind: "reload", number: reached });
      },
    });
    line.state.subscribe(tellState);
    renewal = setInterval(() => state.get() === "live" && looking.repeat(), lookAgain);
    line.start();
    say({ kind: "led" });
  }

  function tellState(): void {
    if (!line) return;
    state.set(line.state.get());
    say({ kind: "state", state: line.state.get() });
    if (line.state.get() === "live") looking.repeat();
  }

  function hear(word: Word<E>): void {
    if (line) hearAsLeader(line, word);
    else hearAsFollower(word);
  }

  function hearAsFollower(word: Word<E>): void {
    if (word.kind === "change") apply(word.change);
    if (word.kind === "signal") options.onSignal(word.signal);
    if (word.kind === "reload") reload(word.number);
    if (word.kind === "state") follow(word.state);
    if (word.kind === "led") say({ kind: "looking", tab, conversation: shown });
  }

  function hearAsLeader(own: Line, word: Word<E>): void {
    if (word.kind === "joined") tellState();
    if (word.kind === "typing") own.send({ type: "typing", conversation: word.conversation });
    if (word.kind === "active") active();
    if (word.kind === "looking") looking.set(word.tab, word.conversation);
    if (word.kind === "hurry") own.hurry();
  }

  /** The first word of a leader makes this tab a follower: what happened since it loaded is still missing. */
  function follow(told: LineState): void {
    state.set(told);
    if (following) return;
    following = true;
    void catchUp();
  }

  async function catchUp(): Promise<void> {
    if (line || catching) return;
    catching = true;
    held ??= [];
    try {
      const missed = await options.fetchMissed(number);
      if (!line) caughtUp(missed);
    } catch {
      if (!line) timer = setTimeout(() => void catchUp(), tryAgain);
    } finally {
      catching = false;
    }
  }

  function caughtUp(missed: Missed<E>): void {
    if (missed.reload) reload(missed.number);
    const waiting = held ?? [];
    held = undefined;
    for (const change of [...missed.changes, ...waiting]) apply(change);
    number = Math.max(number, missed.number);
  }

  const typing = (conversation: string) => {
    if (!line?.send({ type: "typing", conversation })) say({ kind: "typing", conversation });
  };

  const active = () => {
    if (!line) say({ kind: "active" });
    else if (!line.send({ type: "active" }) && state.get() === "polling") options.postActive();
  };

  if (channel) channel.onmessage = (event) => hear(event.data as Word<E>);
  const stepDown = standForLeader(`sapa.live.${options.name}`, options.locks, lead);
  say({ kind: "joined" });

  return {
    state,
    leading,
    typing,
    active,
    looking(conversation) {
      shown = conversation;
      looking.set(tab, conversation);
      say({ kind: "looking", tab, conversation });
    },
    hurry: () => (line ? line.hurry() : say({ kind: "hurry" })),
    catchUp: () => void (following && catchUp()),
    stop() {
      say({ kind: "looking", tab, conversation: null });
      clearTimeout(timer);
      clearInterval(renewal);
      line?.stop();
      stepDown();
      channel?.close();
    },
  };
}
