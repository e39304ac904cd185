import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VerifyAttempts } from '../../apps/api/src/modules/exams/index.js';
import { makeExam, type MadeExam } from '../support/exam.js';
import { endOverdue, openAttempts, questionsOf, standings, type AskedQuestion } from '../support/graded-exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { ROOT } from '../support/source-files.js';

/** Two batches and a half. */
const PEOPLE = 250;
const BATCH = 100;
/** In the middle of the second batch. */
const HELD = 150;
const WITHIN_MS = 60_000;

let t: TestApp;
let exam: MadeExam;
let asked: AskedQuestion;
let worker: ChildProcess | null = null;

function startWorker(): void {
  worker = spawn(process.execPath, [join(ROOT, 'apps/api/dist/worker.js')], {
    env: {
      ...process.env,
      DATABASE_URL: t.database.url,
      DATA_DIR: t.dataDir,
      LOG_LEVEL: 'error',
      NODE_OPTIONS: '',
    },
    stdio: 'ignore',
  });
}

async function kill9(): Promise<void> {
  if (!worker || worker.exitCode !== null) return;
  const gone = once(worker, 'exit');
  worker.kill('SIGKILL');
  await gone;
  worker = null;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const began = Date.now(); Date.now() - began < WITHIN_MS; await sleep(50)) if (await holds()) return;
  throw new Error(`${what} did not come about`);
}

const count = async (from: string): Promise<number> =>
  Number((await t.db.query<{ n: string }>(`SELECT count(*) AS n FROM ${from}`)).rows[0]?.n);
const regraded = () => count('attempt_grade WHERE regrade_id IS NOT NULL');

beforeAll(async () => {
  t = await startTestApp();
  exam = await makeExam(t, { single: 2, multiple: 0, trueFalse: 0, session: { passHundredths: 1000 } });
  const question = (await questionsOf(t, exam))[0];
  if (!question) throw new Error('no question');
  asked = question;
  const people: { id: string; name: string }[] = [];
  for (let n = 0; n < PEOPLE; n += 1) people.push({ id: (await t.factory.person(exam.enterprise)).id, name: '考生' });
  await openAttempts(
    t,
    exam,
    people,
    () => [asked],
    () => '',
    new Date(Date.now() - 60_000),
  );
  await endOverdue(t);
}, 120_000);
afterAll(async () => {
  await kill9();
  await t?.close();
}, 60_000);

describe('A08 kill -9 of the worker in the middle of a batch', () => {
  it('leaves whole batches behind; the next worker goes on where it stopped, and nobody is graded twice', async () => {
    const post = (path: string, headers: SignedIn['headers'], body: object) =>
      t.http().post(`/api/v1/${path}`).set(headers).send(body);
    const request = await post(`exam-sessions/${exam.sessionId}/regrades`, exam.officer.headers, {
      versionId: asked.versionId,
      kind: 'void',
      policy: 'full',
      reach: 'session',
      reason: '题目有歧义',
    });
    const second = await t.signIn('principal', { organisationId: exam.enterprise.id });
    await post(`exam-regrades/${String(request.body.id)}/approval`, second.headers, {}).expect(200);
    const before = await count(`outbox WHERE type = 'exams.attempt-graded'`);

    const holder = await t.db.connect();
    try {
      await holder.query('BEGIN');
      await holder.query(
        `SELECT 1 FROM attempt WHERE id = (SELECT id FROM attempt ORDER BY id OFFSET ${HELD} LIMIT 1) FOR UPDATE`,
      );
      startWorker();
      await until('a batch that waits for the held attempt', async () =>
        Boolean(
          (
            await t.db.query(
              `SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock' AND query LIKE '%FOR NO KEY UPDATE%'`,
              [t.database.name],
            )
          ).rowCount,
        ),
      );
      expect(await regraded()).toBe(BATCH);
      await kill9();
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    expect(await regraded()).toBe(BATCH);
    expect((await t.db.query(`SELECT status FROM exam_regrade`)).rows).toEqual([{ status: 'applying' }]);

    startWorker();
    await until('the end', async () => (await count(`exam_regrade WHERE status = 'applied'`)) === 1);
    expect((await t.db.query(`SELECT attempts, seen FROM exam_regrade_scope`)).rows).toEqual([
      { attempts: PEOPLE, seen: PEOPLE },
    ]);
    const scores = [...(await standings(t, exam.sessionId)).values()].map((row) => [row.score, row.passed]);
    expect(scores).toEqual(Array.from({ length: PEOPLE }, () => [1000, true]));
    expect(await regraded()).toBe(PEOPLE);
    expect(await count(`attempt_event WHERE kind = 'graded' AND data ? 'regradeId'`)).toBe(PEOPLE);
    expect((await count(`outbox WHERE type = 'exams.attempt-graded'`)) - before).toBe(PEOPLE);
    expect((await t.get(VerifyAttempts).execute()).faults).toEqual([]);
  }, 180_000);
});
