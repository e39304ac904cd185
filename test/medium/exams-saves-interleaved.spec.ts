import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unpackSeqs } from '../../apps/api/src/modules/exams/attempts/packed-answers.js';
import { ExpireAttempts } from '../../apps/api/src/modules/exams/index.js';
import { makeCandidate, makeExam, save, start, submit, type MadeExam } from '../support/exam.js';
import { startTestApp, type TestApp } from '../support/harness.js';

/** The law asks for 300; CI runs fewer. ZHIAN_INTERLEAVINGS=300 for the whole size. */
const INTERLEAVINGS = Number(process.env['ZHIAN_INTERLEAVINGS'] ?? 20);
const T0 = Date.parse('2026-11-22T01:00:00.000Z');
const SLOTS = 5;

let t: TestApp;
let exam: MadeExam;

beforeAll(async () => {
  t = await startTestApp({ now: new Date(T0).toISOString() });
  exam = await makeExam(t, { single: 3, multiple: 1, trueFalse: 1, session: { passHundredths: 3000 } });
});
afterAll(() => t.close());

interface Sent {
  readonly slot: number;
  readonly seq: number;
  status: number;
}

/** One tab saves one answer after the other; the numbers of two tabs of one person do not meet. */
const tab = (first: number) =>
  fc
    .array(fc.integer({ min: 1, max: SLOTS }), { minLength: 1, maxLength: 8 })
    .map((slots) => slots.map((slot, index): Sent => ({ slot, seq: first + 2 * index, status: 0 })));

const scenario = fc.record({
  scheduler: fc.scheduler(),
  left: tab(1),
  right: tab(2),
  /** Which of the staff's deeds come in between. */
  extends: fc.boolean(),
  pauses: fc.boolean(),
  submits: fc.boolean(),
});

const conduct = (deed: string, body: object) =>
  t.http().post(`/api/v1/exam-sessions/${exam.sessionId}/${deed}`).set(exam.officer.headers).send(body);

async function storedSeqs(attemptId: string): Promise<Record<string, number>> {
  const { rows } = await t.db.query<{
    hot: Record<string, number> | null;
    ended: string | null;
    ends: number;
    grades: number;
  }>(
    `SELECT (SELECT jsonb_object_agg(slot, client_seq) FROM answer WHERE attempt_id = $1) AS hot,
       (SELECT answer_seqs FROM attempt WHERE id = $1) AS ended,
       (SELECT count(*)::int FROM attempt_event WHERE attempt_id = $1 AND kind IN ('submitted', 'expired')) AS ends,
       (SELECT count(*)::int FROM attempt_grade WHERE attempt_id = $1) AS grades`,
    [attemptId],
  );
  expect(rows[0]?.ends).toBe(rows[0]?.grades);
  expect(rows[0]?.ends).toBeLessThanOrEqual(1);
  const [row] = rows;
  return row?.ended ? unpackSeqs(row.ended) : (row?.hot ?? {});
}

describe('A02 requests in any order of sending and of arriving', () => {
  it(
    `what was acknowledged is in the result or newer (${INTERLEAVINGS} interleavings)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(scenario, async ({ scheduler, left, right, ...deeds }) => {
          const candidate = await makeCandidate(t, exam.enterprise);
          const { id } = await start(t, candidate, exam.sessionId);
          // When a request is sent and when its answer is heard are both for the scheduler to say.
          const inTurn = async <T>(name: string, request: () => PromiseLike<T>): Promise<T> => {
            await scheduler.schedule(Promise.resolve(), `send ${name}`);
            return scheduler.schedule(Promise.resolve(request()), `hear ${name}`);
          };
          const saves = async (sent: readonly Sent[]): Promise<void> => {
            for (const one of sent) {
              const answer = { slot: one.slot, choice: ['A'], clientSeq: one.seq };
              one.status = (await inTurn(`save ${one.seq}`, () => save(t, candidate, id, [answer]))).status;
            }
          };
          const minutes = { minutes: 5, personIds: [candidate.personId], reason: '停电' };
          const work = [
            saves(left),
            saves(right),
            inTurn('sweep', () => t.get(ExpireAttempts).execute()),
            ...(deeds.extends ? [inTurn('extend', () => conduct('extensions', minutes))] : []),
            ...(deeds.pauses
              ? [
                  inTurn('pause', () => conduct('pause', { reason: '停电' })).then(() =>
                    inTurn('resume', () => conduct('resumption', {})),
                  ),
                ]
              : []),
            ...(deeds.submits ? [inTurn('submit', () => submit(t, candidate, id))] : []),
          ];
          await scheduler.waitFor(Promise.all(work));
          const seqs = await storedSeqs(id);
          for (const { slot, seq, status } of [...left, ...right]) {
            expect([200, 409]).toContain(status);
            if (status === 200) expect(Number(seqs[slot] ?? 0)).toBeGreaterThanOrEqual(seq);
            // Nobody refuses an answer while the attempt is open.
            if (!deeds.submits) expect(status).toBe(200);
          }
        }),
        { numRuns: INTERLEAVINGS },
      );
    },
    60_000 + INTERLEAVINGS * 5_000,
  );
});
