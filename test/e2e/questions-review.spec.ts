import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { BankPool } from '../../apps/api/src/modules/questions/index.js';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { BankClient, aQuestion } from '../support/bank.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { questionWorkbook, validQuestions } from '../support/question-files.js';

let t: TestApp;
let mine: MadeOrganisation;
let author: BankClient;
let reviewer: BankClient;
let stranger: BankClient;

beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

beforeEach(async () => {
  mine = await t.factory.organisation();
  const other = await t.factory.organisation();
  const as = async (organisationId: string): Promise<BankClient> =>
    new BankClient(t, await t.signIn('safety_officer', { organisationId }));
  [author, reviewer, stranger] = (await Promise.all([mine.id, mine.id, other.id].map(as))) as [
    BankClient,
    BankClient,
    BankClient,
  ];
});

/** Stems that papers of the organisation may hold. */
async function inPapers(): Promise<Map<string, string>> {
  const pool = await t.get(UnitOfWork).read(Ctx.system('test'), (tx) => t.get(BankPool).load(tx, mine.id));
  return new Map(pool.map((item) => [item.questionId, item.versionId]));
}

describe('a bank without review', () => {
  it('is how every bank begins: what is saved is in use, and a draft is not', async () => {
    const { body } = await author.get('/question-bank').expect(200);
    expect(body).toMatchObject({ reviewRequired: false, inReview: 0, version: 0 });
    const saved = await author.write();
    const draft = await author.write({ draft: true });
    expect([saved.review, saved.inUseNo, draft.review, draft.inUseNo]).toEqual(['approved', 1, 'draft', null]);
    expect([...(await inPapers()).keys()]).toEqual([saved.id]);
    const asked = await author.post(`/questions/${draft.id}/review-request`).expect(200);
    expect(asked.body).toMatchObject({ review: 'approved', inUseNo: 1 });
    expect((await inPapers()).has(draft.id)).toBe(true);
  });
});

