// Keeps the app on the phone, so that it opens without a network. The server puts self.KEPT before this: the edition and its files.
const KEPT = self.KEPT;
const NAME = `capture-${KEPT.version}`;

self.addEventListener("install", event => event.waitUntil(install()));
self.addEventListener("activate", event => event.waitUntil(activate()));
self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && url.origin === location.origin && KEPT.files.includes(url.pathname)) {
    event.respondWith(kept(url.pathname, event.request));
  }
});

/** All files of one edition, or none. */
async function install() {
  const cache = await caches.open(NAME);
  await cache.addAll(KEPT.files.map(file => new Request(file, { cache: "no-cache" })));
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith("capture-") && name !== NAME) {
      await caches.delete(name);
    }
  }

  await self.clients.claim();
}

async function kept(path, request) {
  const cache = await caches.open(NAME);
  return (await cache.match(path)) || fetch(request);
}
