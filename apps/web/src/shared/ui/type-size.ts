import { useSyncExternalStore } from 'react';

const KEY = 'zhian.type-size';
const listeners = new Set<() => void>();
let person: string | null = null;

const keyOf = (owner: string | null): string => (owner === null ? KEY : `${KEY}:${owner}`);
const isLarge = (): boolean => document.documentElement.dataset['type'] === 'large';

function read(owner: string | null): string | null {
  try {
    return localStorage.getItem(keyOf(owner));
  } catch {
    // Storage may be switched off; the choice then lasts for the visit.
    return null;
  }
}

function show(large: boolean): void {
  if (large === isLarge()) return;
  if (large) document.documentElement.dataset['type'] = 'large';
  else delete document.documentElement.dataset['type'];
  for (const listener of listeners) listener();
}

/** Puts the choice of whoever used this device last on the page; called once before the first paint. */
export function applyStoredTypeSize(): void {
  show(read(null) === 'large');
}

/** From now on the choice of this person counts, and changes are kept as his; `null` when nobody is signed in. */
export function applyTypeSizeOf(owner: string | null): void {
  person = owner;
  const chosen = read(owner);
  if (owner === null || chosen !== null) show(chosen === 'large');
}

/** Switches large type on or off and keeps the choice for this person on this device. */
export function setLargeType(large: boolean): void {
  show(large);
  try {
    for (const owner of new Set([person, null])) localStorage.setItem(keyOf(owner), large ? 'large' : 'normal');
  } catch {
    // As above.
  }
}

/** Is large type on? Re-renders when it changes. */
export function useLargeType(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isLarge);
}
