import { setTimeout as sleep } from 'node:timers/promises';
import type { Aim } from '../../support/database-proxy.js';
import type { ExamHall } from './exam-hall.js';

/** The transactions of an exam, by a statement that only they have. */
const WRITES = {
  save: /^\s*WITH given AS MATERIALIZED[\s\S]*INSERT INTO answer AS a/,
  start: /INSERT INTO attempt \(id, session_id/,
  submit: /UPDATE attempt t SET status = g\.status/,
} as const;

export type Victim = 'api' | 'postgres';
type Write = keyof typeof WRITES;

/** Whenever it happens to be, or exactly around the COMMIT of one of these. */
export type Blow = 'at random' | `${Aim['at']} the COMMIT of a ${Write}`;

const BLOWS: readonly Blow[] = [
  'at random',
  'after the COMMIT of a save',
  'before the COMMIT of a submit',
  'during the COMMIT of a start',
  'at random',
  'during the COMMIT of a save',
  'after the COMMIT of a submit',
  'before the COMMIT of a start',
  'before the COMMIT of a save',
  'during the COMMIT of a submit',
  'after the COMMIT of a start',
];

/** The nth kill of each victim; API and PostgreSQL are out of step, so that few kills already differ. */
export const blowOf = (victim: Victim, n: number): Blow =>
  BLOWS[(n + (victim === 'api' ? 0 : 5)) % BLOWS.length] ?? 'at random';

/** People start exams and hand them in all the time, but on a slow machine not every second. */
const TARGET_WITHIN_MS = 60_000;

async function strike(hall: ExamHall, instance: number, blow: Blow, kill: () => Promise<void>): Promise<void> {
  const [, at, write] = /^(before|during|after) the COMMIT of a (\w+)$/.exec(blow) ?? [];
  if (at && write) {
    const aim = { statement: WRITES[write as Write], at: at as Aim['at'], strike: kill };
    return hall.instance(instance).proxy.hit(aim, TARGET_WITHIN_MS);
  }
  await sleep(Math.random() * 400);
  await kill();
}

/**
 * kill -9 of one instance of the API, and now and then of the worker with it. Resolves when it is gone; it starts again in the
 * meantime, while the others go on.
 */
export async function strikeApi(hall: ExamHall, instance: number, blow: Blow, andWorker: boolean): Promise<void> {
  const { api } = hall.instance(instance);
  // The others as well: somebody has to be there while this one is away.
  await Promise.all(hall.instances.map((one) => one.api.ready()));
  await strike(hall, instance, blow, async () => {
    await api.kill();
    if (andWorker) await hall.worker.kill();
  });
  api.start();
  hall.worker.start();
}

/** kill -9 of PostgreSQL at a transaction of this instance. Resolves when it has recovered: answers how long that took, in ms. */
export async function strikePostgres(hall: ExamHall, instance: number, blow: Blow): Promise<number> {
  let since = 0;
  await hall.instance(instance).api.ready();
  await strike(hall, instance, blow, async () => {
    since = performance.now();
    await hall.cluster.kill9();
  });
  await hall.cluster.start();
  return Math.round(performance.now() - since);
}
