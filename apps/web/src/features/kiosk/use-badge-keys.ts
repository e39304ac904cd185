import { useEffect, useRef } from 'react';
import { BadgeKeys } from './badge-keys.js';

/** Hears a scanner that types, wherever the focus is. */
export function useBadgeKeys(onBadge: (code: string) => void): void {
  const heard = useRef(onBadge);
  useEffect(() => {
    heard.current = onBadge;
  });
  useEffect(() => {
    const keys = new BadgeKeys();
    const listen = (event: KeyboardEvent): void => {
      if (keys.ends(event, event.timeStamp)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      const code = keys.press(event, event.timeStamp);
      if (code === null) return;
      event.preventDefault();
      heard.current(code);
    };
    addEventListener('keydown', listen, { capture: true });
    return () => removeEventListener('keydown', listen, { capture: true });
  }, []);
}
