import { ApiError } from "./api-error";
import { syncClock } from "./clock";

/** Where the API lives on this origin. */
export const apiBase = "/api/v1";

/** Milliseconds after which a request without an answer is given up. */
const patience = 30_000;

type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export interface RequestOptions {
  /** Search parameters; empty values are left out, lists are repeated. */
  query?: Query | undefined;
  /** Gives the request up; the promise then rejects with an `AbortError`. */
  signal?: AbortSignal | undefined;
  /** Idempotency-Key: the server does the same key only once, so a send can be tried again without doubling. */
  key?: string | undefined;
  /** Milliseconds to wait for the answer; default 30,000. 0 waits for ever. */
  patience?: number | undefined;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type UnauthenticatedListener = () => void;
const unauthenticated = new Set<UnauthenticatedListener>();

/** Calls `listener` whenever the server answers that nobody is signed in, before the request's promise rejects. */
export function onUnauthenticated(listener: UnauthenticatedListener): () => void {
  unauthenticated.add(listener);
  return () => void unauthenticated.delete(listener);
}

/** The API, by method. The promise gives the answer's JSON (`undefined` for 204), or rejects with an `ApiError`. */
export const api = {
  get: <T>(path: string, options?: RequestOptions) => request<T>("GET", path, undefined, options),
  post: <T = undefined>(path: string, body?: unknown, options?: RequestOptions) =>
    request<T>("POST", path, body, options),
  put: <T = undefined>(path: string, body?: unknown, options?: RequestOptions) =>
    request<T>("PUT", path, body, options),
  patch: <T = undefined>(path: string, body?: unknown, options?: RequestOptions) =>
    request<T>("PATCH", path, body, options),
  delete: <T = undefined>(path: string, options?: RequestOptions) => request<T>("DELETE", path, undefined, options),
};

/** The address of an API path with its query, for links and for uploads. */
export function apiAddress(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "") continue;
    if (typeof value === "object") for (const one of value) search.append(name, one);
    else search.append(name, String(value));
  }
  const text = search.toString();
  return `${apiBase}${path}${text ? `?${text}` : ""}`;
}

async function request<T>(method: Method, path: string, body: unknown, options: RequestOptions = {}): Promise<T> {
  const answer = await ask(method, path, body, options);
  return readAnswer<T>(answer);
}

async function ask(method: Method, path: string, body: unknown, options: RequestOptions): Promise<Response> {
  const end = ending(options.signal, options.patience ?? patience);
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (options.key) headers["Idempotency-Key"] = options.key;
  try {
    return await fetch(apiAddress(path, options.query), {
      method,
      headers,
      credentials: "same-origin",
      signal: end.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError(0, end.signal.aborted ? "timeout" : "offline");
  } finally {
    end.done();
  }
}

/** A signal that ends with the caller's signal or after the given milliseconds. `AbortSignal.any` is too new for us. */
function ending(outer: AbortSignal | undefined, milliseconds: number): { signal: AbortSignal; done: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (outer?.aborted) abort();
  outer?.addEventListener("abort", abort);
  const timer = milliseconds > 0 ? setTimeout(abort, milliseconds) : undefined;
  const done = () => {
    clearTimeout(timer);
    outer?.removeEventListener("abort", abort);
  };
  return { signal: controller.signal, done };
}

/** Turns an answer of the API into its value, or throws an `ApiError`. For answers that something else fetched. */
export async function readAnswer<T>(answer: Response): Promise<T> {
  syncClock(answer.headers.get("Date"));
  if (answer.status === 204) return undefined as T;
  const value = await readJSON(answer);
  if (answer.ok) {
    if (value === undefined) throw new ApiError(answer.status, "unreadable");
    return value as T;
  }
  const error = refusal(answer, value);
  // A wrong password is a 401 as well, and says nothing about the session.
  if (error.code === "unauthenticated") for (const listener of [...unauthenticated]) listener();
  throw error;
}

async function readJSON(answer: Response): Promise<unknown> {
  if (!/[/+]json\b/.test(answer.headers.get("Content-Type") ?? "")) return undefined;
  try {
    return await answer.json();
  } catch {
    return undefined;
  }
}

function refusal(answer: Response, value: unknown): ApiError {
  const data = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const code = typeof data.code === "string" ? data.code : codeOf(answer.status);
  const wait = Number(answer.headers.get("Retry-After") ?? 0);
  return new ApiError(answer.status, code, data, Number.isFinite(wait) ? wait : 0);
}

/** For refusals without a code, as from a proxy in front of the server. */
function codeOf(status: number): string {
  const codes: Record<number, string> = {
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    413: "too_large",
  };
  return codes[status] ?? (status >= 500 ? "unavailable" : "unreadable");
}
