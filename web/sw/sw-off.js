// The kill switch: a server that answers /sw.js with this file takes the service worker off every browser that has
// it, with all it kept, and loads the open pages anew from the network.

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOff());
});

async function takeOff() {
  for (const name of await caches.keys()) if (name.startsWith("sapa-")) await caches.delete(name);
  await self.registration.unregister();
  for (const page of await self.clients.matchAll({ type: "window" })) await page.navigate(page.url);
}
