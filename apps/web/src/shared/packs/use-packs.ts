import { useEffect, useState } from 'react';
import { ownerOf, useSession } from '../api/session.js';
import type { MyExam } from '../api/types.js';
import { fetchPack } from './fetch-pack.js';
import { waitBeforeFetch, type Line } from './fetch-plan.js';
import { dropPacksExcept, keepPack, keptPack } from './kept-packs.js';
import { canOpenPacks } from './read-paper.js';
import { sleep } from './sleep.js';

/**
 * Brings the encrypted questions of exams to come onto this device while the page is open, and forgets those of exams that are
 * over. Answers with the sessions whose pack is here. A pack that does not come is no fault: the start then sends the whole paper.
 */
export function usePacks(exams: readonly MyExam[] | undefined): ReadonlySet<string> {
  const session = useSession().data;
  // On a shared device the next person is another one.
  const owner = session && !session.kiosk && canOpenPacks() ? ownerOf(session) : null;
  const [here, setHere] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (owner === null || !exams) return undefined;
    const leave = new AbortController();
    const arrived = (examSessionId: string): void => {
      if (!leave.signal.aborted) setHere((before) => new Set(before).add(examSessionId));
    };
    bringPacks(owner, exams, leave.signal, arrived).catch(() => undefined);
    return () => leave.abort();
  }, [owner, exams]);
  return here;
}

async function bringPacks(
  owner: string,
  exams: readonly MyExam[],
  signal: AbortSignal,
  arrived: (examSessionId: string) => void,
): Promise<void> {
  const offered = exams.flatMap(({ pack }) => (pack ? [pack.id] : []));
  await dropPacksExcept(owner, new Set(offered));
  for (const exam of exams) {
    // One that does not come keeps no other back.
    const here = await bringPack(owner, exam, signal).catch(() => false);
    if (here) arrived(exam.id);
  }
}

/** True when the pack of the exam is on this device. */
async function bringPack(owner: string, { id, opensAt, pack }: MyExam, signal: AbortSignal): Promise<boolean> {
  if (!pack || signal.aborted) return false;
  if ((await keptPack(owner, id))?.packId === pack.id) return true;
  const wait = waitBeforeFetch({ opensAt, size: pack.size }, lineOf(navigator), Date.now(), Math.random());
  if (wait === null) return false;
  await sleep(wait, signal);
  const bytes = await fetchPack(id, pack, signal);
  // Whoever has signed out meanwhile leaves nothing here.
  if (signal.aborted) return false;
  await keepPack({ owner, examSessionId: id, packId: pack.id, bytes });
  return true;
}

const lineOf = (navigator: Navigator & { connection?: Line }): Line => navigator.connection ?? {};
