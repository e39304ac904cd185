import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CreateQuestions } from '../../apps/api/src/modules/questions/index.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { BankClient, aQuestion, type Shown } from '../support/bank.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type TestApp } from '../support/harness.js';

let t: TestApp;
let county: MadeOrganisation;
let mine: MadeOrganisation;
let other: MadeOrganisation;
let officer: BankClient;
let stranger: BankClient;
let regulator: BankClient;

beforeAll(async () => {
  t = await startTestApp();
  county = await t.factory.organisation({ name: '长子县应急管理局', kind: 'government', regionCode: '140428' });
  regulator = new BankClient(t, await t.signIn('regulator', { organisationId: county.id }));
});
afterAll(() => t.close());

beforeEach(async () => {
  mine = await t.factory.organisation({ regionCode: '140428101' });
  other = await t.factory.organisation({ regionCode: '140428101' });
  officer = new BankClient(t, await t.signIn('safety_officer', { organisationId: mine.id }));
  stranger = new BankClient(t, await t.signIn('safety_officer', { organisationId: other.id }));
});

const many = (count: number, more: object = {}): Promise<Shown[]> =>
  Promise.all(Array.from({ length: count }, () => officer.write({ ...more })));
const change = (body: object, who = officer) => who.post('/question-changes', body);
const ids = (questions: readonly { id: string }[]): string[] => questions.map((question) => question.id);

