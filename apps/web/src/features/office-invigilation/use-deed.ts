import { useState } from 'react';
import { Problem } from '../../shared/api/problem.js';

/** What was done, in words; `minutes` where they can be taken back. */
export interface Said {
  readonly text: string;
  readonly minutes?: number;
}

/** One deed at a time: which one is under way, what came of it, why not. */
export function useDeed(onDone: () => void) {
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const run = async (what: string, deed: () => Promise<Said>): Promise<void> => {
    setBusy(what);
    setError(null);
    setSaid(null);
    try {
      setSaid(await deed());
      onDone();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(null);
    }
  };
  const say = (text: string): void => {
    setSaid({ text });
    onDone();
  };
  return { busy, error, said, run, say };
}

/** Somebody whom the server passed over is told as a refusal, with its reason. */
export function refuseSkipped({ skipped }: { readonly skipped: readonly { readonly because: string }[] }): void {
  const [first] = skipped;
  if (first) throw new Problem({ status: 409, code: 'skipped', title: first.because });
}
