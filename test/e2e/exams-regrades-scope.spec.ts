import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplyRegrades } from '../../apps/api/src/modules/exams/index.js';
import { makeExam, type MadeExam } from '../support/exam.js';
import { endOverdue, openAttempts, questionsOf, type AskedQuestion } from '../support/graded-exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

const OVERDUE = () => new Date(Date.now() - 60_000);
const PLAIN = { single: 2, multiple: 0, trueFalse: 0, session: { passHundredths: 1000 } };

let t: TestApp;
let here: MadeExam;
let there: MadeExam;
let shared: AskedQuestion;
let regulator: SignedIn;
let second: SignedIn;

const post = (who: SignedIn, path: string, body: object = {}) =>
  t.http().post(`/api/v1/${path}`).set(who.headers).send(body);
const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);
/** The corrections of this exam that wait for somebody, by id. */
const waitingFor = async (who: SignedIn): Promise<string[]> => {
  const { body } = await get(who, 'exam-regrades').expect(200);
  return (body.items as { id: string }[]).map(({ id }) => id);
};
const ask = (who: SignedIn, reach: 'session' | 'all', path = 'regrades') =>
  post(who, `exam-sessions/${here.sessionId}/${path}`, {
    versionId: shared.versionId,
    kind: 'void',
    policy: 'full',
    reach,
    ...(path === 'regrades' ? { reason: '选项印错了' } : {}),
  });

/** `count` people of the enterprise sat the exam, were asked the shared question and left it empty. */
async function sat(exam: MadeExam, count: number): Promise<string[]> {
  const people = await Promise.all(Array.from({ length: count }, () => t.factory.person(exam.enterprise)));
  const named = people.map(({ id }) => ({ id, name: '考生' }));
  await openAttempts(
    t,
    exam,
    named,
    () => [shared],
    () => '',
    OVERDUE(),
  );
  await endOverdue(t);
  return people.map(({ id }) => id);
}

beforeAll(async () => {
  t = await startTestApp();
  here = await makeExam(t, PLAIN);
  there = await makeExam(t, PLAIN);
  const question = (await questionsOf(t, here))[0];
  if (!question) throw new Error('no question');
  shared = question;
  // The question stands in the papers of both, as one of the county's bank does.
  await t.db.query(
    `UPDATE exam_session SET pool = pool || (SELECT jsonb_agg(item) FROM exam_session h, jsonb_array_elements(h.pool) AS item
       WHERE h.id = $2 AND item ->> 'versionId' = $3) WHERE id = $1`,
    [there.sessionId, here.sessionId, shared.versionId],
  );
  await sat(here, 2);
  await sat(there, 3);
  regulator = await t.signIn('regulator', { regionCode: '140428' });
  second = await t.signIn('regulator', { regionCode: '140428' });
}, 60_000);
afterAll(() => t.close());

describe('a correction that covers several enterprises', () => {
  it('of an enterprise reaches its own exams, and nothing tells that there are others', async () => {
    const preview = await ask(here.officer, 'all', 'regrade-previews');
    expect(preview.body).toMatchObject({ sessions: 1, attempts: 2 });
    expect(JSON.stringify(preview.body)).not.toMatch(/beyond/i);
  });

  it('is decided by somebody who answers for all of it; each enterprise sees its own part', async () => {
    const asked = await ask(regulator, 'all');
    expect(asked.body).toMatchObject({ status: 'requested', sessions: 2, preview: { attempts: 5, sessions: 2 } });
    const id = String(asked.body.id);
    expect(await waitingFor(second)).toEqual([id]);
    // Whoever asked, and whoever answers for a part only, is told of nothing that he could not do.
    for (const who of [regulator, here.officer, there.officer]) expect(await waitingFor(who)).toEqual([]);
    for (const [officer, exam] of [
      [here.officer, here],
      [there.officer, there],
    ] as const) {
      const list = await get(officer, `exam-sessions/${exam.sessionId}/regrades`);
      expect(list.body.items).toMatchObject([
        { id, sessions: 1, mayDecide: false, mayNotBecause: 'regrade-beyond-you' },
      ]);
      // What it would do is told to whom the whole of it concerns.
      expect((await get(officer, `exam-regrades/${id}`)).body).toMatchObject({ id, preview: null });
      for (const deed of ['approval', 'rejection']) {
        const refused = await post(officer, `exam-regrades/${id}/${deed}`, { note: '同意' });
        expect([refused.status, refused.body.code]).toEqual([403, 'regrade-beyond-you']);
      }
    }
    const elsewhere = await t.factory.organisation();
    const foreign = await t.signIn('safety_officer', { organisationId: elsewhere.id });
    expect((await get(foreign, `exam-regrades/${id}`)).status).toBe(404);
    expect((await post(foreign, `exam-regrades/${id}/approval`)).status).toBe(404);

    const approved = await post(second, `exam-regrades/${id}/approval`);
    expect(await waitingFor(second)).toEqual([]);
    expect(approved.body).toMatchObject({ status: 'applying', sessions: 2 });
    await t.get(ApplyRegrades).execute();
    const seenBy = async (who: SignedIn) => (await get(who, `exam-regrades/${id}`)).body as Record<string, unknown>;
    expect(await seenBy(second)).toMatchObject({ status: 'applied', sessions: 2, attempts: 5, seen: 5, regraded: 5 });
    expect(await seenBy(here.officer)).toMatchObject({ sessions: 1, attempts: 2, seen: 2, regraded: 2 });
    expect(await seenBy(there.officer)).toMatchObject({ sessions: 1, attempts: 3, seen: 3, regraded: 3 });
    const changes = await get(there.officer, `exam-regrades/${id}/changes`);
    expect(changes.body.items).toHaveLength(3);
  });
});

