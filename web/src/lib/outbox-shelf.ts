/** Where an outbox keeps what waits to be sent. */
export interface Shelf<T> {
  /** Everything kept, in no order. */
  all(): Promise<T[]>;
  put(item: T): Promise<void>;
  remove(id: string): Promise<void>;
}

/** A shelf that lasts until the page is left. For tests, and where the browser keeps nothing. */
export function memoryShelf<T extends { id: string }>(): Shelf<T> {
  const items = new Map<string, T>();
  return {
    all: async () => [...items.values()],
    put: async (item) => void items.set(item.id, item),
    remove: async (id) => void items.delete(id),
  };
}

const table = "items";

/**
 * A shelf in IndexedDB that survives a reload and is shared by this browser's tabs. Falls back to memory where
 * IndexedDB is refused, as some private windows do. `name` must contain the member's id, so that nobody sends what
 * another member wrote on the same computer.
 */
export function browserShelf<T extends { id: string }>(name: string): Shelf<T> {
  const spare = memoryShelf<T>();
  const database = openDatabase(`sapa.${name}`).catch(() => undefined);
  const run = async <R>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest<R>): Promise<R> => {
    const open = await database;
    if (!open) throw new Error("no database");
    return finished(use(open.transaction(table, mode).objectStore(table)));
  };
  const kept = async () => (await database) !== undefined;
  return {
    all: async () => ((await kept()) ? run<T[]>("readonly", (store) => store.getAll()) : spare.all()),
    put: async (item) => ((await kept()) ? void (await run("readwrite", (store) => store.put(item))) : spare.put(item)),
    remove: async (id) =>
      (await kept()) ? void (await run("readwrite", (store) => store.delete(id))) : spare.remove(id),
  };
}

async function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: "id" });
  return finished(request);
}

function finished<R>(request: IDBRequest<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed"));
  });
}
