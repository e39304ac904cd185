import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplyRegrades, ExpireAttempts, VerifyAttempts } from '../../apps/api/src/modules/exams/index.js';
import { makeCandidate, makeExam, start, submit, type MadeExam } from '../support/exam.js';
import { questionsOf, type AskedQuestion } from '../support/graded-exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

/** ZHIAN_REGRADE_RACES=20 for the whole size. */
const ROUNDS = Number(process.env['ZHIAN_REGRADE_RACES'] ?? 2);
const PEOPLE = 24;
/** More than are voided, so that nobody has passed, and everybody sits again, in the next round. */
const QUESTIONS = 2 * ROUNDS;

let t: TestApp;
let exam: MadeExam;
let second: SignedIn;
let questions: AskedQuestion[];
let people: SignedIn[];

const post = (who: SignedIn, path: string, body: object = {}) =>
  t.http().post(`/api/v1/${path}`).set(who.headers).send(body);

beforeAll(async () => {
  t = await startTestApp();
  // Everybody is asked everything, may sit as often as there are rounds, and answers nothing.
  exam = await makeExam(t, {
    single: QUESTIONS / 2,
    multiple: 0,
    trueFalse: 0,
    session: {
      passHundredths: QUESTIONS * 1000,
      attemptsAllowed: null,
      blueprint: { strata: [{ type: 'single', count: QUESTIONS, points: 1000 }] },
    },
  });
  second = await t.signIn('principal', { organisationId: exam.enterprise.id });
  questions = await questionsOf(t, exam);
  people = await Promise.all(Array.from({ length: PEOPLE }, () => makeCandidate(t, exam.enterprise)));
}, 60_000);
afterAll(() => t.close());

/** A third hands in, a third is ended by the sweeper, a third by the hand of whoever conducts it: all while it is approved. */
async function endWhileApproved(regradeId: string): Promise<void> {
  const sat = await Promise.all(
    people.map(async (who) => ({ who, attemptId: (await start(t, who, exam.sessionId)).id })),
  );
  const part = (n: number) => sat.filter((_, index) => index % 3 === n);
  await t.db.query(`UPDATE attempt SET deadline = now() - interval '5 minutes' WHERE id = ANY($1::uuid[])`, [
    part(1).map(({ attemptId }) => attemptId),
  ]);
  const approved = new AbortController();
  const sweeping = (async () => {
    while (!approved.signal.aborted)
      await Promise.all([t.get(ExpireAttempts).execute(), t.get(ApplyRegrades).execute()]);
  })();
  await Promise.all([
    ...part(0).map(async ({ who, attemptId }) => {
      await sleep(Math.random() * 60);
      await submit(t, who, attemptId).expect(200);
    }),
    ...part(2).map(async ({ who }) => {
      await sleep(Math.random() * 60);
      const body = { personIds: [who.personId], reason: '考场停电' };
      await post(exam.officer, `exam-sessions/${exam.sessionId}/force-submissions`, body).expect(200);
    }),
    (async () => {
      await sleep(10 + Math.random() * 30);
      await post(second, `exam-regrades/${regradeId}/approval`).expect(200);
      approved.abort();
    })(),
  ]);
  await sweeping;
  while ((await t.get(ExpireAttempts).execute()) > 0);
  await t.get(ApplyRegrades).execute();
}

describe('A08 attempts that end while a correction is approved', () => {
  it(
    `${ROUNDS} × ${PEOPLE}: none is missed, none is graded twice`,
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const question = questions[round];
        const asked = await post(exam.officer, `exam-sessions/${exam.sessionId}/regrades`, {
          versionId: question?.versionId,
          kind: 'void',
          policy: 'full',
          reach: 'session',
          reason: '题目有歧义',
        });
        expect(asked.status).toBe(201);
        await endWhileApproved(String(asked.body.id));
        const { rows } = await t.db.query(
          `SELECT status, score, max_score, count(*)::int AS n FROM attempt GROUP BY status = 'open', status, score, max_score ORDER BY n DESC`,
        );
        const scores = new Set(
          rows.map((row: { score: number; max_score: number }) => `${row.score}/${row.max_score}`),
        );
        expect([rows.filter((row: { status: string }) => row.status === 'open'), scores.size]).toEqual([[], 1]);
        const grades = await t.db.query(
          `SELECT 1 FROM attempt_grade WHERE regrade_id = $1 GROUP BY attempt_id HAVING count(*) > 1`,
          [asked.body.id],
        );
        expect(grades.rows).toEqual([]);
      }
      expect((await t.get(VerifyAttempts).execute()).faults).toEqual([]);
    },
    60_000 + ROUNDS * 10_000,
  );
});
