import type { SignalBatch } from './signal-batch.js';

/** Notes what happens to the page while an exam is open: leaving it, copying, printing, losing the network. Ends with the call. */
export function watchSignals(signals: SignalBatch): () => void {
  const ends: (() => void)[] = [];
  const on = (target: EventTarget, event: string, act: () => void): void => {
    target.addEventListener(event, act);
    ends.push(() => target.removeEventListener(event, act));
  };
  let away: number | null = null;
  const look = (): void => {
    const here = document.visibilityState === 'visible' && document.hasFocus();
    if (!here && away === null) {
      away = performance.now();
      signals.note('blur');
    } else if (here && away !== null) {
      signals.note('focus', performance.now() - away);
      away = null;
    }
  };
  on(window, 'blur', look);
  on(window, 'focus', look);
  on(document, 'visibilitychange', look);
  on(document, 'copy', () => signals.note('copy'));
  on(document, 'cut', () => signals.note('copy'));
  on(document, 'paste', () => signals.note('paste'));
  on(window, 'beforeprint', () => signals.note('print'));
  on(window, 'offline', () => signals.note('offline'));
  on(window, 'online', () => signals.note('online'));
  on(document, 'fullscreenchange', () => {
    if (!document.fullscreenElement) signals.note('fullscreen-left');
  });
  on(window, 'pagehide', () => void signals.flush(true));
  return () => {
    for (const end of ends) end();
  };
}
