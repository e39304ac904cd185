import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplyRegrades, CountItems } from '../../apps/api/src/modules/exams/index.js';
import { makeCandidate, makeExam, type MadeExam } from '../support/exam.js';
import { FLAGGED_PEOPLE, sitFlaggedExam } from '../support/flagged-exam.js';
import { questionsOf, type AskedQuestion } from '../support/graded-exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { settle } from '../support/plans.js';

const NOW = '2026-11-23T01:00:00.000Z';
const UNKNOWN = '00000000-0000-7000-8000-000000000000';

let t: TestApp;
let exam: MadeExam;
let questions: AskedQuestion[];
let people: { id: string; name: string }[];

interface Flagged {
  questionId: string;
  versionId: string;
  flags: string[];
  asked: number;
  open: boolean;
  handling: { note: string; flags: string[]; asked: number; byName: string } | null;
  statistics: { figures: { difficulty: number } } | null;
  version: number;
}

const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);
const list = async (query = '', who = exam.officer): Promise<Flagged[]> =>
  (await get(who, `question-flags${query}`).expect(200)).body.items;
const handle = (
  who: SignedIn,
  versionId: string,
  version: number | null,
  body: object = { note: '已核对，答案没错' },
) => {
  const put = t.http().put(`/api/v1/question-flags/${versionId}/handling`).set(who.headers);
  return (version === null ? put : put.set('if-match', `"v${version}"`)).send(body);
};

beforeAll(async () => {
  t = await startTestApp({ now: NOW });
  exam = await makeExam(t, { single: 3, multiple: 0, trueFalse: 0, session: { passHundredths: 1000 } });
  questions = await questionsOf(t, exam);
  people = [];
  for (let i = 0; i < FLAGGED_PEOPLE; i += 1)
    people.push({ id: (await t.factory.person(exam.enterprise)).id, name: `某${i}` });
}, 120_000);
afterAll(() => t.close());

describe('questions that answers say should be looked at', () => {
  it('are none before anybody has sat an exam', async () => {
    expect(await list()).toEqual([]);
    expect((await get(exam.officer, 'question-flag-counts').expect(200)).body).toMatchObject({ open: 0, handled: 0 });
  });

  it('are listed with what they show, the gravest first', async () => {
    await sitFlaggedExam(t, exam, people, questions);
    const items = await list();
    expect(items.map(({ versionId, flags }) => [versionId, flags])).toEqual([
      [questions[0]?.versionId, ['key-suspect', 'negative']],
      [questions[1]?.versionId, ['too-easy']],
    ]);
    expect(items[0]).toMatchObject({ asked: FLAGGED_PEOPLE, open: true, handling: null });
    expect(items[0]?.statistics?.figures.difficulty).toBe(0.5);
    const counts = (await get(exam.officer, 'question-flag-counts').expect(200)).body;
    expect(counts).toMatchObject({ open: 2, handled: 0 });
    expect(counts.flags).toContainEqual({ flag: 'negative', open: 1 });
    expect(counts.flags).toContainEqual({ flag: 'overexposed', open: 0 });
  });

  it('page by page, by flag, post and knowledge point', async () => {
    const whole = await list();
    const first = (await get(exam.officer, 'question-flags?limit=1').expect(200)).body;
    const rest = (await get(exam.officer, `question-flags?limit=1&cursor=${first.next}`).expect(200)).body;
    expect([...first.items, ...rest.items]).toEqual(whole);
    expect(rest.next).toBeNull();
    const post = await t.factory.post(exam.enterprise);
    await t.db.query(`INSERT INTO question_post (question_id, post_id) VALUES ($1, $2)`, [whole[0]?.questionId, post]);
    await t.db.query(`UPDATE question SET knowledge_point = '触电急救/心肺复苏' WHERE id = $1`, [whole[1]?.questionId]);
    const found = async (query: string) => (await list(query)).map(({ versionId }) => versionId);
    expect(await found('?flag=negative')).toEqual([whole[0]?.versionId]);
    expect(await found(`?postId=${post}`)).toEqual([whole[0]?.versionId]);
    expect(await found(`?knowledgePoint=${encodeURIComponent('触电急救')}`)).toEqual([whole[1]?.versionId]);
    expect(await found('?state=handled')).toEqual([]);
    for (const [query, pointer] of [
      ['?flag=boring', '/flag'],
      ['?state=x', '/state'],
      ['?cursor=x', '/cursor'],
      ['?postId=x', '/postId'],
    ] as const) {
      const refused = await get(exam.officer, `question-flags${query}`);
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, pointer]);
    }
  });

  it('concern those who keep the bank', async () => {
    const candidate = await makeCandidate(t, exam.enterprise);
    const principal = await t.signIn('principal', { organisationId: exam.enterprise.id });
    const other = await t.factory.organisation();
    const foreign = await t.signIn('safety_officer', { organisationId: other.id });
    const [first] = await list();
    for (const who of [candidate, principal]) {
      await get(who, 'question-flags').expect(403);
      await get(who, 'question-flag-counts').expect(403);
      await handle(who, first?.versionId ?? '', 1).expect(403);
    }
    expect(await list('', foreign)).toEqual([]);
    await get(foreign, `question-flags?organisationId=${exam.enterprise.id}`).expect(404);
    await handle(foreign, first?.versionId ?? '', first?.version ?? 0).expect(404);
    await handle(exam.officer, UNKNOWN, 1).expect(404);
  });
});