describe('a bank with review', () => {
  beforeEach(() => author.requireReview(true));

  it('draft → in review → returned with a reason → in review → approved; papers hold it only then', async () => {
    const question = await author.write({ draft: true });
    const waiting = await author.post(`/questions/${question.id}/review-request`).expect(200);
    expect(waiting.body).toMatchObject({ review: 'in_review', inUseNo: null });
    expect((await inPapers()).has(question.id)).toBe(false);

    const empty = await reviewer.post(`/questions/${question.id}/return`, { versionNo: 1, reason: ' ' }).expect(422);
    expect(empty.body.errors[0]).toMatchObject({ pointer: '/reason', message: expect.stringContaining('写明') });
    await reviewer.post(`/questions/${question.id}/return`, { versionNo: 1, reason: '选项 C 不像' }).expect(200);
    expect(await author.read(question.id)).toMatchObject({ review: 'returned', returnReason: '选项 C 不像' });
    const returnedTo = async (who: BankClient): Promise<number> =>
      (await who.get('/question-bank').expect(200)).body.returned;
    expect([await returnedTo(author), await returnedTo(reviewer)]).toEqual([1, 0]);
    const mine = await author.get('/questions?status=active&review=returned&author=me').expect(200);
    expect(mine.body.items.map((item: { id: string }) => item.id)).toEqual([question.id]);
    expect((await inPapers()).has(question.id)).toBe(false);

    const again = await author.edit(question, { explanation: '先看标识，再进。' });
    expect(again).toMatchObject({ review: 'in_review', returnReason: null, versionNo: 2 });
    expect(await returnedTo(author)).toBe(0);
    const { body } = await reviewer.approve(again).expect(200);
    expect(body).toEqual({ approved: [question.id], refused: [] });
    const approved = await author.get(`/questions/${question.id}`).expect(200);
    expect(approved.body).toMatchObject({ review: 'approved', inUseNo: 2 });
    expect(
      approved.body.reviews.map((entry: { deed: string; versionNo: number }) => [entry.deed, entry.versionNo]),
    ).toEqual([
      ['approved', 2],
      ['requested', 2],
      ['returned', 1],
      ['requested', 1],
    ]);
    expect((await inPapers()).has(question.id)).toBe(true);
  });

  it('keeps the approved version in papers while a new one waits, and its words are nobody else’s', async () => {
    const question = await author.write();
    await reviewer.approve(question).expect(200);
    const before = (await inPapers()).get(question.id);
    const edited = await author.edit(question, { stem: '换了说法的题干' });
    expect(edited).toMatchObject({ review: 'in_review', versionNo: 2, inUseNo: 1 });
    expect((await inPapers()).get(question.id)).toBe(before);
    // The words in use are taken, though the current version says something else.
    expect((await author.post('/questions', aQuestion({ stem: question.stem })).expect(409)).body.code).toBe(
      'question-exists',
    );
    await reviewer.post(`/questions/${question.id}/return`, { versionNo: 2, reason: '原来的更清楚' }).expect(200);
    expect((await inPapers()).get(question.id)).toBe(before);
  });

  it('tags move without a review; they change nothing that is asked', async () => {
    const question = await author.write();
    await reviewer.approve(question).expect(200);
    expect(await author.edit(question, { knowledgePoint: '标识/警示' })).toMatchObject({
      review: 'approved',
      versionNo: 1,
      knowledgePoint: '标识/警示',
    });
  });

  it('ASVS 2.3.5: nobody reviews what he wrote, alone or among others', async () => {
    const own = await author.write();
    const theirs = await reviewer.write();
    const alone = await author.approve(own).expect(200);
    expect(alone.body).toEqual({ approved: [], refused: [expect.objectContaining({ code: 'own-work' })] });
    await author.post(`/questions/${own.id}/return`, { versionNo: 1, reason: '自己退回' }).expect(409);
    const both = await author.approve(own, theirs).expect(200);
    expect(both.body).toMatchObject({ approved: [theirs.id], refused: [{ questionId: own.id, code: 'own-work' }] });
    expect(both.body.refused[0].message).toContain('另一位同事');
    // Who changes a question becomes the author of what it says.
    const changed = await reviewer.edit(own, { explanation: '改一个字。' });
    expect((await reviewer.approve(changed).expect(200)).body.approved).toEqual([]);
    expect((await author.approve(changed).expect(200)).body.approved).toEqual([own.id]);
  });

  it('approves only what was read', async () => {
    const question = await author.write();
    await author.edit(question, { stem: '悄悄换掉的题干' });
    const { body } = await reviewer.approve(question).expect(200);
    expect(body.refused).toEqual([expect.objectContaining({ code: 'version-moved' })]);
    await reviewer.post(`/questions/${question.id}/return`, { versionNo: 1, reason: '看的是旧版' }).expect(409);
    await reviewer.post('/question-approvals', { questions: [] }).expect(422);
    const twice = { questionId: question.id, versionNo: 1 };
    await reviewer.post('/question-approvals', { questions: [twice, { ...twice, versionNo: 2 }] }).expect(422);
  });

  it('is approved once by several reviewers at a time, and leaves one line of history', async () => {
    const question = await author.write();
    const others = await Promise.all(
      [1, 2, 3, 4].map(async () => new BankClient(t, await t.signIn('safety_officer', { organisationId: mine.id }))),
    );
    const replies = await Promise.all(others.map((other) => other.approve(question)));
    expect(replies.map((reply) => reply.body.approved.length).sort()).toEqual([0, 0, 0, 1]);
    const { rows } = await t.db.query(`SELECT deed FROM question_review WHERE question_id = $1 AND deed = 'approved'`, [
      question.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('lets imported questions wait, too', async () => {
    const file = await questionWorkbook(validQuestions(5));
    const preview = await t
      .http()
      .post('/api/v1/question-imports')
      .set(author.who.headers)
      .attach('file', file, '题库.xlsx')
      .expect(201);
    await author.post(`/question-imports/${preview.body.id}/confirmation`, {}).expect(200);
    expect((await inPapers()).size).toBe(0);
    expect((await reviewer.get('/question-bank').expect(200)).body).toMatchObject({ inReview: 5, reviewable: 5 });
    expect((await author.get('/question-bank').expect(200)).body).toMatchObject({ inReview: 5, reviewable: 0 });
    const { body } = await reviewer.get('/questions?review=in_review&author=others').expect(200);
    expect(body.items).toHaveLength(5);
    const done = await reviewer.approve(...body.items).expect(200);
    expect(done.body.approved).toHaveLength(5);
    expect((await inPapers()).size).toBe(5);
  });

  it('is not switched off over the heads of those who wait', async () => {
    const question = await author.write();
    const { body: bank } = await author.get('/question-bank').expect(200);
    const refused = await author.put('/question-bank', bank.version, { reviewRequired: false }).expect(409);
    expect(refused.body).toMatchObject({ code: 'reviews-waiting', params: { count: 1 } });
    await author.put('/question-bank', bank.version + 1, { reviewRequired: false }).expect(412);
    await reviewer.approve(question).expect(200);
    await author.requireReview(false);
    expect(await author.write()).toMatchObject({ review: 'approved' });
    const { rows } = await t.db.query(
      `SELECT action FROM audit_entry WHERE organisation_id = $1 AND action LIKE 'questions.%re%' ORDER BY seq`,
      [mine.id],
    );
    expect(rows.map((row) => row.action)).toEqual(
      expect.arrayContaining(['questions.bank.configure', 'questions.review.approve']),
    );
  });

  it('is nothing for another organisation, nor for a role without the permission', async () => {
    const question = await author.write();
    await stranger.approve(question).expect(404);
    await stranger.post(`/questions/${question.id}/return`, { versionNo: 1, reason: '越界' }).expect(404);
    await stranger.post(`/questions/${question.id}/review-request`).expect(404);
    await stranger.get(`/question-bank?organisationId=${mine.id}`).expect(404);
    await stranger.put('/question-bank', 0, { organisationId: mine.id, reviewRequired: true }).expect(404);
    await reviewer.approve({ id: randomUUID(), versionNo: 1 }).expect(404);
    const worker = new BankClient(t, await t.signIn('worker', { organisationId: mine.id }));
    await worker.approve(question).expect(403);
    await worker.get('/question-bank').expect(403);
    await author.put('/question-bank', 1, { reviewRequired: 'yes' }).expect(422);
  });

  it('keeps its history unchangeable in the database', async () => {
    const question = await author.write();
    for (const sql of [`UPDATE question_review SET deed = 'approved'`, `DELETE FROM question_review`]) {
      await expect(t.db.query(`${sql} WHERE question_id = '${question.id}'`)).rejects.toThrow('append-only');
    }
  });
});
