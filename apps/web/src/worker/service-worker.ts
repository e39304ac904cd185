/// <reference lib="webworker" />
import { mayTakeOver, shellAnswer, type ShellMessage } from './shell-rules.js';

// Keeps the shell of the pages on the device, so that an exam opens without a network. Nothing under /api is touched.
declare const self: ServiceWorkerGlobalScope;
// Filled in by the build (vite-app-shell.ts): the files of the learner's pages, and a name that changes with them.
declare const SHELL_FILES: string[];
declare const SHELL_NAME: string;

const PREFIX = 'zhian-shell-';
const cacheName = `${PREFIX}${SHELL_NAME}`;
const files: ReadonlySet<string> = new Set(SHELL_FILES);
/** Without an answer in this time a page opens from the device. */
const PATIENCE = 4_000;

/** Not every browser has it, nor do the types. */
interface RoutingEvent {
  addRoutes?(rules: { condition: { urlPattern: string }; source: 'network' }): Promise<void>;
}

/**
 * Requests to the API go past this worker: one that is sent while its page is being left would end with the page, and no save has
 * to wait until the worker is awake. Without it they are handed on as before.
 */
async function leaveApiAlone(event: RoutingEvent): Promise<void> {
  try {
    await event.addRoutes?.({ condition: { urlPattern: '/api/*' }, source: 'network' });
  } catch {
    // Another generation of the interface: the pages are kept all the same.
  }
}

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(
    [...files].map((file) => new Request(file, file.startsWith('/assets/') ? {} : { cache: 'reload' })),
  );
  // The first one serves at once. A later one waits until no page of the old one is open, or a fresh page lets it.
  if (!self.registration.active) await self.skipWaiting();
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== cacheName).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

async function page(request: Request): Promise<Response> {
  const kept = await caches.match('/index.html', { cacheName });
  if (!kept) return fetch(request);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const answer = await fetch(request, { signal: abort.signal });
    // A gateway whose server is being replaced: the page can wait for it, the gateway's own page cannot.
    return answer.status >= 502 && answer.status <= 504 ? kept : answer;
  } catch {
    return kept;
  } finally {
    clearTimeout(timer);
  }
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName })) ?? fetch(request);
}

self.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([leaveApiAlone(event as RoutingEvent), install()]));
});
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const answer = shellAnswer(event.request, self.location.origin, files);
  if (answer === 'page') event.respondWith(page(event.request));
  else if (answer === 'asset') event.respondWith(asset(event.request));
});
self.addEventListener('message', (event) => {
  const message = event.data as ShellMessage;
  if (message.kind !== 'may-take-over') return;
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((open) =>
      mayTakeOver(
        files,
        message.entry,
        open.map(({ url }) => url),
      )
        ? self.skipWaiting()
        : undefined,
    ),
  );
});
