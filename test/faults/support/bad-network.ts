import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExpireAttempts } from '../../../apps/api/src/modules/exams/index.js';
import { makeCandidate, makeExam } from '../../support/exam.js';
import type { TestApp } from '../../support/harness.js';
import { startRequestProxy, type Mischief } from '../../support/request-proxy.js';
import { Candidate, PersistentClient, type Sitting } from './candidate.js';
import { Ledger } from './ledger.js';
import { findings, readStored, type Finding } from './verdict.js';

export interface Storm {
  readonly people: number;
  /** Saves of each of them. */
  readonly saves: number;
}

export interface Aftermath {
  readonly findings: readonly Finding[];
  /** How often a request came again, an answer was lost, and what a late repetition was told. */
  readonly repeats: Readonly<Record<number, number>>;
  readonly lost: number;
  readonly acknowledged: number;
}

/** As many requests of one person under way at once as a browser that comes back to the network has. */
const IN_FLIGHT = 6;
const MOST_DELAY_MS = 60;

/** A start arrives four times at once; of the rest some late, some twice, some once more at the very end, and some answers never. */
function mischief(method: string, path: string): Mischief {
  if (path.endsWith('/exam-attempts')) return { againAfterMs: [0, 0, 0], loseReply: Math.random() < 0.1 };
  return {
    delayMs: method === 'PUT' ? Math.random() * MOST_DELAY_MS : 0,
    againAfterMs: Math.random() < 0.2 ? [Math.random() * MOST_DELAY_MS] : [],
    againAtTheEnd: Math.random() < 0.1,
    loseReply: Math.random() < 0.05,
  };
}

/**
 * People sit an exam over a network that loses, repeats and mixes up what they send. Half of them hand in, the rest runs out of
 * time with answers that came in the seconds of grace. The application's clock has to be a standing one.
 */
export async function sitThrough(t: TestApp, { people, saves }: Storm): Promise<Aftermath> {
  const { clock } = t;
  if (!clock) throw new Error('the application needs a standing clock');
  const began = clock.now();
  const folder = await mkdtemp(join(tmpdir(), 'zhian-storm-'));
  const ledger = new Ledger(join(folder, 'ledger.jsonl'));
  const network = await startRequestProxy(t.url, mischief);
  try {
    const exam = await makeExam(t, {
      single: 3,
      multiple: 1,
      trueFalse: 1,
      session: { shuffleOptions: false, passHundredths: 3000 },
    });
    const client = new PersistentClient([network.url]);
    const candidates: Candidate[] = [];
    for (let n = 0; n < people; n += 1)
      candidates.push(new Candidate(await makeCandidate(t, exam.enterprise), client, ledger, exam.sessionId));
    const sittings = await Promise.all(candidates.map((candidate) => candidate.start()));
    const each = (work: (candidate: Candidate, sitting: Sitting, index: number) => Promise<void>) =>
      Promise.all(candidates.map((candidate, index) => work(candidate, sittings[index] as Sitting, index)));
    await each((candidate, sitting) => answer(candidate, sitting, saves));
    await each(async (candidate, sitting, index) => {
      if (index % 2 === 0) await candidate.submit(sitting);
    });
    // Past the deadline, within the grace.
    clock.set(new Date(began.getTime() + 3_620_000));
    await each(async (candidate, sitting, index) => {
      if (index % 2 === 1) await answer(candidate, sitting, 3);
    });
    await network.settled();
    clock.advance(60_000);
    while ((await t.get(ExpireAttempts).execute()) > 0) await sleep(10);
    const repeats: Record<number, number> = {};
    for (const status of network.repeats) repeats[status] = (repeats[status] ?? 0) + 1;
    const account = ledger.account();
    return {
      findings: findings(account, await readStored(t.db, exam.sessionId), { over: true }),
      repeats,
      lost: network.lost(),
      acknowledged: account.counts.saved,
    };
  } finally {
    clock.set(began);
    await network.close();
    ledger.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** `count` answers, several on their way at once: they arrive in any order. */
async function answer(candidate: Candidate, sitting: Sitting, count: number): Promise<void> {
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await candidate.save(sitting);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}
