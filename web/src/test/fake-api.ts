import { vi } from "vitest";

/** One question the app asked the server. */
export interface Asked {
  method: string;
  /** Path below the API's base, with its search part. */
  path: string;
  body: unknown;
  /** The Idempotency-Key; empty if there was none. */
  key: string;
}

/** A refusal, as the server writes it. */
export class Refusal {
  readonly status: number;
  readonly problem: Record<string, unknown>;

  constructor(status: number, code: string, facts: Record<string, unknown> = {}) {
    this.status = status;
    this.problem = { code, facts };
  }
}

/**
 * Plays the server for this test. `answer` gives the value of each answer, `undefined` for an empty one, a `Refusal`,
 * or throws for a line that is cut. Gives everything that was asked, in order.
 */
export function fakeApi(answer: (asked: Asked) => unknown): Asked[] {
  const all: Asked[] = [];
  const fetched = async (address: string | URL | Request, options: RequestInit = {}) => {
    const headers = new Headers(options.headers);
    const asked: Asked = {
      method: options.method ?? "GET",
      path: String(address).replace(/^\/api\/v1/, ""),
      body: options.body ? JSON.parse(String(options.body)) : undefined,
      key: headers.get("Idempotency-Key") ?? "",
    };
    all.push(asked);
    const value = await answer(asked);
    if (value === undefined) return new Response(null, { status: 204 });
    const [status, body] = value instanceof Refusal ? [value.status, value.problem] : [200, value];
    return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
  };
  vi.stubGlobal("fetch", vi.fn(fetched));
  return all;
}

/** Lets everything that was begun come to its end. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
