/** What goes over the wire. `E` is the type of one event; this folder never looks inside. */
import type { components } from "../gen/api";

/** One committed write, with its number. Numbers only grow; those a member may not see are missing. */
export interface Change<E> {
  number: number;
  events: readonly E[];
}

/** Something that passes and is not kept: who types, who looks, and who has looked away. */
export interface Signal {
  type: "signal";
  kind: "typing" | "looking" | "away";
  conversation_id: string;
  by: components["schemas"]["By"];
}

export type ServerFrame<E> =
  /** Everything after the number in `hello` has been sent. `number` is where the workspace stands now. */
  | { type: "ready"; number: number }
  | ({ type: "change" } & Change<E>)
  | Signal
  /** Too much was missed to tell: fetch everything again. A `ready` with the new number follows. */
  | { type: "reload" }
  | { type: "ping" };

export type ClientFrame =
  | { type: "hello"; after: number }
  | { type: "pong" }
  | { type: "active" }
  | { type: "typing"; conversation: string }
  | { type: "looking"; conversation: string | null };

/** Answer of `GET /events?after=n`. */
export interface Missed<E> {
  changes: readonly Change<E>[];
  number: number;
  reload: boolean;
}

/** How the connection to the server stands. */
export type LineState =
  /** The first connection is being made; nothing is wrong yet. */
  | "connecting"
  /** Changes arrive at once. */
  | "live"
  /** No socket gets through, so changes are asked for every few seconds. */
  | "polling"
  /** The connection is lost and being made again. */
  | "reconnecting"
  /** It has been lost for long. Tries go on, but the person should know. */
  | "lost"
  /** The session has ended; no more tries until somebody signs in. */
  | "refused";

/** Reads a frame. Gives `undefined` for what is not a frame, which a newer server may send. */
export function readFrame<E>(data: unknown): ServerFrame<E> | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const frame: unknown = JSON.parse(data);
    const known = ["ready", "change", "signal", "reload", "ping"];
    const type = (frame as { type?: unknown } | null)?.type;
    return typeof type === "string" && known.includes(type) ? (frame as ServerFrame<E>) : undefined;
  } catch {
    return undefined;
  }
}
