import type { Frame, Signal } from "../contract";
import { identity } from "../keep/identity";
import { place } from "../place";
import { backoff } from "../rules/backoff";

// The server pings every 25 s, so after a minute without a word the line is dead though nobody closed it.
const silence = 60_000;
// A proxy that does not know sockets often lets them hang before `ready`.
const greeting = 10_000;
const tooMany = 4429;
// So many failures make the longest wait.
const longest = 10;

/** A frame has come. */
type Hear = (frame: Frame) => void;
/** The socket is gone; `failures` tries in a row did not get as far as `ready`. The code is the server's, or 0. */
type Lost = (failures: number, code: number) => void;

let cursor: (() => string) | undefined;
let tellFrame: Hear;
let tellLost: Lost;
let socket: WebSocket | undefined;
let timer: ReturnType<typeof setTimeout>;
let failures = 0;
let ready = false;

/** Opens a socket that comes back by itself; `from` says from where the server is to go on. */
export function openLine(from: () => string, hearing: Hear, losing: Lost): void {
  cursor = from;
  tellFrame = hearing;
  tellLost = losing;
  connect();
}

/** Whether the server has said `ready` on the present socket. */
export function lineIsReady(): boolean {
  return ready;
}

/** Tries now, if it waits to try again. */
export function nudgeLine(): void {
  if (!socket) renewLine();
}

/** Takes a new socket, whatever the present one seems to be. */
export function renewLine(): void {
  if (cursor) connect();
}

/** Closes the line until openLine. */
export function closeLine(): void {
  drop();
  cursor = undefined;
  clearTimeout(timer);
}

/** Whether the signal could be handed over. */
export function signalByLine(signal: Signal): boolean {
  if (ready) socket?.send(JSON.stringify(signal));
  return ready;
}

function connect(): void {
  drop();
  try {
    const own = new WebSocket(`${place.base.replace("http", "ws")}/widget/v1/${place.key}/socket`);
    socket = own;
    own.onopen = () => own.send(JSON.stringify({ type: "hello", token: identity().secret, cursor: cursor?.() }));
    own.onmessage = ({ data }) => own === socket && hear(own, JSON.parse(data));
    own.onclose = ({ code }) => own === socket && lose(code);
    watch();
  } catch {
    // The page's content-security policy may forbid sockets.
    lose(0);
  }
}

function hear(own: WebSocket, frame: Frame): void {
  if (frame.type === "ready") {
    ready = true;
    failures = 0;
  }
  watch();
  if (frame.type === "ping") own.send('{"type":"pong"}');
  else tellFrame(frame);
}

function watch(): void {
  clearTimeout(timer);
  timer = setTimeout(lose, ready ? silence : greeting, 0);
}

function lose(code: number): void {
  drop();
  failures = code === tooMany ? longest : failures + 1;
  clearTimeout(timer);
  timer = setTimeout(connect, backoff(failures));
  tellLost(failures, code);
}

function drop(): void {
  const old = socket;
  socket = undefined;
  ready = false;
  old?.close();
}
