// @vitest-environment node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { fillWorker } from "../vite/worker.ts";

type Handler = (event: unknown) => void;
const origin = "https://sapa.test";
const fetched = vi.fn<(request: Request) => Promise<Response>>();

/** Plays the browser's caches. */
function fakeCaches() {
  const shelves = new Map<string, Map<string, Response>>();
  const pathOf = (request: Request | string) => (typeof request === "string" ? request : new URL(request.url).pathname);
  return {
    shelves,
    keys: async () => [...shelves.keys()],
    delete: async (name: string) => shelves.delete(name),
    open: async (name: string) => {
      const shelf = shelves.get(name) ?? new Map<string, Response>();
      shelves.set(name, shelf);
      return {
        match: async (request: Request | string) => shelf.get(pathOf(request))?.clone(),
        put: async (request: Request, answer: Response) => void shelf.set(pathOf(request), answer),
        addAll: async (requests: Request[]) => {
          for (const request of requests) {
            const answer = await fetched(request);
            if (!answer.ok) throw new TypeError("addAll");
            shelf.set(pathOf(request), answer);
          }
        },
      };
    },
  };
}

/** Runs a worker's source in a browser that is played, and lets events happen to it. */
function start(source: string) {
  const handlers = new Map<string, Handler>();
  const caches = fakeCaches();
  const self = {
    location: new URL(origin),
    addEventListener: (type: string, handler: Handler) => void handlers.set(type, handler),
    skipWaiting: vi.fn(async () => undefined),
    clients: { claim: vi.fn(async () => undefined), matchAll: vi.fn(async (): Promise<unknown[]> => []) },
    registration: { unregister: vi.fn(async () => true) },
  };
  const local = class extends Request {
    constructor(path: string, options?: RequestInit) {
      super(new URL(path, origin), options);
    }
  };
  new Function("self", "caches", "fetch", "Request", source)(self, caches, fetched, local);
  async function happen(type: string, event: object = {}): Promise<void> {
    let waiting: unknown;
    handlers.get(type)?.({ ...event, waitUntil: (work: unknown) => void (waiting = work) });
    await waiting;
  }
  /** What the worker answers; `undefined` if it leaves the request to the browser. */
  async function ask(path: string, options: { mode?: string; method?: string } = {}): Promise<string | undefined> {
    let answer: Promise<Response> | undefined;
    const url = new URL(path, origin).href;
    const request = new Request(url, { method: options.method ?? "GET" });
    Object.defineProperty(request, "mode", { value: options.mode ?? "cors" });
    handlers.get("fetch")?.({ request, respondWith: (given: Promise<Response>) => void (answer = given) });
    return answer && (await answer).text();
  }
  return { self, caches, happen, ask };
}

const read = (name: string) => readFileSync(join(import.meta.dirname, name), "utf8");
const worker = (files: string[], page = "<html>") => fillWorker(read("sw.js"), files, page);

beforeEach(() => {
  fetched.mockReset();
  fetched.mockImplementation(async (request) => new Response(`net ${new URL(request.url).pathname}`));
});

async function installed() {
  const running = start(worker(["/assets/a.js", "/assets/a.css"]));
  await running.happen("install");
  await running.happen("activate");
  fetched.mockClear();
  return running;
}

test("it keeps the page and the first screen's files, and takes the page over", async () => {
  const { caches, self } = await installed();
  expect([...(caches.shelves.values().next().value ?? new Map()).keys()]).toEqual([
    "/",
    "/assets/a.js",
    "/assets/a.css",
  ]);
  expect(self.clients.claim).toHaveBeenCalled();
});

test("the API's requests do not pass through it, in browsers that know how", async () => {
  const addRoutes = vi.fn(async () => undefined);
  await start(worker(["/assets/a.js"])).happen("install", { addRoutes });
  expect(addRoutes).toHaveBeenCalledWith([{ condition: { urlPattern: "/api/*" }, source: "network" }]);
});

test("a file that cannot be fetched fails the installation", async () => {
  fetched.mockImplementation(async (request) => new Response("", { status: request.url.endsWith(".css") ? 404 : 200 }));
  await expect(start(worker(["/assets/a.css"])).happen("install")).rejects.toThrow();
});