describe('a correction that moves the own result', () => {
  it('is neither asked for nor decided by whoever was asked the question himself', async () => {
    const [personId = ''] = await sat(here, 1);
    const organisationId = here.enterprise.id;
    const sitter = await t.signIn('safety_officer', { organisationId, personId });
    // Over for everybody: he is no candidate any more.
    await t.db.query(`UPDATE exam_session SET closes_at = now() WHERE id = $1`, [here.sessionId]);
    for (const path of ['regrade-previews', 'regrades']) {
      const refused = await ask(sitter, 'session', path);
      expect([refused.status, refused.body.code]).toEqual([403, 'regrade-own-result']);
    }
    const id = String((await ask(here.officer, 'session')).body.id);
    expect((await get(sitter, `exam-regrades/${id}`)).body).toMatchObject({
      mayDecide: false,
      mayNotBecause: 'regrade-own-result',
    });
    expect(await waitingFor(sitter)).toEqual([]);
    const refused = await post(sitter, `exam-regrades/${id}/approval`);
    expect([refused.status, refused.body.code]).toEqual([403, 'regrade-own-result']);
    const colleague = await t.signIn('safety_officer', { organisationId });
    expect(await waitingFor(colleague)).toEqual([id]);
    expect((await post(colleague, `exam-regrades/${id}/approval`)).body.status).toBe('applying');
  });
});

describe('what waits for the second person', () => {
  it('is said once, with the exam and who asked, the longest wait first; nothing of the question', async () => {
    const mine = await makeExam(t, PLAIN);
    const questions = await questionsOf(t, mine);
    const ids: string[] = [];
    for (const { versionId } of questions.slice(0, 2)) {
      const body = { versionId, kind: 'void', policy: 'full', reach: 'session', reason: '选项印错了' };
      ids.push(String((await post(mine.officer, `exam-sessions/${mine.sessionId}/regrades`, body)).body.id));
    }
    const organisationId = mine.enterprise.id;
    const principal = await t.signIn('principal', { organisationId });
    const { body } = await get(principal, 'exam-regrades?limit=1').expect(200);
    expect(body).toEqual({
      items: [
        {
          id: ids[0],
          examSessionId: mine.sessionId,
          examTitle: '第四季度考试',
          requestedByName: expect.any(String),
          requestedAt: expect.any(String),
        },
      ],
      next: expect.any(String),
    });
    const rest = await get(principal, `exam-regrades?limit=1&cursor=${body.next}`).expect(200);
    expect([rest.body.items[0].id, rest.body.next]).toEqual([ids[1], null]);
    await get(await t.signIn('lecturer', { organisationId }), 'exam-regrades').expect(403);
    await get(principal, 'exam-regrades?limit=0').expect(422);
  });

  it('is kept from a colleague who is still to sit the exam himself', async () => {
    const mine = await makeExam(t, PLAIN);
    const [question] = await questionsOf(t, mine);
    const body = { versionId: question?.versionId, kind: 'void', policy: 'full', reach: 'session', reason: '印错了' };
    const { body: asked } = await post(mine.officer, `exam-sessions/${mine.sessionId}/regrades`, body).expect(201);
    const organisationId = mine.enterprise.id;
    const { id: personId } = await t.factory.person(mine.enterprise);
    const candidate = await t.signIn('safety_officer', { organisationId, personId });
    expect(await waitingFor(candidate)).toEqual([]);
    await t.db.query(`UPDATE exam_session SET closes_at = now() WHERE id = $1`, [mine.sessionId]);
    expect(await waitingFor(candidate)).toEqual([asked.id]);
  });

  it('A12 and is missing from the corrections of an earlier exam while it covers one that he is still to sit', async () => {
    const earlier = await makeExam(t, PLAIN);
    const later = await makeExam(t, PLAIN);
    const [question] = await questionsOf(t, earlier);
    const body = { versionId: question?.versionId, kind: 'void', policy: 'full', reach: 'session', reason: '印错了' };
    const path = `exam-sessions/${earlier.sessionId}/regrades`;
    const { body: asked } = await post(earlier.officer, path, body).expect(201);
    await t.db.query(`INSERT INTO exam_regrade_scope (regrade_id, session_id) VALUES ($1, $2)`, [
      asked.id,
      later.sessionId,
    ]);
    const { id: personId } = await t.factory.person(later.enterprise);
    const candidate = await t.signIn('safety_officer', { organisationId: earlier.enterprise.id, personId });
    const listed = async (): Promise<unknown[]> => (await get(candidate, path).expect(200)).body.items;
    expect(await listed()).toEqual([]);
    await get(candidate, `exam-regrades/${asked.id}`).expect(403);
    await t.db.query(`UPDATE exam_session SET closes_at = now() WHERE id = $1`, [later.sessionId]);
    expect(await listed()).toMatchObject([{ id: asked.id }]);
  });
});
