/** A tab's end of a channel. */
export interface Port {
  postMessage(message: unknown): void;
  close(): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}

/** Plays the BroadcastChannel of one browser: what a tab says reaches every other tab, at once, as a copy. */
export function fakeChannel() {
  const ports = new Set<Port>();
  return (): Port => {
    const port: Port = {
      onmessage: null,
      close: () => void ports.delete(port),
      postMessage(message) {
        for (const other of [...ports]) if (other !== port) other.onmessage?.({ data: structuredClone(message) });
      },
    };
    ports.add(port);
    return port;
  };
}