describe('a bulk change', () => {
  it('sets and clears tags, adds and removes posts, of those that were chosen', async () => {
    const field = await t.factory.field();
    const [old, fresh] = [await t.factory.post(mine, '电工'), await t.factory.post(mine, '焊工')];
    const questions = await many(3, { postIds: [old], knowledgePoint: '旧的', difficulty: 2 });
    const untouched = await officer.write({ knowledgePoint: '旧的' });
    const { body } = await change({
      ids: ids(questions),
      expected: 3,
      change: {
        category: 'professional',
        knowledgePoint: ' 触电急救／心肺复苏 ',
        difficulty: null,
        field,
        criteriaClause: '第五条（三）',
        addPostIds: [fresh],
        removePostIds: [old],
      },
    }).expect(200);
    expect(body).toMatchObject({ changed: 3, unchanged: 0, refused: 0, refusals: [] });
    expect(body.changedIds.sort()).toEqual(ids(questions).sort());
    for (const question of questions) {
      expect((await officer.get(`/questions/${question.id}`).expect(200)).body).toMatchObject({
        category: 'professional',
        knowledgePoint: '触电急救/心肺复苏',
        difficulty: null,
        field: { code: field },
        criteriaClause: '第五条（三）',
        posts: [{ id: fresh, name: '焊工' }],
        versionNo: 1,
        version: 2,
      });
    }
    expect(await officer.read(untouched.id)).toMatchObject({ knowledgePoint: '旧的', version: 1 });
    const again = await change({ ids: ids(questions), expected: 3, change: { category: 'professional' } }).expect(200);
    expect(again.body).toMatchObject({ changed: 0, unchanged: 3 });
    const { rows } = await t.db.query(
      `SELECT detail FROM audit_entry WHERE organisation_id = $1 AND action = 'questions.question.change-many'`,
      [mine.id],
    );
    expect(rows).toEqual([{ detail: expect.objectContaining({ count: 3, questions: ids(questions).sort() }) }]);
  });

  it('takes all that a filter finds, and only when the number is the one that was seen', async () => {
    await many(4, { knowledgePoint: '瓦斯防治/抽采' });
    await many(2, { knowledgePoint: '瓦斯防治' });
    await many(1, { knowledgePoint: '瓦斯防治规定' });
    const filter = { knowledgePoint: '瓦斯防治', source: 'own' };
    const { body: counted } = await officer
      .get(`/question-count?knowledgePoint=${encodeURIComponent('瓦斯防治')}&source=own`)
      .expect(200);
    expect(counted).toEqual({ count: 6 });
    const moved = await change({ filter, expected: 5, change: { status: 'retired' } }).expect(409);
    expect(moved.body).toMatchObject({ code: 'change-count-moved', params: { expected: 5, count: 6 } });
    const done = await change({ filter, expected: 6, change: { status: 'retired' } }).expect(200);
    expect(done.body.changed).toBe(6);
    const undone = await change({ ids: done.body.changedIds, expected: 6, change: { status: 'active' } }).expect(200);
    expect(undone.body.changed).toBe(6);
  });

  it('names what it may not change, and changes the rest', async () => {
    const shared = await regulator.write({ stem: `县里的题 ${Date.now()}` });
    const [own] = await many(1);
    const both = [own?.id ?? '', shared.id];
    const { body } = await change({ ids: both, expected: 2, change: { difficulty: 5 } }).expect(200);
    expect(body).toMatchObject({
      changed: 1,
      refused: 1,
      refusals: [
        { questionId: shared.id, stem: shared.stem, code: 'shared', message: expect.stringContaining('引用') },
      ],
    });
    expect((await regulator.get(`/questions/${shared.id}`).expect(200)).body.difficulty).toBeNull();
    const hidden = await change({ ids: both, expected: 2, change: { hidden: true } }).expect(200);
    expect(hidden.body).toMatchObject({ changed: 1, refusals: [{ questionId: own?.id, code: 'own' }] });
    expect((await officer.read(shared.id)).hidden).toBe(true);
    expect((await stranger.read(shared.id)).hidden).toBe(false);
    expect((await officer.get('/questions?hidden=yes').expect(200)).body.items.map((q: Shown) => q.id)).toEqual([
      shared.id,
    ]);
  });

  it('does not restore a question whose twin is in use, nor two twins', async () => {
    const given = aQuestion();
    const twins: Shown[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { body } = await officer.post('/questions', given).expect(201);
      twins.push(body as Shown);
      await officer.post(`/questions/${body.id}/retirement`).expect(200);
    }
    const { body } = await change({ ids: ids(twins), expected: 3, change: { status: 'active' } }).expect(200);
    expect(body).toMatchObject({ changed: 1, refused: 2 });
    expect(body.refusals.map((refusal: { code: string }) => refusal.code)).toEqual(['twin-active', 'twin-active']);
  });

  it('sends drafts to review, and leaves what is approved alone', async () => {
    await officer.requireReview(true);
    const drafts = await many(2, { draft: true });
    const { body } = await change({ ids: ids(drafts), expected: 2, change: { requestReview: true } }).expect(200);
    expect(body.changed).toBe(2);
    for (const draft of drafts) expect((await officer.read(draft.id)).review).toBe('in_review');
    const { rows } = await t.db.query(`SELECT deed FROM question_review WHERE question_id = ANY($1)`, [ids(drafts)]);
    expect(rows).toEqual([{ deed: 'requested' }, { deed: 'requested' }]);
    const tags = await change({ ids: ids(drafts), expected: 2, change: { difficulty: 3 } }).expect(200);
    expect(tags.body.changed).toBe(2);
    for (const draft of drafts) expect((await officer.read(draft.id)).review).toBe('in_review');
  });

  it('is refused as a whole when it makes no sense, or is not of this bank', async () => {
    const [own] = await many(1);
    const foreign = await stranger.write();
    const one = { ids: [own?.id], expected: 1 };
    await change({ expected: 1, change: { difficulty: 1 } }).expect(422);
    await change({ ...one, filter: {}, change: { difficulty: 1 } }).expect(422);
    await change({ ...one, change: { difficulty: 6 } }).expect(422);
    await change({ ...one, change: { stem: 'x' } }).expect(422);
    await change({ ...one, filter: { stem: 'x' }, ids: undefined, change: {} }).expect(422);
    const post = await t.factory.post(other);
    const posts = await change({ ...one, change: { addPostIds: [post] } }).expect(422);
    expect(posts.body.errors[0].pointer).toBe('/change/addPostIds/0');
    const field = await change({ ...one, change: { field: 'no-such' } }).expect(422);
    expect(field.body.errors[0].pointer).toBe('/change/field');
    // A question of another enterprise does not exist here: the number does not come true.
    await change({ ids: [own?.id, foreign.id], expected: 2, change: { difficulty: 1 } }).expect(409);
    await change({ ...one, organisationId: other.id, change: { difficulty: 1 } }).expect(404);
    const worker = new BankClient(t, await t.signIn('worker', { organisationId: mine.id }));
    await change({ ...one, change: { difficulty: 1 } }, worker).expect(403);
    expect(await officer.read(own?.id ?? '')).toMatchObject({ version: 1 });
  });

  it('of a thousand questions is one transaction of a second or two', async () => {
    await t.get(CreateQuestions).execute(Ctx.system('test'), {
      organisationId: mine.id,
      questions: Array.from({ length: 1000 }, () => aQuestion() as never),
    });
    const begun = performance.now();
    const { body } = await change({
      filter: { source: 'own' },
      expected: 1000,
      change: { knowledgePoint: '批量', category: 'general' },
    }).expect(200);
    expect(body.changed).toBe(1000);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe('knowledge points', () => {
  const move = (body: object, who = officer) => who.post('/knowledge-point-moves', body);
  const points = async (): Promise<Record<string, number>> => {
    const { body } = await officer.get('/question-facets').expect(200);
    return Object.fromEntries(body.knowledgePoints.map((f: { value: string; count: number }) => [f.value, f.count]));
  };

  it('are renamed, moved and merged with all that lies below', async () => {
    await many(2, { knowledgePoint: '急救' });
    await many(3, { knowledgePoint: '急救/心肺复苏' });
    await many(1, { knowledgePoint: '现场急救/心肺复苏' });
    await many(1, { knowledgePoint: '急救包' });
    const wrong = await move({ from: '急救', to: '现场急救', expected: 6 }).expect(409);
    expect(wrong.body.params).toMatchObject({ count: 5 });
    const { body } = await move({ from: '急救', to: ' 现场急救 ', expected: 5 }).expect(200);
    expect(body).toEqual({ changed: 5 });
    expect(await points()).toEqual({ 现场急救: 2, '现场急救/心肺复苏': 4, 急救包: 1 });
    await move({ from: '现场急救', to: '现场急救/基础', expected: 6 }).expect(200);
    expect(await points()).toEqual({ '现场急救/基础': 2, '现场急救/基础/心肺复苏': 4, 急救包: 1 });
  });

  it('keep a name that fits, and are moved in one’s own bank only', async () => {
    await many(1, { knowledgePoint: `一级/${'长'.repeat(150)}` });
    const long = await move({ from: '一级', to: '名'.repeat(80), expected: 1 }).expect(422);
    expect(long.body.code).toBe('knowledge-point-too-long');
    await move({ from: '一级', to: ' / ', expected: 1 }).expect(422);
    await move({ from: '一级', to: '二级', expected: 1 }, stranger).expect(409);
    await move({ from: '一级', to: '二级', expected: 1, organisationId: mine.id }, stranger).expect(404);
    await regulator.write({ knowledgePoint: '县里的点', stem: `县题 ${Date.now()}` });
    await move({ from: '县里的点', to: '我们的点', expected: 1 }).expect(409);
  });
});
