import type { SocketLike } from "../realtime/socket";

/** A connection as the server sees it. */
interface ServerEnd {
  /** What the client has sent, parsed. */
  heard: unknown[];
  /** The connection was closed by the client. */
  closed: boolean;
  accept(): void;
  say(frame: unknown): void;
  /** Cuts the line with a close code. */
  cut(code?: number): void;
}

/** Plays a server of sockets: `open` is given to the client, `ends` are the connections in order. */
export function fakeSockets() {
  const ends: ServerEnd[] = [];
  const open = (): SocketLike => {
    const socket: SocketLike = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (text) => void end.heard.push(JSON.parse(text)),
      close: () => void (end.closed = true),
    };
    const end: ServerEnd = {
      heard: [],
      closed: false,
      accept: () => socket.onopen?.(),
      say: (frame) => socket.onmessage?.({ data: typeof frame === "string" ? frame : JSON.stringify(frame) }),
      cut: (code = 1006) => socket.onclose?.({ code }),
    };
    ends.push(end);
    return socket;
  };
  const last = () => {
    const end = ends.at(-1);
    if (!end) throw new Error("nobody has connected");
    return end;
  };
  return { open, ends, last };
}
