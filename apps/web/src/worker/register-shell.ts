import type { ShellMessage } from './shell-rules.js';

/** The first visit needs the line for itself. */
const AFTER_LOAD = 1_500;

/** How long (ms) after a line that broke while they came down they are asked for again. */
const ASK_AGAIN = 30_000;

/**
 * Keeps the pages on this device, so that an exam opens without a network. A new version waits until it harms nobody; nothing is
 * ever reloaded. Off in development, and where browsers have no service workers (plain http).
 */
export function registerShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const start = (): void => void setTimeout(keepShell, AFTER_LOAD);
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

/** Until the pages are here they need the network, as they did before; a line that broke meanwhile is given another chance. */
function keepShell(): void {
  navigator.serviceWorker.register('/sw.js').then(
    (registration) => {
      offerPlace(registration);
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'redundant' && !registration.active) keepShellLater();
      });
    },
    (error: unknown) => {
      // Anything else than a lost line (a certificate that the browser does not trust) would be refused again.
      if (error instanceof TypeError) keepShellLater();
    },
  );
}

function keepShellLater(): void {
  const again = new AbortController();
  const now = (): void => {
    again.abort();
    clearTimeout(timer);
    keepShell();
  };
  const timer = setTimeout(now, ASK_AGAIN);
  addEventListener('online', now, { signal: again.signal });
}

/** Tells a waiting version which script this page runs: if it is already the new one, the old files may go. */
function offerPlace(registration: ServiceWorkerRegistration): void {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  if (!script) return;
  const message: ShellMessage = { kind: 'may-take-over', entry: new URL(script.src).pathname };
  const offer = (): void => registration.waiting?.postMessage(message);
  offer();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
}
