/** What a browser remembers, as JSON under names. */
export interface TextStore {
  /** Undefined when there is nothing, or nothing that can be read. */
  read<T>(name: string): T | undefined;
  write(name: string, value: unknown): void;
  remove(name: string): void;
  /** All names that begin so. */
  names(start: string): string[];
}

/**
 * The browser's own storage, or memory for what it will not take: private windows, sandboxed frames and full disks
 * refuse, and a visitor there is to be served all the same until the page is left.
 */
export function openStore(area: "localStorage" | "sessionStorage"): TextStore {
  const memory = new Map<string, string>();
  const disk = reach(area);
  return {
    read(name) {
      try {
        return JSON.parse(memory.get(name) ?? disk?.getItem(name) ?? "");
      } catch {
        return undefined;
      }
    },
    write(name, value) {
      const text = JSON.stringify(value);
      memory.set(name, text);
      try {
        disk?.setItem(name, text);
        if (disk) memory.delete(name);
      } catch {
        // The memory has it.
      }
    },
    remove(name) {
      memory.delete(name);
      disk?.removeItem(name);
    },
    names: (start) =>
      [...new Set([...Object.keys(disk ?? {}), ...memory.keys()])].filter((name) => name.startsWith(start)),
  };
}

function reach(area: "localStorage" | "sessionStorage"): Storage | undefined {
  try {
    return window[area];
  } catch {
    return undefined;
  }
}

/** Kept for good, shared by all tabs of the site. */
export const local = openStore("localStorage");

/** Kept while the tab is open, for this tab alone. */
export const session = openStore("sessionStorage");
