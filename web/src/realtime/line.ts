import { ApiError } from "../lib/api-error";
import { createStore, type Store } from "../lib/store";
import type { Change, ClientFrame, LineState, Missed, ServerFrame, Signal } from "./frames";
import { createSocket, type SocketLike } from "./socket";

export interface LineOptions<E> {
  openSocket: () => SocketLike;
  /** Asks for what was missed: `GET /events?after=n`. */
  fetchMissed: (after: number) => Promise<Missed<E>>;
  /** Number of the last change that is known here. */
  number: number;
  onChange: (change: Change<E>) => void;
  onSignal: (signal: Signal) => void;
  /** Too much was missed: everything must be fetched again. */
  onReload: (number: number) => void;
  random?: () => number;
}

/** The connection of one tab to the server: a socket, or polling while sockets do not get through. */
export interface Line {
  state: Store<LineState>;
  start(): void;
  stop(): void;
  send(frame: ClientFrame): boolean;
  hurry(): void;
}

/** Sockets that failed in a row before polling begins: some proxies never let one through. */
const failuresBeforePolling = 3;
/** Failures in a row, of sockets and of polling, after which people are told that the connection is lost. */
const failuresBeforeLost = 6;
/** Milliseconds between two questions while polling. */
export const pollEvery = 5000;

export function createLine<E>(options: LineOptions<E>): Line {
  const state = createStore<LineState>("connecting");
  let number = options.number;
  let reloading = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let polling = false;
  let pollFailures = 0;

  const socket = createSocket<E>({
    open: options.openSocket,
    lastNumber: () => number,
    onFrame: receive,
    onDown: down,
    onRefused: refuse,
    ...(options.random ? { random: options.random } : {}),
  });

  function refuse(): void {
    stopPolling();
    socket.stop();
    state.set("refused");
  }

  function receive(frame: ServerFrame<E>): void {
    if (frame.type === "change") apply(frame);
    if (frame.type === "signal") options.onSignal(frame);
    if (frame.type === "reload") reloading = true;
    if (frame.type === "ready") ready(frame.number);
  }

  function apply(change: Change<E>): void {
    if (change.number <= number) return;
    number = change.number;
    options.onChange(change);
  }

  function ready(reached: number): void {
    stopPolling();
    reach(reached);
    state.set("live");
  }

  /** Steps over numbers that this member may not see, so that the next resume does not ask for them again. */
  function reach(reached: number): void {
    number = reloading ? reached : Math.max(number, reached);
    if (!reloading) return;
    reloading = false;
    options.onReload(number);
  }

  function down(failures: number): void {
    if (failures >= failuresBeforePolling && !polling) {
      polling = true;
      void poll();
    }
    if (state.get() === "polling") return;
    if (failures >= failuresBeforeLost) state.set("lost");
    else if (state.get() !== "connecting" || failures > 1) state.set("reconnecting");
  }

  async function poll(): Promise<void> {
    try {
      const missed = await options.fetchMissed(number);
      if (polling) polled(missed);
    } catch (error) {
      if (polling) notPolled(error);
    }
    if (polling) timer = setTimeout(() => void poll(), pollEvery);
  }

  function notPolled(error: unknown): void {
    pollFailures += 1;
    // A server that knows the session no more does not let the socket open, and gives no reason for that.
    if (error instanceof ApiError && error.status === 401) refuse();
    else if (pollFailures >= failuresBeforeLost) state.set("lost");
    else if (state.get() === "polling") state.set("reconnecting");
  }

  function polled(missed: Missed<E>): void {
    for (const change of missed.changes) apply(change);
    reloading = missed.reload;
    reach(missed.number);
    pollFailures = 0;
    state.set("polling");
  }

  function stopPolling(): void {
    clearTimeout(timer);
    polling = false;
    pollFailures = 0;
  }

  return {
    state,
    send: socket.send,
    hurry: socket.hurry,
    start: socket.start,
    stop() {
      stopPolling();
      socket.stop();
    },
  };
}
