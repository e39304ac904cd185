import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCandidate, makeExam, start, submit, type MadeExam } from '../support/exam.js';
import { png } from '../support/pictures.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let t: TestApp;
/** The exam that the officer sits, and another one of the same bank that is none of his as a candidate. */
let own: MadeExam;
let other: MadeExam;
let sits: SignedIn;
let attemptId: string;
let versionId: string;

const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);
const post = (who: SignedIn, path: string, body: object = {}) =>
  t.http().post(`/api/v1/${path}`).set(who.headers).send(body);
const of = (path: string): string => `exam-sessions/${other.sessionId}/${path}`;

beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T01:00:00.000Z' });
  const enterprise = await t.factory.organisation();
  const team = await t.factory.organisation({ parent: enterprise });
  const person = await t.factory.person(enterprise);
  sits = await t.signIn('safety_officer', { organisationId: enterprise.id, personId: person.id });
  const worker = await makeCandidate(t, team);
  const count = { single: 3, multiple: 0, trueFalse: 0 };
  other = await makeExam(t, {
    enterprise,
    ...count,
    session: { passHundredths: 1000, entries: [{ kind: 'organisation', id: team.id }] },
  });
  attemptId = (await start(t, worker, other.sessionId)).id;
  await submit(t, worker, attemptId).expect(200);
  const { rows } = await t.db.query<{ id: string }>(
    `SELECT s.version_id AS id FROM attempt t, paper_slots(t.paper) s WHERE t.id = $1 AND s.slot = 1`,
    [attemptId],
  );
  versionId = rows[0]?.id ?? '';
  own = await makeExam(t, { enterprise, ...count, session: { passHundredths: 1000 } });
}, 60_000);
afterAll(() => t.close(), 60_000);

/** Routes of another exam that show questions or keys, and which of them answers before he sits. */
const tellers = (): [string, () => Promise<{ status: number; body: { code?: string } }>][] => [
  ['paper-previews', async () => post(sits, of('paper-previews'))],
  ['paper-previews/file', async () => get(sits, of('paper-previews/file?key=1&code=aaaaaaaaaaaaaaaaaaaaaa'))],
  ['question-results', async () => get(sits, of('question-results'))],
  ['results-export', async () => get(sits, of('results-export'))],
  ['item-statistics', async () => get(sits, of('item-statistics'))],
  ['review', async () => get(sits, `exam-attempts/${attemptId}/review`)],
  ['regrades', async () => get(sits, of('regrades'))],
  [
    'regrade-previews',
    async () => post(sits, of('regrade-previews'), { versionId, kind: 'void', policy: 'full', reach: 'session' }),
  ],
  ['integrity-findings', async () => get(sits, of('integrity-findings'))],
];

describe('A05 staff who are in the middle of an exam', () => {
  it('get no question or key out of another exam of the same bank, and again all of it when they have handed in', async () => {
    for (const [path, ask] of tellers()) expect([path, (await ask()).status]).toEqual([path, 200]);
    expect((await get(sits, of('summary'))).body.questions).not.toEqual([]);

    const mine = await start(t, sits, own.sessionId);
    for (const [path, ask] of tellers()) {
      const reply = await ask();
      expect([path, reply.status, reply.body.code]).toEqual([path, 403, 'bank-during-exam']);
    }
    expect((await get(sits, of('summary')).expect(200)).body).toMatchObject({ questions: [], entries: 1 });

    await submit(t, sits, mine.id).expect(200);
    for (const [path, ask] of tellers()) expect([path, (await ask()).status]).toEqual([path, 200]);
  }, 30_000);

  it('have nothing to do with what others wrote on paper', async () => {
    const enterprise = await t.factory.organisation();
    const [onPaper, staff] = [await t.factory.person(enterprise), await t.factory.person(enterprise)];
    const keys = await t.signIn('safety_officer', { organisationId: enterprise.id, personId: staff.id });
    const exam = await makeExam(t, { enterprise });
    const printed = await post(exam.officer, `exam-sessions/${exam.sessionId}/printed-papers`, {
      personIds: [onPaper.id],
    }).expect(200);
    const path = `printed-papers/${printed.body.papers[0].number}`;
    const photo = await t
      .http()
      .post(`/api/v1/${path}/photos`)
      .set(keys.headers)
      .attach('file', png(40, 40), '答题卡.png')
      .expect(201);
    const mine = await start(t, keys, exam.sessionId);
    for (const asked of [path, `${path}/photos/${photo.body.id}`]) {
      const reply = await get(keys, asked);
      expect([asked, reply.status, reply.body.code]).toEqual([asked, 403, 'conducts-own-exam']);
    }
    const keyed = await t.http().put(`/api/v1/${path}/keying`).set(keys.headers).send({ answers: [] });
    expect(keyed.body.code).toBe('conducts-own-exam');
    await submit(t, keys, mine.id).expect(200);
    await get(keys, path).expect(200);
  });
});
