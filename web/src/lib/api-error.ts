/** Why a request failed. The server sends codes; the words for them are in `locales/<language>/errors.json` and `locales/<language>/refusals.json`. */
export class ApiError extends Error {
  /** HTTP status; 0 if no answer came. */
  readonly status: number;
  /**
   * The server's code, such as `conflict`. Made here: `offline` (no connection), `timeout`, and `unreadable`
   * (an answer that is not what the API sends, as from a proxy's error page).
   */
  readonly code: string;
  /** Codes by field name, as `{ email: "taken" }`. Empty if the failure is not about fields. */
  readonly fields: Record<string, string>;
  /** Further facts for the sentence on the screen, such as `assignee` of a claim that somebody else won. */
  readonly facts: Record<string, unknown>;
  /** Seconds after which it is worth trying again; 0 if the server did not say. */
  readonly retryAfter: number;

  constructor(status: number, code: string, problem: Record<string, unknown> = {}, retryAfter = 0) {
    super(`${status} ${code}`);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.facts = isRecord(problem.facts) ? problem.facts : {};
    this.fields = fieldCodes(problem.errors);
    this.retryAfter = retryAfter;
  }
}

/** Whether the same request may succeed later without a change: no connection, overload, or a fault of the server. */
export function isTemporary(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status === 0 || error.status === 429 || error.status === 408 || error.status >= 500;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function fieldCodes(errors: unknown): Record<string, string> {
  if (!Array.isArray(errors)) return {};
  const codes: Record<string, string> = {};
  for (const entry of errors as { field?: unknown; code?: unknown }[]) {
    if (typeof entry?.field === "string" && typeof entry.code === "string") codes[entry.field] ??= entry.code;
  }
  return codes;
}