describe('已处理', () => {
  it.each([[{}], [{ note: ' ' }], [{ note: '长'.repeat(501) }]])('needs a word about it: %j', async (body) => {
    const [first] = await list();
    const refused = await handle(exam.officer, first?.versionId ?? '', first?.version ?? 0, body);
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/note']);
  });

  it('takes a question off the list, with the note and what it was based on; nothing is overwritten unseen', async () => {
    const [first] = await list();
    await handle(exam.officer, first?.versionId ?? '', null).expect(400);
    await handle(exam.officer, first?.versionId ?? '', (first?.version ?? 0) + 1).expect(412);
    await handle(exam.officer, first?.versionId ?? '', first?.version ?? 0).expect(204);
    expect((await list('?state=open')).map(({ versionId }) => versionId)).toEqual([questions[1]?.versionId]);
    const [handled] = await list('?state=handled');
    expect(handled).toMatchObject({
      versionId: first?.versionId,
      open: false,
      handling: { note: '已核对，答案没错', flags: ['key-suspect', 'negative'], asked: FLAGGED_PEOPLE },
    });
    const { rows } = await t.db.query(`SELECT detail FROM audit_entry WHERE action = 'questions.flags.handle'`);
    expect(rows).toMatchObject([{ detail: { versionId: first?.versionId, asked: FLAGGED_PEOPLE } }]);
  });

  it('the same question comes back when twice as many papers say the same', async () => {
    expect(await list('?state=open')).toHaveLength(1);
    const again = await makeExam(t, {
      enterprise: exam.enterprise,
      single: 3,
      multiple: 0,
      trueFalse: 0,
      session: { passHundredths: 1000 },
    });
    await sitFlaggedExam(t, again, people, questions);
    const [back] = await list('?state=open&flag=negative');
    expect(back).toMatchObject({
      versionId: questions[0]?.versionId,
      asked: 2 * FLAGGED_PEOPLE,
      handling: { note: '已核对，答案没错', asked: FLAGGED_PEOPLE },
    });
  });

  it('a new version of the question starts anew', async () => {
    const { body, headers } = await get(exam.officer, `questions/${questions[1]?.id}`).expect(200);
    await t
      .http()
      .put(`/api/v1/questions/${questions[1]?.id}`)
      .set(exam.officer.headers)
      .set('if-match', String(headers['etag']))
      .send({
        type: body.type,
        stem: `${body.stem}（改）`,
        options: body.options,
        key: body.key,
        explanation: '改难了',
      })
      .expect(200);
    expect((await list()).map(({ questionId }) => questionId)).toEqual([questions[0]?.id]);
  });

  it('a question that was voided in every exam shows nothing any more', async () => {
    const second = await t.signIn('safety_officer', { organisationId: exam.enterprise.id });
    const asked = await t
      .http()
      .post(`/api/v1/exam-sessions/${exam.sessionId}/regrades`)
      .set(exam.officer.headers)
      .send({
        versionId: questions[0]?.versionId,
        kind: 'void',
        policy: 'drop',
        reach: 'all',
        reason: '题干少了一个条件',
      })
      .expect(201);
    await t.http().post(`/api/v1/exam-regrades/${asked.body.id}/approval`).set(second.headers).send({}).expect(200);
    await t.get(ApplyRegrades).execute();
    await settle(t);
    t.clock?.advance(3_600_000);
    await t.get(CountItems).execute();
    expect(await list('?state=open')).toEqual([]);
    expect(await list('?state=handled')).toMatchObject([{ questionId: questions[0]?.id, flags: [], asked: 0 }]);
  });
});
