import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { keyAction, type KeyAction } from './keyboard.js';
import type { Summary } from './summary.js';

/** Opens at the first question without an answer, once it is known which have one; later answers move nothing. */
export function useFirstOpen(
  numbers: readonly number[],
  summary: Summary,
  ready: boolean,
): [index: number, go: (index: number) => void, moved: boolean] {
  const [index, setIndex] = useState<number | null>(null);
  const [moved, setMoved] = useState(false);
  if (ready && index === null)
    setIndex(
      Math.max(
        0,
        numbers.findIndex((slot) => summary.empty.includes(slot)),
      ),
    );
  const go = useCallback((to: number) => {
    setIndex(to);
    setMoved(true);
  }, []);
  return [index ?? 0, go, moved];
}

/** Listens to the keys of the exam while `active`; a dialog has keys of its own. */
export function useKeys(options: number, active: boolean, act: (action: KeyAction) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent): void => {
    const action = keyAction(event, options);
    if (!action || event.repeat) return;
    const target = event.target as Element | null;
    // Enter on a button or link does what the button says, except on an option: there it goes on (ui.md §6).
    if (action.kind === 'next' && target?.closest('button:not([data-option]),a,summary')) return;
    event.preventDefault();
    act(action);
  });
  useEffect(() => {
    if (!active) return undefined;
    const listener = (event: KeyboardEvent): void => pressed(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, [active]);
}
