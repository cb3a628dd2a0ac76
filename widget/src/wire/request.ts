import type { FieldProblem } from "../contract";
import { identity, renewIdentity } from "../keep/identity";
import { place } from "../place";

// Long enough for a slow phone network; an answer that comes later is made harmless by client_id.
const patience = 30_000;
const codes: Record<number, string> = { 413: "too_large", 429: "rate_limited" };

/** A request that did not do what was asked. */
export class Failure {
  /** The server's code, or `network` when no answer came. */
  readonly code: string;
  readonly fields: FieldProblem[];
  /** Milliseconds after which the server will listen again; 0 when it did not say. */
  readonly wait: number;

  constructor(code: string, fields: FieldProblem[] = [], wait = 0) {
    this.code = code;
    this.fields = fields;
    this.wait = wait;
  }
}

/** A file on its way. */
export interface Freight {
  file: Blob;
  type: string;
  /** Hears the share that is gone, 0 to 1. */
  progress(share: number): void;
  /** Given the function that stops it. */
  hold(stop: () => void): void;
}

/**
 * Asks by GET, or sends a body by POST: a value as JSON, or a file as it is. Rejects with a Failure. It is no
 * fetch, because fetch does not tell how far an upload has come.
 */
export function request<T>(path: string, body?: object | null, freight?: Freight): Promise<T> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(body || freight ? "POST" : "GET", `${place.base}/widget/v1/${place.key}${path}`);
    xhr.setRequestHeader("Authorization", `Bearer ${identity().secret}`);
    xhr.onloadend = () => {
      try {
        resolve(answerOf(xhr) as T);
      } catch (error) {
        reject(error instanceof Failure ? error : new Failure("network"));
      }
    };
    if (!freight) xhr.timeout = patience;
    if (body || freight) xhr.setRequestHeader("Content-Type", freight?.type ?? "application/json");
    if (freight) {
      xhr.upload.onprogress = ({ loaded, total }) => freight.progress(loaded / total || 0);
      freight.hold(() => xhr.abort());
    }
    xhr.send(freight?.file ?? (body && JSON.stringify(body)));
  });
}

/** What a finished request brought. A page that some network puts in between is no JSON, and so no answer. */
function answerOf(xhr: XMLHttpRequest): unknown {
  const { status, responseText } = xhr;
  if (status >= 200 && status < 300) return responseText && JSON.parse(responseText);
  // The secret is none, or another's: the next try makes a new one.
  if (status === 401) renewIdentity();
  if (!status) throw new Failure("network");
  const { code, errors } = problemOf(responseText);
  // A proxy in between has no codes.
  const fallback = codes[status] ?? (status < 500 ? "failed" : "unavailable");
  throw new Failure(code ?? fallback, errors, 1000 * Number(xhr.getResponseHeader("Retry-After")));
}

function problemOf(text: string): { code?: string; errors?: FieldProblem[] } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
