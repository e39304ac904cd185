import { useSyncExternalStore } from 'react';

const KEY = 'zhian.type-size';
const listeners = new Set<() => void>();

const isLarge = (): boolean => document.documentElement.dataset['type'] === 'large';

/** Puts the kept choice of type size on the page; called once before the first paint. */
export function applyStoredTypeSize(): void {
  try {
    if (localStorage.getItem(KEY) === 'large') document.documentElement.dataset['type'] = 'large';
  } catch {
    // Storage may be switched off; the choice then lasts for the visit.
  }
}

/** Switches large type on or off and keeps the choice on this device. */
export function setLargeType(large: boolean): void {
  if (large) document.documentElement.dataset['type'] = 'large';
  else delete document.documentElement.dataset['type'];
  try {
    localStorage.setItem(KEY, large ? 'large' : 'normal');
  } catch {
    // As above.
  }
  for (const listener of listeners) listener();
}

/** Is large type on? Re-renders when it changes. */
export function useLargeType(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isLarge);
}
