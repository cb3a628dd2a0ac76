/** The rules of the outbox: what may be sent next, and how long to wait. Pure. */

export type OutboxState = "waiting" | "sending" | "failed";

/** Something a member sent that the server has not yet taken. */
export interface OutboxItem<P> {
  /** Also the Idempotency-Key, so a repeated send is done once. */
  id: string;
  /** What must stay in order, for example a conversation's id. */
  key: string;
  /** Place in the order of its key: milliseconds since 1970 of the moment it was added or tried again by hand. */
  order: number;
  payload: P;
  state: OutboxState;
  /** Sends tried so far. */
  tries: number;
  /** The server's code of the refusal, when `failed`; empty otherwise. */
  reason: string;
}

/** In the order in which they are sent; two of the same moment by id, so that every tab agrees. */
export function inOrder<P>(items: Iterable<OutboxItem<P>>): OutboxItem<P>[] {
  return [...items].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/**
 * The next item of a key to send, or `undefined`. Refused items wait for the person and hold nobody up; an item that
 * only met a bad connection holds up all behind it, for their order matters more than their speed.
 */
export function nextOf<P>(items: Iterable<OutboxItem<P>>, key: string): OutboxItem<P> | undefined {
  return inOrder(items).find((item) => item.key === key && item.state !== "failed");
}

/** Milliseconds to wait before try number `tries` + 1: 1 s, doubling, at most a minute, with up to a fifth more. */
export function waitFor(tries: number, retryAfter: number, random: number): number {
  const doubled = Math.min(60_000, 1000 * 2 ** Math.max(0, tries - 1));
  return Math.max(doubled * (1 + random / 5), retryAfter * 1000);
}
