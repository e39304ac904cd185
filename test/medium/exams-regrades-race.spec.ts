import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplyRegrades, ExpireAttempts, VerifyAttempts } from '../../apps/api/src/modules/exams/index.js';
import { makeCandidate, makeExam, start, storedPaper, submit, type MadeExam } from '../support/exam.js';
import { questionsOf, type AskedQuestion } from '../support/graded-exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { until } from '../support/until.js';

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

async function requestVoid({ officer, sessionId }: MadeExam, versionId: string | undefined): Promise<string> {
  const asked = await post(officer, `exam-sessions/${sessionId}/regrades`, {
    versionId,
    kind: 'void',
    policy: 'full',
    reach: 'session',
    reason: '题目有歧义',
  }).expect(201);
  return String(asked.body.id);
}

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
  await overdue(part(1).map(({ attemptId }) => attemptId));
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
        const regradeId = await requestVoid(exam, questions[round]?.versionId);
        await endWhileApproved(regradeId);
        const { rows } = await t.db.query(
          `SELECT status, score, max_score, count(*)::int AS n FROM attempt GROUP BY status = 'open', status, score, max_score ORDER BY n DESC`,
        );
        const scores = new Set(
          rows.map((row: { score: number; max_score: number }) => `${row.score}/${row.max_score}`),
        );
        expect([rows.filter((row: { status: string }) => row.status === 'open'), scores.size]).toEqual([[], 1]);
        const grades = await t.db.query(
          `SELECT 1 FROM attempt_grade WHERE regrade_id = $1 GROUP BY attempt_id HAVING count(*) > 1`,
          [regradeId],
        );
        expect(grades.rows).toEqual([]);
      }
      expect((await t.get(VerifyAttempts).execute()).faults).toEqual([]);
    },
    60_000 + ROUNDS * 10_000,
  );
});

const overdue = (attemptIds: readonly string[]) =>
  t.db.query(`UPDATE attempt SET deadline = now() - interval '5 minutes' WHERE id = ANY($1::uuid[])`, [attemptIds]);

/** Whoever writes a grade now stands still, with the corrections of before in his hand, until the returned function is called. */
async function holdGrading(): Promise<() => Promise<void>> {
  const holder = await t.db.connect();
  await holder.query(`BEGIN; LOCK TABLE attempt_grade IN SHARE MODE`);
  return async () => {
    await holder.query('ROLLBACK');
    holder.release();
  };
}

const isMet = async (condition: string): Promise<boolean> =>
  ((await t.db.query(`SELECT 1 WHERE EXISTS (${condition})`)).rowCount ?? 0) > 0;
const SOMEBODY_GRADES = `SELECT FROM pg_locks WHERE relation = 'attempt_grade'::regclass AND NOT granted`;
const WAITS_FOR_ENDINGS = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR KEY SHARE%'`;

describe('A08 an attempt that is being ended by what was known before the approval', () => {
  it.each<[string, (who: SignedIn, attemptId: string) => Promise<unknown>]>([
    ['handed in', async (who, attemptId) => submit(t, who, attemptId).expect(200)],
    [
      'ended by the sweeper',
      async (_, attemptId) => {
        await overdue([attemptId]);
        await t.get(ExpireAttempts).execute();
      },
    ],
  ])('%s: it is waited for, and graded anew', async (_, end) => {
    const small = await makeExam(t, { single: 1, multiple: 0, trueFalse: 0, session: { passHundredths: 1000 } });
    const approver = await t.signIn('principal', { organisationId: small.enterprise.id });
    const who = await makeCandidate(t, small.enterprise);
    const { id } = await start(t, who, small.sessionId);
    const regradeId = await requestVoid(small, (await storedPaper(t.db, id)).slots[0]?.versionId);

    const release = await holdGrading();
    let applied = false;
    const both: Promise<unknown>[] = [];
    try {
      both.push(end(who, id));
      await until(() => isMet(SOMEBODY_GRADES));
      await post(approver, `exam-regrades/${regradeId}/approval`).expect(200);
      both.push(
        t
          .get(ApplyRegrades)
          .execute()
          .then(() => (applied = true)),
      );
      await until(async () => applied || isMet(WAITS_FOR_ENDINGS));
    } finally {
      await release();
    }
    await Promise.all(both);
    const { rows } = await t.db.query(
      `SELECT g.no, g.score, g.regrade_id FROM attempt_grade g WHERE g.attempt_id = $1 ORDER BY g.no`,
      [id],
    );
    expect(rows).toEqual([
      { no: 1, score: 0, regrade_id: null },
      { no: 2, score: 1000, regrade_id: regradeId },
    ]);
  });
});
