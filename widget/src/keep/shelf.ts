import { keptAs } from "../place";

// The files of messages that wait. They are on disk (IndexedDB) where the browser lets us, and in memory always.
const table = "files";
const memory = new Map<string, Blob>();
let database: Promise<IDBDatabase> | undefined;

/** Resolves when the file is safe, or is known never to be: then it lasts as long as this page. */
export async function shelve(name: string, file: Blob): Promise<void> {
  memory.set(name, file);
  await run("readwrite", (files) => files.put(file, name));
}

/** The file, or undefined when it is gone. */
export async function fetchShelved(name: string): Promise<Blob | undefined> {
  return memory.get(name) ?? (await run<Blob | undefined>("readonly", (files) => files.get(name)));
}

export async function unshelve(name: string): Promise<void> {
  memory.delete(name);
  await run("readwrite", (files) => files.delete(name));
}

async function run<T>(mode: IDBTransactionMode, work: (files: IDBObjectStore) => IDBRequest): Promise<T | undefined> {
  try {
    database ??= open();
    const transaction = (await database).transaction(table, mode);
    const request = work(transaction.objectStore(table));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = reject;
    });
    return request.result;
  } catch {
    // The memory has it for as long as the page lives; after that the message says that its file was not sent.
    return undefined;
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(keptAs());
    request.onupgradeneeded = () => request.result.createObjectStore(table);
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
}
