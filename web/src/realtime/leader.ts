/** The part of the Web Locks API that is used here. */
export interface LocksLike {
  request(name: string, options: { signal: AbortSignal }, work: () => Promise<void>): Promise<void>;
}

/**
 * Makes one of this browser's tabs the leader. `onLead` is called when this tab becomes it, at once or when the leader
 * before it is closed. The returned function gives the place up. Without locks (they need a secure page) every tab
 * leads itself.
 */
export function standForLeader(name: string, locks: LocksLike | undefined, onLead: () => void): () => void {
  if (!locks) {
    onLead();
    return () => undefined;
  }
  const waiting = new AbortController();
  let stepDown: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    stepDown = resolve;
  });
  const work = () => {
    if (!waiting.signal.aborted) onLead();
    return held;
  };
  // Giving up while still waiting rejects, which is what was asked for.
  locks.request(name, { signal: waiting.signal }, work).catch(() => undefined);
  return () => {
    waiting.abort();
    stepDown();
  };
}
