import { useEffect, useRef } from 'react';
import { SIGNS_OF_LIFE } from './signs-of-life.js';

/** Calls `then` once nobody has touched the device for `ms`. */
export function useAfterQuiet(ms: number, then: () => void): void {
  const late = useRef(then);
  useEffect(() => {
    late.current = then;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => late.current(), ms);
    };
    again();
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, again, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, again);
    };
  }, [ms]);
}
