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

/** kill -9, and back again: answers how long nobody was served, in ms. Every tenth API takes its worker along. */
export async function strike(hall: ExamHall, victim: Victim, blow: Blow, n: number): Promise<number> {
  let since = 0;
  const kill = async (): Promise<void> => {
    since = performance.now();
    if (victim === 'postgres') return hall.cluster.kill9();
    await hall.killApi();
    if (n % 10 === 2) await hall.killWorker();
  };
  const [, at, write] = /^(before|during|after) the COMMIT of a (\w+)$/.exec(blow) ?? [];
  if (at && write) await hall.proxy.hit({ statement: WRITES[write as Write], at: at as Aim['at'], strike: kill });
  else {
    await sleep(Math.random() * 400);
    await kill();
  }
  if (victim === 'postgres') await hall.cluster.start();
  await hall.startApi();
  return Math.round(performance.now() - since);
}
