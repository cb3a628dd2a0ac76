import { type ClientFrame, readFrame, type ServerFrame } from "./frames";

/** The part of a WebSocket that is used here, so that tests can play the server. */
export interface SocketLike {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
}

export interface SocketOptions<E> {
  /** Opens a connection: `() => new WebSocket(address)`. */
  open: () => SocketLike;
  /** Number of the last change that was applied; the server sends what came after. */
  lastNumber: () => number;
  onFrame: (frame: ServerFrame<E>) => void;
  /** The connection failed or was lost; `failures` in a row without a `ready` between. It will be tried again. */
  onDown: (failures: number) => void;
  /** The server says that the session has ended. It will not be tried again until `start`. */
  onRefused: () => void;
  /** For tests: a number from 0 to 1. */
  random?: () => number;
}

export interface Socket {
  start(): void;
  stop(): void;
  /** Sends a frame if the connection is ready; tells whether it did. */
  send(frame: ClientFrame): boolean;
  /** Tries at once: the network is back, or somebody looks at the page again. Also tests a connection gone silent. */
  hurry(): void;
}

/** The server pings every 25 s; after this many silent milliseconds the connection is dead. */
export const silence = 60_000;
/** Milliseconds a connection may take to be ready. */
export const patience = 15_000;
/** Close code of a session that has ended. */
const unauthenticated = 4401;

/** Milliseconds to wait after `failures` in a row: 1 s, growing by half, at most 30 s; the dice spread the crowd. */
export function backOff(failures: number, random: number): number {
  const grown = Math.min(30_000, 1000 * 1.5 ** Math.max(0, failures - 1));
  return grown * (0.75 + random / 2);
}

/** A socket that keeps itself connected and resumes after the last change it was told. */
export function createSocket<E>(options: SocketOptions<E>): Socket {
  const random = options.random ?? Math.random;
  let socket: SocketLike | undefined;
  let ready = false;
  let failures = 0;
  let heard = 0;
  let watch: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    clearTimeout(again);
    again = undefined;
    const opened = options.open();
    socket = opened;
    ready = false;
    listen(patience);
    opened.onopen = () => opened.send(JSON.stringify({ type: "hello", after: options.lastNumber() }));
    opened.onmessage = (event) => socket === opened && receive(event.data);
    opened.onclose = (event) => socket === opened && lost(event.code);
  }

  function receive(data: unknown): void {
    listen(ready ? silence : patience);
    const frame = readFrame<E>(data);
    if (!frame) return;
    if (frame.type === "ping") return void send({ type: "pong" }, true);
    if (frame.type === "ready") {
      ready = true;
      failures = 0;
      listen(silence);
    }
    options.onFrame(frame);
  }

  /** Gives the connection up if nothing is heard for so long. */
  function listen(milliseconds: number): void {
    heard = Date.now();
    clearTimeout(watch);
    watch = setTimeout(() => lost(0), milliseconds);
  }

  function lost(code: number): void {
    drop();
    if (code === unauthenticated) {
      options.onRefused();
      return;
    }
    failures += 1;
    again = setTimeout(connect, backOff(failures, random()));
    options.onDown(failures);
  }

  function drop(): void {
    clearTimeout(watch);
    const old = socket;
    socket = undefined;
    ready = false;
    old?.close();
  }

  function send(frame: ClientFrame, early = false): boolean {
    if (!socket || !(ready || early)) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  return {
    send,
    start() {
      if (!socket && again === undefined) connect();
    },
    stop() {
      clearTimeout(again);
      again = undefined;
      failures = 0;
      drop();
    },
    hurry() {
      if (again !== undefined) return connect();
      // A laptop that slept did not run the watch: its clock stood still.
      if (socket && Date.now() - heard > silence) lost(0);
    },
  };
}
