import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unpackChoices } from '../../apps/api/src/modules/exams/attempts/packed-answers.js';
import { ExpireAttempts } from '../../apps/api/src/modules/exams/index.js';
import { makeCandidate, makeExam, save, start, submit, type MadeExam } from '../support/exam.js';
import { startTestApp, type TestApp } from '../support/harness.js';

const T0 = Date.parse('2026-11-22T01:00:00.000Z');
const HOUR = 3_600_000;

let t: TestApp;
let exam: MadeExam;

beforeAll(async () => {
  t = await startTestApp({ now: new Date(T0).toISOString() });
  exam = await makeExam(t);
});
afterAll(() => t.close());

async function begin() {
  t.clock?.set(new Date(T0));
  const candidate = await makeCandidate(t, exam.enterprise);
  return { candidate, attempt: await start(t, candidate, exam.sessionId) };
}

describe("A01 only the server's clock counts", () => {
  // The contract gives answers queued before the deadline 30 s to arrive; the server cannot tell them from others, so all have them.
  it.each([
    [HOUR - 1, 200],
    [HOUR, 200],
    [HOUR + 1, 200],
    [HOUR + 30_000, 200],
    [HOUR + 30_001, 409],
    [2 * HOUR, 409],
  ])('an answer %i ms after the start of a 60-minute attempt: %i', async (ms, status) => {
    const { candidate, attempt } = await begin();
    t.clock?.set(new Date(T0 + ms));
    const reply = await save(t, candidate, attempt.id, [{ slot: 1, choice: ['A'], clientSeq: 1 }]).expect(status);
    if (status === 409) {
      expect(reply.body).toMatchObject({ code: 'attempt-closed' });
      const { rows } = await t.db.query(`SELECT kind FROM attempt_event WHERE attempt_id = $1 ORDER BY seq`, [
        attempt.id,
      ]);
      expect(rows.map((row) => row.kind)).toEqual(['started', 'late-save-refused']);
      expect((await t.db.query(`SELECT 1 FROM answer WHERE attempt_id = $1`, [attempt.id])).rowCount).toBe(0);
    } else {
      expect(reply.body.remainingMs).toBe(Math.max(0, HOUR - ms));
    }
  });

  // By the client's clock the answer was given in time or long after, and was waiting for the network or not: nothing of it counts.
  const DAY = 24 * HOUR;
  const cases = [-DAY, -HOUR, HOUR, DAY].flatMap((skew) =>
    [
      [HOUR - 1, 200],
      [HOUR + 1, 200],
      [HOUR + 30_001, 409],
    ].flatMap(([ms = 0, status = 0]) => ['queued', 'fresh'].map((how) => [skew, how, ms, status] as const)),
  );
  it.each(cases)('a client whose clock is off by %i ms: a %s answer %i ms after the start is %i', async (...given) => {
    const [skew, how, ms, status] = given;
    const { candidate, attempt } = await begin();
    t.clock?.set(new Date(T0 + ms));
    const answeredAt = T0 + skew + (how === 'queued' ? HOUR / 2 : ms);
    await save(t, candidate, attempt.id, [{ slot: 1, choice: ['A'], clientSeq: answeredAt }])
      .set({ date: new Date(T0 + skew + ms).toUTCString(), 'x-client-time': String(answeredAt) })
      .expect(status);
  });

  it('ends what is over from what was acknowledged, without any client', async () => {
    const { candidate, attempt } = await begin();
    await save(t, candidate, attempt.id, [{ slot: 1, choice: ['A'], clientSeq: 1 }]).expect(200);
    t.clock?.set(new Date(T0 + HOUR + 30_000));
    await t.get(ExpireAttempts).execute();
    expect((await t.db.query(`SELECT status FROM attempt WHERE id = $1`, [attempt.id])).rows[0].status).toBe('open');
    t.clock?.set(new Date(T0 + HOUR + 30_001));
    await t.get(ExpireAttempts).execute();
    const { rows } = await t.db.query(`SELECT status, ended_at, answers, score FROM attempt WHERE id = $1`, [
      attempt.id,
    ]);
    expect(rows[0]).toMatchObject({ status: 'expired', ended_at: new Date(T0 + HOUR) });
    expect(Object.keys(unpackChoices(rows[0].answers))).toEqual(['1']);
    const late = await submit(t, candidate, attempt.id, { answers: [{ slot: 2, choice: ['A'], clientSeq: 9 }] }).expect(
      200,
    );
    expect(late.body).toMatchObject({ status: 'expired', answeredCount: 1 });
  });

  it('a submission after the grace ends the attempt, says how many answers came too late and grades without them', async () => {
    const { candidate, attempt } = await begin();
    await save(t, candidate, attempt.id, [{ slot: 1, choice: ['A'], clientSeq: 1 }]).expect(200);
    t.clock?.set(new Date(T0 + HOUR + 31_000));
    const reply = await submit(t, candidate, attempt.id, {
      answers: [{ slot: 2, choice: ['A'], clientSeq: 2 }],
    }).expect(200);
    expect(reply.body).toMatchObject({
      status: 'expired',
      answeredCount: 1,
      lateAnswers: 1,
      submittedAt: new Date(T0 + HOUR).toISOString(),
    });
  });
});
