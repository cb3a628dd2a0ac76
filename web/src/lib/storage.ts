/** What this browser remembers. Every key is kept as `sapa.<key>`; the value is JSON. */
const prefix = "sapa.";

/** Reads a value; gives `missing` if there is none, if it is not JSON, or if storage is forbidden. */
export function load<T>(key: string, missing: T): T {
  try {
    const text = localStorage.getItem(prefix + key);
    return text === null ? missing : (JSON.parse(text) as T);
  } catch {
    return missing;
  }
}

/** Keeps a value; `undefined` forgets it. A full or forbidden storage is not an error: the value lives until reload. */
export function save(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // Private windows and full disks refuse; the app works without.
  }
}

/** Calls `listener` when another tab changes the key. */
export function onStored(key: string, listener: () => void): () => void {
  const heard = (event: StorageEvent) => {
    if (event.key === prefix + key || event.key === null) listener();
  };
  window.addEventListener("storage", heard);
  return () => window.removeEventListener("storage", heard);
}
