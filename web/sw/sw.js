// The service worker: makes a visit start from this device. It keeps the page and its hashed files, which never
// change, and nothing else; what the API says is always asked of the server. The build fills in the two constants.

const version = "__VERSION__";
const files = "__FILES__";
const shelf = `sapa-${version}`;

// Never the app's page: the API, the widget, webhooks, files with a type, and what machines ask for.
const notPages = /^\/(api|widget|mail|hooks|healthz|readyz|metrics)(\/|$)|\.[a-z0-9]+$/;

self.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([fill(), stepAside(event)]));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([sweep(), self.clients.claim()]));
});

// The page says this when somebody accepted the new version; until then the old one goes on undisturbed.
self.addEventListener("message", (event) => {
  if (event.data === "take over") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && !notPages.test(address.pathname)) event.respondWith(page(request));
  else if (address.pathname.startsWith("/assets/")) event.respondWith(asset(request));
});

/**
 * Keeps the API's requests from passing through here, in browsers that know routes: Chromium loses half of what a page
 * sends with its last breath when a worker listens, though the worker leaves the request alone.
 */
async function stepAside(event) {
  await event.addRoutes?.([{ condition: { urlPattern: "/api/*" }, source: "network" }]);
}

/** Puts the first screen's files on the shelf; one that is missing fails the installation, and the old worker stays. */
async function fill() {
  const cache = await caches.open(shelf);
  await cache.addAll(files.map((file) => new Request(file, { cache: file === "/" ? "reload" : "default" })));
}

/** Throws the shelves of other versions away. */
async function sweep() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith("sapa-") && name !== shelf).map((name) => caches.delete(name)),
  );
}

/** The page from the shelf: it fits the files there, whatever the server has by now. */
async function page(request) {
  const cache = await caches.open(shelf);
  return (await cache.match("/")) ?? fetch(request);
}

/** A hashed file: from the shelf, or from the server and then kept. */
async function asset(request) {
  const cache = await caches.open(shelf);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}
