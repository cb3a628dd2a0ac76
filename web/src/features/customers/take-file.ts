/** Taking the list away as a file, however long it is: read as it comes, so that one sees how far it is and can stop it. */
import { ApiError } from "../../lib/api-error";
import { readAnswer } from "../../lib/http";
import { createStore } from "../../lib/store";

/** A file on its way. */
export interface Taking {
  /** Where it comes from. */
  from: string;
  /** Rows that have come, without the line of headings. */
  rows: number;
  /** Why it did not come; absent while it comes. */
  error?: unknown;
}

/** The one that is on its way, or the one that did not come, until somebody has read why. */
export const taking = createStore<Taking | undefined>(undefined);

let stop = new AbortController();

/** Stops the file that is on its way, or forgets why one did not come. */
export function cancelTaking(): void {
  stop.abort();
  taking.set(undefined);
}

/** Fetches a file and gives it to the browser to keep. Nothing of one that ends too soon is kept. Tells how many rows it has; -1 when it did not come. */
export async function takeFile(from: string): Promise<number> {
  stop.abort();
  stop = new AbortController();
  const { signal } = stop;
  taking.set({ from, rows: 0 });
  try {
    const { parts, name, rows } = await read(from, signal);
    if (signal.aborted) return -1;
    keep(new Blob(parts, { type: "text/csv" }), name);
    taking.set(undefined);
    return rows;
  } catch (error) {
    if (!signal.aborted) taking.set({ from, rows: 0, error });
    return -1;
  }
}

/** Milliseconds between two words about how far it is. */
const pause = 200;

async function read(from: string, signal: AbortSignal) {
  const answer = await fetched(fetch(from, { credentials: "same-origin", signal }));
  if (!answer.ok || !answer.body) await readAnswer(answer);
  const reader = answer.body?.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const count = lineCounter();
  let rows = 0;
  let told = Date.now();
  for (;;) {
    const { done, value } = (await fetched(reader?.read())) ?? { done: true, value: undefined };
    if (done) break;
    parts.push(value);
    rows = Math.max(0, count(value) - 1);
    if (Date.now() - told < pause || signal.aborted) continue;
    told = Date.now();
    taking.set({ from, rows });
  }
  return { parts, name: nameIn(answer.headers.get("Content-Disposition")), rows };
}

/** A connection that is lost says so as the rest of the API does. */
async function fetched<T>(coming: Promise<T>): Promise<T>;
async function fetched<T>(coming: Promise<T> | undefined): Promise<T | undefined>;
async function fetched<T>(coming: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await coming;
  } catch {
    throw new ApiError(0, "offline");
  }
}

const quote = 0x22;
const newline = 0x0a;

/** Counts the lines of a CSV file as its bytes come; what is broken within quotes is one line. */
export function lineCounter(): (bytes: Uint8Array) => number {
  let quoted = false;
  let lines = 0;
  return (bytes) => {
    for (const byte of bytes) {
      if (byte === quote) quoted = !quoted;
      else if (byte === newline && !quoted) lines += 1;
    }
    return lines;
  };
}

/** The name the server gives a file. */
export function nameIn(disposition: string | null): string {
  return /filename="([^"]+)"/.exec(disposition ?? "")?.[1] ?? "sapa.csv";
}

function keep(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
