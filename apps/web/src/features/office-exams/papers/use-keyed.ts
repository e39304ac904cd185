import { useRef, useState } from 'react';
import { asProblem } from '../../../shared/api/problem.js';
import { saveKeying, type Keyed, type KeyingForm } from './api.js';

const RETRY_MS = 3_000;

/** What has been typed, saved as it goes: one request at a time, each with all of it, so that the last one always counts. */
export function useKeyed(form: KeyingForm, onChanged: (next: KeyingForm) => void) {
  const [keyed, setKeyed] = useState<ReadonlyMap<number, readonly string[]>>(
    () => new Map((form.mine?.answers ?? []).map(({ slot, choice }) => [slot, choice])),
  );
  const [state, setState] = useState<'saved' | 'saving' | 'unsaved' | 'refused'>('saved');
  const [error, setError] = useState<unknown>(null);
  const newest = useRef(keyed);
  const flushing = useRef<Promise<void> | null>(null);

  const flush = async (): Promise<void> => {
    let sent: ReadonlyMap<number, readonly string[]> | null = null;
    setState('saving');
    while (sent !== newest.current) {
      const sending: ReadonlyMap<number, readonly string[]> = newest.current;
      try {
        await saveKeying(form.number, listOf(sending), false);
        sent = sending;
      } catch (refused) {
        if (asProblem(refused).status !== 0 && asProblem(refused).status < 500) {
          setError(refused);
          flushing.current = null;
          return setState('refused');
        }
        setState('unsaved');
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    flushing.current = null;
    setState('saved');
  };
  const put = (slot: number, choice: readonly string[]): void => {
    newest.current = new Map(newest.current).set(slot, choice);
    setKeyed(newest.current);
    flushing.current ??= flush();
  };
  const finish = async (): Promise<void> => {
    await flushing.current;
    setError(null);
    try {
      onChanged(await saveKeying(form.number, listOf(newest.current), true));
    } catch (refused) {
      setError(refused);
    }
  };
  return { keyed, state, error, put, finish };
}

const listOf = (keyed: ReadonlyMap<number, readonly string[]>): Keyed[] =>
  [...keyed].map(([slot, choice]) => ({ slot, choice }));