describe("answers", () => {
  test.each(["/", "/preferences", "/inbox/c1"])("the page comes from the shelf: %s", async (path) => {
    const { ask } = await installed();
    expect(await ask(path, { mode: "navigate" })).toBe("net /");
    expect(fetched).not.toHaveBeenCalled();
  });

  test("a kept file comes from the shelf, another is fetched once and then kept", async () => {
    const { ask } = await installed();
    expect(await ask("/assets/a.js")).toBe("net /assets/a.js");
    expect(fetched).not.toHaveBeenCalled();
    await ask("/assets/later.js");
    expect(await ask("/assets/later.js")).toBe("net /assets/later.js");
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  test("a file that is gone from the server is not kept", async () => {
    const { ask, caches } = await installed();
    fetched.mockResolvedValue(new Response("gone", { status: 404 }));
    await ask("/assets/old.js");
    expect([...(caches.shelves.values().next().value ?? new Map()).keys()]).not.toContain("/assets/old.js");
  });

  test.each([
    ["/api/v1/bootstrap", {}],
    ["/api/v1/attachments/a1", { mode: "navigate" }],
    ["/api/docs", { mode: "navigate" }],
    ["/widget/wk_a.js", {}],
    ["/widget/v1/wk_a/messages", { mode: "navigate" }],
    ["/hooks/whatsapp", { mode: "navigate" }],
    ["/healthz", { mode: "navigate" }],
    ["/sw.js", {}],
    ["/favicon.svg", { mode: "navigate" }],
    ["/assets/a.js", { method: "POST" }],
    ["https://elsewhere.test/assets/a.js", {}],
  ])("%s %j is left to the browser", async (path, options) => {
    const { ask } = await installed();
    expect(await ask(path, options)).toBeUndefined();
  });

  test("a path that only begins like the API's is a page", async () => {
    const { ask } = await installed();
    expect(await ask("/widgets", { mode: "navigate" })).toBe("net /");
  });
});

describe("versions", () => {
  const versionOf = (source: string) => /const version = "(\w+)"/.exec(source)?.[1];

  test("change with the page, the files and the worker itself, and only then", () => {
    const one = versionOf(worker(["/a.js"]));
    expect(one).toMatch(/^[0-9a-f]{12}$/);
    expect(versionOf(worker(["/a.js"]))).toBe(one);
    expect(versionOf(worker(["/b.js"]))).not.toBe(one);
    expect(versionOf(worker(["/a.js"], "<html lang>"))).not.toBe(one);
    expect(versionOf(fillWorker(`${read("sw.js")}//`, ["/a.js"], "<html>"))).not.toBe(one);
  });

  test("a new one clears the old one's shelf, and leaves what is not ours", async () => {
    const { caches, happen } = start(worker(["/a.js"]));
    await caches.open("sapa-old");
    await caches.open("other");
    await happen("install");
    await happen("activate");
    expect((await caches.keys()).filter((name) => name !== "other")).toHaveLength(1);
    expect(await caches.keys()).toContain("other");
    expect(await caches.keys()).not.toContain("sapa-old");
  });

  test("waits until somebody accepts it", async () => {
    const { self, happen } = start(worker(["/a.js"]));
    await happen("install");
    await happen("message", { data: "something else" });
    expect(self.skipWaiting).not.toHaveBeenCalled();
    await happen("message", { data: "take over" });
    expect(self.skipWaiting).toHaveBeenCalledTimes(1);
  });
});

test("the kill switch takes the worker off, with all it kept, and reloads the pages", async () => {
  const { self, caches, happen } = start(read("sw-off.js"));
  const navigate = vi.fn();
  self.clients.matchAll.mockResolvedValue([{ url: `${origin}/inbox`, navigate }]);
  await caches.open("sapa-1");
  await happen("install");
  await happen("activate");
  expect(self.skipWaiting).toHaveBeenCalled();
  expect(await caches.keys()).toEqual([]);
  expect(self.registration.unregister).toHaveBeenCalled();
  expect(navigate).toHaveBeenCalledWith(`${origin}/inbox`);
});
