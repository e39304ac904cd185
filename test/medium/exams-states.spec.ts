import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ATTEMPT_ACTIONS,
  ATTEMPT_STATES,
  isAllowed,
  PAUSE_GRACE_MS,
  type AttemptAction,
  type AttemptState,
} from '../../apps/api/src/modules/exams/attempts/attempt.js';
import { ExpireAttempts } from '../../apps/api/src/modules/exams/index.js';
import { makeCandidate, makeExam, save, start, submit, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

const NOW = '2026-11-23T01:00:00.000Z';
const HERE = 'device-of-the-candidate';
const ELSEWHERE = 'another-device-of-his';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ now: NOW });
}, 60_000);
afterAll(() => t.close(), 60_000);

interface Sitting {
  readonly exam: MadeExam;
  readonly candidate: SignedIn;
  readonly attemptId: string;
}

const staff = ({ exam }: Sitting, path: string, body: object) =>
  t.http().post(`/api/v1/exam-sessions/${exam.sessionId}/${path}`).set(exam.officer.headers).send(body);

/** An attempt that was brought into a state by what people and time do, never by writing into the table. */
async function sittingIn(state: AttemptState): Promise<Sitting> {
  const exam = await makeExam(t, { single: 2, multiple: 0, trueFalse: 0, session: { passHundredths: 1000 } });
  const candidate = await makeCandidate(t, exam.enterprise);
  const device = { ...candidate, headers: { ...candidate.headers, 'x-zhian-device': HERE } };
  const attempt = await start(t, device, exam.sessionId);
  const sitting = { exam, candidate: device, attemptId: attempt.id };
  if (state === 'submitted') await submit(t, device, attempt.id).expect(200);
  if (state === 'paused') {
    await staff(sitting, 'pause', { reason: '停电' }).expect(204);
    t.clock?.advance(PAUSE_GRACE_MS + 1);
  }
  if (state === 'expired') {
    t.clock?.advance(3_600_000 + 60_000);
    await t.get(ExpireAttempts).execute();
  }
  return sitting;
}

const ACTIONS: Readonly<Record<AttemptAction, (sitting: Sitting) => Promise<{ status: number }>>> = {
  save: (s) => save(t, s.candidate, s.attemptId, [{ slot: 1, choice: ['A'], clientSeq: 1 }]),
  submit: (s) => submit(t, s.candidate, s.attemptId),
  // Nobody asks for it: time does. Refused means that nothing ends.
  expire: async (s) => {
    const before = await statusOf(s.attemptId);
    t.clock?.advance(2 * 3_600_000);
    await t.get(ExpireAttempts).execute();
    const after = await statusOf(s.attemptId);
    return { status: before === 'open' && after === 'expired' ? 200 : 409 };
  },
  'show-paper': (s) => t.http().get(`/api/v1/exam-attempts/${s.attemptId}`).set(s.candidate.headers),
  'show-result': (s) => t.http().get(`/api/v1/exam-attempts/${s.attemptId}/result`).set(s.candidate.headers),
  signal: (s) =>
    t
      .http()
      .post(`/api/v1/exam-attempts/${s.attemptId}/signals`)
      .set(s.candidate.headers)
      .send({ signals: [{ kind: 'blur', at: NOW, ms: 1200 }] }),
  'take-over': (s) =>
    t
      .http()
      .post('/api/v1/exam-attempts')
      .set({ ...s.candidate.headers, 'x-zhian-device': ELSEWHERE })
      .send({ examSessionId: s.exam.sessionId, takeOver: true }),
  pause: (s) => staff(s, 'pause', { reason: '停电' }),
  resume: (s) => staff(s, 'resumption', {}),
  extend: (s) => staff(s, 'extensions', { minutes: 5, personIds: [s.candidate.personId], reason: '补时' }),
  'force-submit': (s) => staff(s, 'force-submissions', { personIds: [s.candidate.personId], reason: '提前离场' }),
  'reset-device': (s) => staff(s, 'device-resets', { personId: s.candidate.personId, reason: '换手机' }),
};

async function statusOf(attemptId: string): Promise<string> {
  const { rows } = await t.db.query<{ status: string }>(`SELECT status FROM attempt WHERE id = $1`, [attemptId]);
  return rows[0]?.status ?? '';
}

/** Everything that an illegal action must leave as it was. */
async function record({ attemptId, exam }: Sitting) {
  const { rows } = await t.db.query(
    `SELECT t.status, t.deadline, t.paused_at, t.device_id, t.extension_seconds, t.revision, t.score,
       (SELECT count(*)::int FROM attempt_event e WHERE e.attempt_id = t.id AND e.kind <> 'late-save-refused') AS events,
       (SELECT count(*)::int FROM attempt_grade g WHERE g.attempt_id = t.id) AS grades,
       (SELECT count(*)::int FROM exam_session_event e WHERE e.session_id = t.session_id) AS session_events,
       (SELECT count(*)::int FROM audit_entry a WHERE a.subject_id = t.session_id::text) AS audited,
       (SELECT count(*)::int FROM attempt o WHERE o.session_id = t.session_id) AS attempts
     FROM attempt t WHERE t.id = $1`,
    [attemptId],
  );
  const session = await t.db.query(
    `SELECT paused_at, closes_at, ends_at, extension_seconds FROM exam_session WHERE id = $1`,
    [exam.sessionId],
  );
  return { ...rows[0], session: session.rows[0] };
}

describe('A11 every state and action, over HTTP', () => {
  // A pause is of the session, whatever became of this attempt; the table speaks of what it does to the attempt.
  const OF_SESSION: readonly string[] = ['pause'];

  it.each(ATTEMPT_STATES.flatMap((state) => ATTEMPT_ACTIONS.map((action) => [state, action] as const)))(
    '%s: %s',
    async (state, action) => {
      const sitting = await sittingIn(state);
      const before = await record(sitting);
      const { status } = await ACTIONS[action](sitting);
      const after = await record(sitting);
      if (isAllowed(state, action)) {
        expect([200, 201, 204]).toContain(status);
      } else if (OF_SESSION.includes(action) && status === 204) {
        expect({ ...after, session: 0, session_events: 0, audited: 0 }).toEqual({
          ...before,
          session: 0,
          session_events: 0,
          audited: 0,
        });
      } else {
        expect(status).toBe(409);
        expect(after).toEqual(before);
      }
    },
  );
});
