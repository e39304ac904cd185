import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplyRegrades } from '../../apps/api/src/modules/exams/index.js';
import { makeCandidate, makeExam, start, submit, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let t: TestApp;
let exam: MadeExam;
let principal: SignedIn;
let candidate: SignedIn;
let attemptId: string;
let versionId: string;

const UNKNOWN = '00000000-0000-7000-8000-000000000000';
const post = (who: SignedIn, path: string, body: object = {}) =>
  t.http().post(`/api/v1/${path}`).set(who.headers).send(body);
const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);
const ask = (body: object = {}, who = exam.officer) =>
  post(who, `exam-sessions/${exam.sessionId}/regrades`, {
    versionId,
    kind: 'void',
    policy: 'full',
    reach: 'session',
    reason: '题干少了一个条件',
    ...body,
  });

beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T01:00:00.000Z' });
  exam = await makeExam(t, { single: 3, multiple: 0, trueFalse: 0, session: { passHundredths: 1000 } });
  principal = await t.signIn('principal', { organisationId: exam.enterprise.id });
  candidate = await makeCandidate(t, exam.enterprise);
  const started = await start(t, candidate, exam.sessionId);
  attemptId = started.id;
  await submit(t, candidate, attemptId).expect(200);
  const { rows } = await t.db.query<{ id: string }>(
    `SELECT s.version_id AS id FROM attempt t, paper_slots(t.paper) s WHERE t.id = $1 AND s.slot = 2`,
    [attemptId],
  );
  versionId = rows[0]?.id ?? '';
}, 60_000);
afterAll(() => t.close());

