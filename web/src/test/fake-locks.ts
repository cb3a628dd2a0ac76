/** Plays the Web Locks of one browser: one holder for each name, the others wait in turn. */
export function fakeLocks() {
  const queues = new Map<string, Promise<unknown>>();
  function request<R>(
    name: string,
    options: { signal?: AbortSignal } | (() => Promise<R>),
    work?: () => Promise<R>,
  ): Promise<R> {
    const run = typeof options === "function" ? options : (work as () => Promise<R>);
    const signal = typeof options === "function" ? undefined : options.signal;
    const before = queues.get(name) ?? Promise.resolve();
    const turn = before.then(() => {
      if (signal?.aborted) throw new DOMException("", "AbortError");
      return run();
    });
    queues.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  }
  return { request };
}
