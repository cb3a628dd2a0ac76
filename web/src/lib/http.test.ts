import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, isTemporary } from "./api-error";
import { api, apiAddress, onUnauthenticated } from "./http";

const fetched = vi.fn<typeof fetch>();
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": status < 400 ? "application/json" : "application/problem+json", ...headers },
  });

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function failure(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

test.each([
  ["/members", undefined, "/api/v1/members"],
  ["/members", { role: "agent", q: "", page: 2, none: null }, "/api/v1/members?role=agent&page=2"],
  ["/members", { label: ["a", "b c"] }, "/api/v1/members?label=a&label=b+c"],
  ["/members", { all: false }, "/api/v1/members?all=false"],
])("%s with %j is %s", (path, query, address) => {
  expect(apiAddress(path, query)).toBe(address);
});

test("a read sends no body, and gives the answer's value", async () => {
  fetched.mockResolvedValue(json(200, { name: "Rina" }));
  expect(await api.get<{ name: string }>("/me")).toEqual({ name: "Rina" });
  const [address, options] = fetched.mock.calls[0] ?? [];
  expect(address).toBe("/api/v1/me");
  expect(options).toMatchObject({ method: "GET", credentials: "same-origin" });
  expect(options).not.toHaveProperty("body");
});

test("a write sends JSON and its idempotency key", async () => {
  fetched.mockResolvedValue(new Response(null, { status: 204 }));
  expect(await api.post("/messages", { text: "Halo" }, { key: "k1" })).toBeUndefined();
  expect(fetched.mock.calls[0]?.[1]).toMatchObject({
    method: "POST",
    body: '{"text":"Halo"}',
    headers: { "Content-Type": "application/json", "Idempotency-Key": "k1" },
  });
});

test("a refusal carries status, code, fields and everything else", async () => {
  fetched.mockResolvedValue(
    json(422, {
      code: "invalid",
      errors: [{ field: "email", code: "taken" }, { field: "email", code: "x" }, { bad: 1 }],
      facts: { assignee: "Budi" },
    }),
  );
  const error = await failure(api.post("/members", {}));
  expect(error).toMatchObject({
    status: 422,
    code: "invalid",
    fields: { email: "taken" },
    facts: { assignee: "Budi" },
  });
  expect(isTemporary(error)).toBe(false);
});

test("too many requests say when to come back", async () => {
  fetched.mockResolvedValue(json(429, { code: "rate_limited" }, { "Retry-After": "7" }));
  const error = await failure(api.get("/x"));
  expect(error.retryAfter).toBe(7);
  expect(isTemporary(error)).toBe(true);
});

test.each([
  [401, "unauthenticated"],
  [404, "not_found"],
  [413, "too_large"],
  [502, "unavailable"],
  [418, "unreadable"],
])("a proxy's page with status %d is %s", async (status, code) => {
  fetched.mockResolvedValue(new Response("<html>", { status, headers: { "Content-Type": "text/html" } }));
  expect(await failure(api.get("/x"))).toMatchObject({ status, code });
});

test.each(["text/html", "application/json"])("a success that is not JSON is unreadable: %s", async (type) => {
  fetched.mockResolvedValue(new Response("<html>", { status: 200, headers: { "Content-Type": type } }));
  expect(await failure(api.get("/x"))).toMatchObject({ code: "unreadable" });
});

test("no connection is offline", async () => {
  fetched.mockRejectedValue(new TypeError("Failed to fetch"));
  const error = await failure(api.get("/x"));
  expect(error).toMatchObject({ status: 0, code: "offline" });
  expect(isTemporary(error)).toBe(true);
});

function hang(): void {
  fetched.mockImplementation(
    (_address, options) =>
      new Promise((_resolve, reject) => {
        options?.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      }),
  );
}

test("an answer that does not come is given up", async () => {
  vi.useFakeTimers();
  hang();
  const failed = failure(api.get("/x"));
  await vi.advanceTimersByTimeAsync(30_000);
  expect((await failed).code).toBe("timeout");
});

test("giving up oneself is not a failure of the server", async () => {
  hang();
  const controller = new AbortController();
  const asked = api.get("/x", { signal: controller.signal });
  controller.abort();
  await expect(asked).rejects.toHaveProperty("name", "AbortError");
});

test("every 401 is told", async () => {
  const heard = vi.fn();
  const leave = onUnauthenticated(heard);
  fetched.mockImplementation(async () => json(401, { code: "unauthenticated" }));
  await failure(api.get("/x"));
  leave();
  await failure(api.get("/x"));
  expect(heard).toHaveBeenCalledTimes(1);
});