describe('corrections of an exam over HTTP', () => {
  it.each([
    [{ kind: 'other' }, '/kind'],
    [{ policy: undefined }, '/policy'],
    [{ kind: 'key', policy: undefined }, '/key'],
    [{ kind: 'key', policy: undefined, key: [] }, '/key'],
    [{ kind: 'key', policy: undefined, key: ['A', 'B'] }, '/key'],
    [{ kind: 'key', policy: undefined, key: ['F'] }, '/key'],
    [{ reach: 'everywhere' }, '/reach'],
    [{ reason: '  ' }, '/reason'],
    [{ versionId: 'x' }, '/versionId'],
    [{ status: 'applied' }, '/status'],
  ])('%j is refused at %s', async (body, pointer) => {
    const reply = await ask(body);
    expect(reply.status).toBe(422);
    expect(reply.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('a question that was not asked, a key that is the key already', async () => {
    expect((await ask({ versionId: UNKNOWN })).body.code).toBe('question-not-asked');
    const elsewhere = await t.factory.question(exam.enterprise);
    expect((await ask({ versionId: elsewhere.versionId })).body.code).toBe('question-not-asked');
    const { rows } = await t.db.query<{ correct: string[] }>(`SELECT correct FROM question_key WHERE version_id = $1`, [
      versionId,
    ]);
    const same = await ask({ kind: 'key', policy: undefined, key: rows[0]?.correct });
    expect([same.status, same.body.code]).toEqual([422, 'regrade-same-key']);
  });

  it('is for those whose exam it is; to everybody else it does not exist', async () => {
    const other = await t.factory.organisation();
    const foreign = await t.signIn('safety_officer', { organisationId: other.id });
    expect((await ask({}, foreign)).status).toBe(404);
    expect((await ask({}, principal)).status).toBe(403);
    expect((await ask({}, candidate)).status).toBe(403);
    const made = await ask();
    expect(made.status).toBe(201);
    const id = String(made.body.id);
    for (const who of [foreign]) {
      expect((await get(who, `exam-regrades/${id}`)).status).toBe(404);
      expect((await get(who, `exam-regrades/${id}/changes`)).status).toBe(404);
      expect((await get(who, `exam-sessions/${exam.sessionId}/regrades`)).status).toBe(404);
      expect((await post(who, `exam-regrades/${id}/approval`)).status).toBe(404);
      expect((await post(who, `exam-regrades/${id}/withdrawal`)).status).toBe(404);
    }
    expect((await get(candidate, `exam-regrades/${id}`)).status).toBe(403);
    const twice = await ask();
    expect([twice.status, twice.body.code]).toEqual([409, 'regrade-waiting']);
    const rejected = await post(principal, `exam-regrades/${id}/rejection`, { note: '题目没有问题' });
    expect(rejected.body).toMatchObject({ status: 'rejected', decisionNote: '题目没有问题', preview: null });
    expect((await post(principal, `exam-regrades/${id}/approval`)).body.code).toBe('regrade-decided');
  });

  it('the audit says what was asked for and decided, and nothing from which the key could be read', async () => {
    const { rows: keys } = await t.db.query<{ correct: string[] }>(
      `SELECT correct FROM question_key WHERE version_id = $1`,
      [versionId],
    );
    const other = keys[0]?.correct.includes('A') ? 'B' : 'A';
    const asked = await ask({ kind: 'key', policy: undefined, key: [other], reason: `应选 ${other}` });
    const id = String(asked.body.id);
    expect((await post(principal, `exam-regrades/${id}/rejection`, { note: `不该是 ${other}` })).status).toBe(200);
    const { rows } = await t.db.query<{ detail: object }>(
      `SELECT detail FROM audit_entry WHERE subject_id = $1 ORDER BY seq`,
      [id],
    );
    const reference = { examSessionId: exam.sessionId, versionId };
    expect(rows.map((row) => row.detail)).toEqual([
      { ...reference, kind: 'key', sessions: [exam.sessionId] },
      reference,
    ]);
  });

  it('whoever asked takes it back, and nobody else', async () => {
    const id = String((await ask()).body.id);
    const colleague = await t.signIn('safety_officer', { organisationId: exam.enterprise.id });
    expect((await post(colleague, `exam-regrades/${id}/withdrawal`)).body.code).toBe('regrade-not-yours');
    expect((await post(exam.officer, `exam-regrades/${id}/withdrawal`)).body.status).toBe('withdrawn');
  });

  it('the database itself refuses one person', async () => {
    const id = String((await ask()).body.id);
    await expect(
      t.db.query(`UPDATE exam_regrade SET status = 'applying', decided_by = requested_by WHERE id = $1`, [id]),
    ).rejects.toThrow(/check/);
    await post(exam.officer, `exam-regrades/${id}/withdrawal`);
  });

  it('the candidate hears what was corrected and what it did, and no key', async () => {
    const before = await get(candidate, `exam-attempts/${attemptId}/result`);
    expect(before.body).toMatchObject({ score: 0, passed: false, regrades: [] });
    const id = String((await ask()).body.id);
    const colleague = await t.signIn('safety_officer', { organisationId: exam.enterprise.id });
    expect((await post(colleague, `exam-regrades/${id}/approval`)).body).toMatchObject({ status: 'applying' });
    await t.get(ApplyRegrades).execute();
    const after = await get(candidate, `exam-attempts/${attemptId}/result`);
    expect(after.body).toMatchObject({ score: 1000, max: 3000, passed: true, passHundredths: 1000 });
    expect(after.body.regrades).toEqual([
      {
        slot: 2,
        at: expect.any(String),
        kind: 'void',
        policy: 'full',
        reason: '题干少了一个条件',
        scoreBefore: 0,
        scoreAfter: 1000,
        maxBefore: 3000,
        maxAfter: 3000,
      },
    ]);
    const corrected = { scoreBefore: 0, maxBefore: 3000, passedBefore: false, at: expect.any(String) };
    const told = { id: attemptId, score: 1000, max: 3000, passed: true, corrected };
    expect((await get(candidate, 'my/tasks')).body.corrected).toMatchObject([told]);
    expect((await get(candidate, 'my/exam-attempts')).body.items).toMatchObject([told]);
    expect(after.body.slots.map((slot: { voided: string | null }) => slot.voided)).toEqual([null, 'full', null]);
    const list = await get(principal, `exam-sessions/${exam.sessionId}/regrades`);
    expect(list.body.items[0]).toMatchObject({ id, status: 'applied', regraded: 1, seen: 1, attempts: 1, sessions: 1 });
    const audit = await t.db.query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY seq`,
      [id],
    );
    expect(audit.rows.map((row) => row.action)).toEqual([
      'exams.regrade.request',
      'exams.regrade.approve',
      'exams.regrade.apply',
    ]);
  });

  it('is told nobody who was graded by it from the start, nor before candidates learn their results', async () => {
    const other = await makeCandidate(t, exam.enterprise);
    await submit(t, other, (await start(t, other, exam.sessionId)).id).expect(200);
    expect((await get(other, 'my/tasks')).body.corrected).toEqual([]);
    expect((await get(other, 'my/exam-attempts')).body.items).toMatchObject([{ corrected: null }]);
    const disclose = (at: string) =>
      t.db.query(`UPDATE exam_session SET disclose_at = $2 WHERE id = $1`, [exam.sessionId, at]);
    await disclose('close');
    expect((await get(candidate, 'my/tasks')).body.corrected).toEqual([]);
    expect((await get(candidate, 'my/exam-attempts')).body.items).toMatchObject([
      { score: null, passed: null, corrected: null },
    ]);
    await disclose('submission');
  });

  it('reaches every exam in scope that may have asked the question, and says how many are beyond', async () => {
    const copy = await makeExam(t, {
      single: 3,
      multiple: 0,
      trueFalse: 0,
      enterprise: exam.enterprise,
      session: { passHundredths: 1000 },
    });
    const reply = await post(exam.officer, `exam-sessions/${exam.sessionId}/regrade-previews`, {
      versionId,
      kind: 'void',
      policy: 'drop',
      reach: 'all',
    });
    expect(reply.status).toBe(200);
    // Who sat later has been asked the question or not, as his paper was drawn.
    const { rows } = await t.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM attempt t, paper_slots(t.paper) s WHERE t.session_id = $1 AND s.version_id = $2`,
      [exam.sessionId, versionId],
    );
    expect(reply.body).toMatchObject({ sessions: 2, attempts: rows[0]?.n });
    expect(copy.sessionId).not.toBe(exam.sessionId);
  });

  it('is told at the front for two weeks, and stays with the result, but not to whoever saw no other one before', async () => {
    t.clock?.advance(15 * 86_400_000);
    const { rows } = await t.db.query<{ id: string }>(`SELECT person_id AS id FROM attempt WHERE id = $1`, [attemptId]);
    const again = await t.signIn('worker', { organisationId: exam.enterprise.id, personId: rows[0]?.id ?? '' });
    expect((await get(again, 'my/tasks')).body.corrected).toEqual([]);
    expect((await get(again, 'my/exam-attempts')).body.items).toMatchObject([{ corrected: { scoreBefore: 0 } }]);
    const yesterday = new Date((t.clock?.now().getTime() ?? 0) - 86_400_000);
    await t.db.query(`UPDATE exam_session SET disclose_at = 'close', closes_at = $2, ends_at = NULL WHERE id = $1`, [
      exam.sessionId,
      yesterday,
    ]);
    expect((await get(again, 'my/exam-attempts')).body.items).toMatchObject([{ score: 1000, corrected: null }]);
  });
});
