import type { ShellMessage } from './shell-rules.js';

/** The first visit needs the line for itself. */
const AFTER_LOAD = 1_500;

/**
 * Keeps the pages on this device, so that an exam opens without a network. A new version waits until it harms nobody; nothing is
 * ever reloaded. Off in development, and where browsers have no service workers (plain http).
 */
export function registerShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const start = (): void => {
    setTimeout(() => {
      // Without it the pages need the network, as they did before.
      navigator.serviceWorker.register('/sw.js').then(offerPlace, () => undefined);
    }, AFTER_LOAD);
  };
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
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
