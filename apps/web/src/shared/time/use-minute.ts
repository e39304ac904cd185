import { useSyncExternalStore } from 'react';

const MINUTE_MS = 60_000;
const LOOK_MS = 5_000;

function subscribe(tell: () => void): () => void {
  const timer = setInterval(tell, LOOK_MS);
  return () => clearInterval(timer);
}

const thisMinute = (): number => Date.now() - (Date.now() % MINUTE_MS);

/** The present time by this device's clock, to the minute; the component follows it. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, thisMinute);
}
