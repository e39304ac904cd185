import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RebuildPaper } from '../../apps/api/src/modules/exams/index.js';
import { packPaper } from '../../apps/api/src/modules/exams/attempts/packed-paper.js';
import { runCommand } from '../../apps/api/src/cli/run-command.js';
import type { Paper } from '../../libs/question-bank/src/index.js';
import { goldenPapers } from '../../libs/question-bank/src/testing/golden-papers.js';
import { makeExam, save, start, storedPaper, submit, type MadeExam } from '../support/exam.js';
import type { MadeOrganisation } from '../support/factory.js';
import { BankClient } from '../support/bank.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let t: TestApp;

beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

const none = { single: 0, multiple: 0, trueFalse: 0, publish: false };
type Stratum = Record<string, unknown>;

async function questions(
  enterprise: MadeOrganisation,
  count: number,
  more: Parameters<typeof t.factory.question>[1] = {},
): Promise<string[]> {
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) made.push((await t.factory.question(enterprise, more)).id);
  return made;
}

/** A draft with a blueprint of its own, over a bank that the test has made. */
async function draft(
  enterprise: MadeOrganisation,
  strata: readonly Stratum[],
  more: { blueprint?: object; session?: object } = {},
): Promise<MadeExam> {
  return makeExam(t, {
    ...none,
    enterprise,
    session: { passHundredths: 0, blueprint: { strata, ...more.blueprint }, ...more.session },
  });
}

const single = (count: number, more: Stratum = {}): Stratum => ({ type: 'single', count, points: 100, ...more });
const publish = (exam: MadeExam) =>
  t.http().post(`/api/v1/exam-sessions/${exam.sessionId}/publication`).set(exam.officer.headers).send({});
const preview = (exam: MadeExam, actor: SignedIn, body: object = {}) =>
  t.http().post(`/api/v1/exam-sessions/${exam.sessionId}/paper-previews`).set(actor.headers).send(body);

async function worker(enterprise: MadeOrganisation, postIds: string[] = []): Promise<SignedIn> {
  const person = await t.factory.person(enterprise, { postIds });
  return t.signIn('worker', { organisationId: enterprise.id, personId: person.id });
}

async function paperOf(attemptId: string): Promise<{ questionIds: string[]; paper: Paper }> {
  const paper = await storedPaper(t.db, attemptId);
  return { paper, questionIds: paper.slots.map((slot) => slot.questionId) };
}

const rebuild = (attemptId: string) => t.get(RebuildPaper).execute(attemptId);
const common = (a: readonly string[], b: readonly string[]): number => a.filter((id) => b.includes(id)).length;

describe('EXM-3 one exam for many posts', () => {
  it('gives everybody the share of his own post, with the posts in the paper', async () => {
    const enterprise = await t.factory.organisation();
    const electrician = await t.factory.post(enterprise, '低压电工');
    const welder = await t.factory.post(enterprise, '焊工');
    const general = await questions(enterprise, 6);
    const forElectricians = await questions(enterprise, 5, { category: 'professional', postIds: [electrician] });
    const forWelders = await questions(enterprise, 5, { category: 'professional', postIds: [welder] });
    const both = [await worker(enterprise, [electrician]), await worker(enterprise, [welder])];
    const exam = await draft(enterprise, [single(4, { category: 'general' }), single(3, { ownPost: true })], {
      session: {
        entries: [
          { kind: 'post', id: electrician },
          { kind: 'post', id: welder },
        ],
      },
    });
    expect((await publish(exam)).status).toBe(200);
    for (const [index, [own, other]] of [
      [forElectricians, forWelders],
      [forWelders, forElectricians],
    ].entries()) {
      const attempt = await start(t, both[index] as SignedIn, exam.sessionId);
      const { questionIds, paper } = await paperOf(attempt.id);
      expect([common(questionIds, general), common(questionIds, own ?? []), common(questionIds, other ?? [])]).toEqual([
        4, 3, 0,
      ]);
      expect(paper.context).toEqual({ ownPostIds: [[electrician, welder][index]] });
      expect(await rebuild(attempt.id)).toMatchObject({ equal: true, algorithm: 'zhian-draw-2' });
    }
  });

  it('says how many questions of what is missing wait for a review, and how many of them the caller may review', async () => {
    const enterprise = await t.factory.organisation();
    const tags = { type: 'single' as const, knowledgePoint: '触电急救' };
    await questions(enterprise, 1, tags);
    await worker(enterprise, []);
    const strata = [{ type: 'single', count: 4, points: 100, knowledgePoint: '触电急救' }];
    const exam = await draft(enterprise, strata);
    const own = new BankClient(t, exam.officer);
    const colleague = new BankClient(t, await t.signIn('safety_officer', { organisationId: enterprise.id }));
    await own.requireReview(true);
    for (const bank of [own, colleague]) await bank.write({ knowledgePoint: '触电急救/心肺复苏' });
    // Neither another subject, nor a draft, nor the new version of what is in use.
    await colleague.write({ knowledgePoint: '防灭火' });
    await colleague.write({ knowledgePoint: '触电急救', draft: true });
    const check = () => own.post('/blueprint-checks', { blueprint: { strata } }).expect(200);
    expect((await check()).body.shortages).toMatchObject([{ required: 4, available: 1, waiting: 2, reviewable: 1 }]);
    expect((await publish(exam)).body).toMatchObject({
      code: 'blueprint-shortage',
      detail: expect.stringContaining('另有 2 道这样的题待审。'),
      errors: [{ params: { required: 4, available: 1, waiting: 2 } }],
    });
    const { body } = await own.get('/questions?review=in_review&author=others&knowledgePoint=触电急救').expect(200);
    expect(body.items).toHaveLength(1);
    await own.approve(body.items[0]).expect(200);
    expect((await check()).body.shortages).toMatchObject([{ available: 2, waiting: 1, reviewable: 0 }]);
  });

  it('is not published while a post has too few questions, or somebody has no post: named, with the number of people', async () => {
    const enterprise = await t.factory.organisation();
    const electrician = await t.factory.post(enterprise, '低压电工');
    const welder = await t.factory.post(enterprise, '焊工');
    const points = { type: 'multiple' as const, knowledgePoint: '触电急救/心肺复苏' };
    await questions(enterprise, 1, { ...points, postIds: [electrician] });
    await questions(enterprise, 4, { ...points, postIds: [welder] });
    await worker(enterprise, [electrician]);
    await worker(enterprise, [electrician]);
    await worker(enterprise, [welder]);
    const exam = await draft(enterprise, [
      { type: 'multiple', count: 4, points: 100, ownPost: true, knowledgePoint: '触电急救' },
    ]);
    const refused = await publish(exam);
    expect(refused.status).toBe(422);
    expect(refused.body.code).toBe('blueprint-shortage');
    const messages = (refused.body.errors as { pointer: string; message: string }[]).map((error) => error.message);
    expect(messages).toContain('低压电工 · 触电急救 · 多选 缺 3 题：要 4 题，可用 1 题。');
    // The roster holds one more person, without a post.
    expect(messages.some((message) => message.startsWith('有 1 人没有岗位（'))).toBe(true);
    expect(messages).toHaveLength(2);

    const check = await t
      .http()
      .post('/api/v1/blueprint-checks')
      .set(exam.officer.headers)
      .send({
        organisationId: enterprise.id,
        blueprint: { strata: [{ type: 'multiple', count: 4, points: 100, ownPost: true }] },
        entries: [
          { kind: 'post', id: electrician },
          { kind: 'post', id: welder },
        ],
      });
    expect(check.status).toBe(200);
    expect(check.body).toMatchObject({
      feasible: false,
      shortages: [{ rule: 'strata', stratumIndexes: [0], required: 4, available: 1, people: 2 }],
      available: [{ stratumIndex: 0, available: 1 }],
    });
    const early = await t
      .http()
      .post('/api/v1/blueprint-checks')
      .set(exam.officer.headers)
      .send({
        organisationId: enterprise.id,
        blueprint: {
          strata: [
            { type: 'multiple', count: 4, points: 100, ownPost: true },
            { type: 'multiple', count: 9, points: 100 },
          ],
        },
      });
    expect(early.body).toMatchObject({
      feasible: false,
      shortages: [
        { rule: 'posts', people: null },
        { stratumIndexes: [1], required: 9, available: 5 },
      ],
      available: [{ stratumIndex: 1, available: 5 }],
    });
  });

  it('refuses a late joiner whose post lacks questions in words, and writes it into the log of the session once', async () => {
    const enterprise = await t.factory.organisation();
    const electrician = await t.factory.post(enterprise, '低压电工');
    const cook = await t.factory.post(enterprise, '厨师');
    await questions(enterprise, 3, { postIds: [electrician] });
    const first = await worker(enterprise, [electrician]);
    const exam = await draft(enterprise, [single(3, { ownPost: true })], {
      session: {
        entries: [
          { kind: 'post', id: electrician },
          { kind: 'post', id: cook },
        ],
      },
    });
    expect((await publish(exam)).status).toBe(200);
    const late = await worker(enterprise, [cook]);
    const ask = () => t.http().post('/api/v1/exam-attempts').set(late.headers).send({ examSessionId: exam.sessionId });
    const refused = await ask();
    expect([refused.status, refused.body.code]).toEqual([409, 'paper-not-possible']);
    expect(refused.body.detail).toContain('你的岗位是厨师。');
    await ask();
    const told = async (): Promise<{ kind: string; data: { personId: string } }[]> =>
      (await t.db.query(`SELECT kind, data FROM exam_session_event WHERE session_id = $1`, [exam.sessionId])).rows;
    for (let tries = 0; tries < 100 && (await told()).length === 0; tries += 1) {
      await new Promise((done) => setTimeout(done, 20));
    }
    expect(await told()).toMatchObject([{ kind: 'paper-refused', data: { personId: late.personId } }]);
    expect((await start(t, first, exam.sessionId)).slots).toHaveLength(3);
  });
});

/** All in one room, in this order. */
async function seat(exam: MadeExam, row: readonly SignedIn[]): Promise<void> {
  const made = await t.db.query<{ id: string }>(
    `INSERT INTO exam_room (id, session_id, name, position) VALUES (gen_random_uuid(), $1, '一号考场', 1) RETURNING id`,
    [exam.sessionId],
  );
  for (const [index, one] of row.entries()) {
    await t.db.query(`UPDATE exam_entry SET room_id = $1, seat = $2 WHERE session_id = $3 AND person_id = $4`, [
      made.rows[0]?.id,
      index + 1,
      exam.sessionId,
      one.personId,
    ]);
  }
}

describe('EXM-3 limits of a paper', () => {
  it('holds at least so many questions about the criteria, or is not published', async () => {
    const enterprise = await t.factory.organisation();
    const criteria = await questions(enterprise, 4, { criteriaClause: '第四条' });
    await questions(enterprise, 30);
    const exam = await draft(enterprise, [single(6)], { blueprint: { atLeastCriteria: 4 } });
    expect((await publish(exam)).status).toBe(200);
    const candidate = await worker(enterprise);
    const { questionIds } = await paperOf((await start(t, candidate, exam.sessionId)).id);
    expect(common(questionIds, criteria)).toBe(4);
    const refused = await publish(await draft(enterprise, [single(6)], { blueprint: { atLeastCriteria: 5 } }));
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/blueprint/atLeastCriteria']);
    expect(refused.body.errors[0].message).toBe('判定标准题缺 1 题：至少要 5 题，按这些规则最多抽得到 4 题。');
  });

  it('keeps away from the last attempt, and is published only where that is sure', async () => {
    const enterprise = await t.factory.organisation();
    await questions(enterprise, 14);
    const often = { attemptsAllowed: 3, passHundredths: 800 };
    const refused = await publish(
      await draft(enterprise, [single(8)], { blueprint: { overlap: { lastAttemptMax: 1 } }, session: often }),
    );
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0]).toMatchObject({
      pointer: '/blueprint/strata/0',
      message: '单选 缺 1 题：要避开上次考过的题，最多重复 1 题，题库不够时会重复 2 题。',
    });
    const exam = await draft(enterprise, [single(8)], {
      blueprint: { overlap: { lastAttemptMax: 2 } },
      session: often,
    });
    expect((await publish(exam)).status).toBe(200);
    const candidate = await worker(enterprise);
    let before: string[] | null = null;
    for (let round = 0; round < 3; round += 1) {
      const attempt = await start(t, candidate, exam.sessionId);
      const { questionIds, paper } = await paperOf(attempt.id);
      if (before) {
        expect(common(questionIds, before)).toBeLessThanOrEqual(2);
        expect(paper.context).toEqual({ lastAttempt: [...before].sort() });
      }
      expect(await rebuild(attempt.id)).toMatchObject({ equal: true });
      before = questionIds;
      expect((await submit(t, candidate, attempt.id)).status).toBe(200);
    }
    // A first attempt only: whoever sat another exam before is looked at one by one.
    const again = await draft(enterprise, [single(8)], {
      blueprint: { overlap: { lastAttemptMax: 1 } },
      session: { attemptsAllowed: 1 },
    });
    expect((await publish(again)).body.errors).toMatchObject([{ message: expect.stringContaining('最多重复 1 题') }]);
  });

  it('gives neighbours different questions, whoever starts first', async () => {
    const enterprise = await t.factory.organisation();
    await questions(enterprise, 24);
    const row = [await worker(enterprise), await worker(enterprise), await worker(enterprise)];
    const exam = await draft(enterprise, [single(8)], { blueprint: { overlap: { neighbourMax: 1 } } });
    expect((await publish(exam)).status).toBe(200);
    await seat(exam, row);
    const papers: string[][] = [];
    for (const at of [0, 2, 1]) {
      const attempt = await start(t, row[at] as SignedIn, exam.sessionId);
      papers[at] = (await paperOf(attempt.id)).questionIds;
      expect(await rebuild(attempt.id)).toMatchObject({ equal: true });
    }
    expect(common(papers[1] ?? [], papers[0] ?? [])).toBeLessThanOrEqual(1);
    expect(common(papers[1] ?? [], papers[2] ?? [])).toBeLessThanOrEqual(1);
  });

  it('does so also when a whole row presses start at the same moment', async () => {
    const enterprise = await t.factory.organisation();
    await questions(enterprise, 18);
    const row: SignedIn[] = [];
    for (let n = 0; n < 8; n += 1) row.push(await worker(enterprise));
    for (let round = 0; round < 3; round += 1) {
      const exam = await draft(enterprise, [single(6)], { blueprint: { overlap: { neighbourMax: 1 } } });
      expect((await publish(exam)).status).toBe(200);
      await seat(exam, row);
      const attempts = await Promise.all(row.map((one) => start(t, one, exam.sessionId)));
      const papers = await Promise.all(attempts.map(async (attempt) => (await paperOf(attempt.id)).questionIds));
      for (let at = 1; at < papers.length; at += 1) {
        expect(common(papers[at] ?? [], papers[at - 1] ?? [])).toBeLessThanOrEqual(1);
      }
    }
  });

  it.each([
    [{ strata: [single(3, { difficultyTo: 2 })] }, '/blueprint/strata/0/difficultyTo'],
    [{ strata: [single(3, { difficulty: 3, difficultyTo: 2 })] }, '/blueprint/strata/0/difficultyTo'],
    [
      { strata: [single(3, { ownPost: true, postId: '01890000-0000-7000-8000-000000000000' })] },
      '/blueprint/strata/0/ownPost',
    ],
    [{ strata: [single(3)], atLeastCriteria: 4 }, '/blueprint/atLeastCriteria'],
  ])('says what contradicts itself in a blueprint: %j', async (blueprint, pointer) => {
    const enterprise = await t.factory.organisation();
    const officer = await t.signIn('safety_officer', { organisationId: enterprise.id });
    const reply = await t.http().post('/api/v1/blueprint-checks').set(officer.headers).send({ blueprint });
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, pointer]);
  });

  it.each([
    { strata: [single(3)], atLeastCriteria: -1 },
    { strata: [single(3)], overlap: { lastAttemptMax: 1.5 } },
    { strata: [single(3)], overlap: 3 },
    { strata: [single(3, { ownPost: 'yes' })] },
    { strata: [single(3)], algorithm: 'zhian-draw-1' },
  ])('refuses what is no blueprint: %j', async (blueprint) => {
    const enterprise = await t.factory.organisation();
    const officer = await t.signIn('safety_officer', { organisationId: enterprise.id });
    const reply = await t.http().post('/api/v1/blueprint-checks').set(officer.headers).send({ blueprint });
    expect([400, 422]).toContain(reply.status);
  });
});

describe('EXM-3 preview of a paper', () => {
  it('shows the organiser another paper each time, with keys, and what it is made of', async () => {
    const enterprise = await t.factory.organisation();
    await questions(enterprise, 20, { knowledgePoint: '法律法规/安全生产法', key: ['B'] });
    await questions(enterprise, 5, { criteriaClause: '第四条', type: 'multiple' });
    const exam = await draft(enterprise, [single(6), { type: 'multiple', count: 2, points: 200 }]);
    const seen = new Set<string>();
    for (let round = 0; round < 4; round += 1) {
      const reply = await preview(exam, exam.officer);
      expect(reply.status).toBe(200);
      expect(reply.body).toMatchObject({ totalPoints: 1000, postIds: [], postSets: [] });
      expect(reply.body.distribution).toEqual({
        types: [
          { type: 'single', count: 6, points: 600 },
          { type: 'multiple', count: 2, points: 400 },
        ],
        knowledgePoints: [
          { value: '法律法规', count: 6 },
          { value: null, count: 2 },
        ],
        difficulties: [{ value: null, count: 8 }],
        criteria: 2,
        rows: [
          { stratumIndex: 0, name: '单选', count: 6, available: 20, exposure: 0.3 },
          { stratumIndex: 1, name: '多选', count: 2, available: 5, exposure: 0.4 },
        ],
      });
      for (const slot of reply.body.slots as {
        type: string;
        key: string[];
        options: { id: string; text: string }[];
      }[]) {
        const right = slot.key.map((id) => slot.options.find((option) => option.id === id)?.text).sort();
        expect(right).toEqual(slot.type === 'single' ? ['乙'] : ['丙', '甲'].sort());
      }
      expect(JSON.stringify(reply.body)).not.toMatch(/[0-9a-f]{64}/);
      seen.add(JSON.stringify(reply.body.slots));
    }
    expect(seen.size).toBe(4);
    const audited = await t.db.query(
      `SELECT count(*)::int AS n FROM audit_entry WHERE action = 'exams.session.preview-paper' AND subject_id = $1`,
      [exam.sessionId],
    );
    expect(audited.rows).toEqual([{ n: 4 }]);
  });

  it('is drawn for the posts asked for, and says what is missing', async () => {
    const enterprise = await t.factory.organisation();
    const electrician = await t.factory.post(enterprise, '低压电工');
    const welder = await t.factory.post(enterprise, '焊工');
    const own = await questions(enterprise, 4, { postIds: [electrician] });
    await worker(enterprise, [electrician]);
    await worker(enterprise, [welder]);
    const exam = await draft(enterprise, [single(3, { ownPost: true })]);
    const reply = await preview(exam, exam.officer, { postIds: [electrician] });
    expect(
      common(
        (reply.body.slots as { questionId: string }[]).map((slot) => slot.questionId),
        own,
      ),
    ).toBe(3);
    expect(reply.body.postSets).toHaveLength(2);
    const short = await preview(exam, exam.officer, { postIds: [welder] });
    expect([short.status, short.body.errors[0].message]).toEqual([422, '焊工 · 单选 缺 3 题：要 3 题，可用 0 题。']);
  });

  it('is not for candidates, workers or other enterprises', async () => {
    const enterprise = await t.factory.organisation();
    await questions(enterprise, 6);
    const exam = await draft(enterprise, [single(3)]);
    const person = await t.factory.person(enterprise);
    const sits = await t.signIn('safety_officer', { organisationId: enterprise.id, personId: person.id });
    const elsewhere = await t.factory.organisation();
    const foreign = await t.signIn('safety_officer', { organisationId: elsewhere.id });
    const refuse = async (): Promise<unknown[]> =>
      Promise.all(
        [sits, await worker(enterprise), foreign].map(
          async (actor) => (await preview(exam, actor)).body.code as string,
        ),
      );
    expect(await refuse()).toEqual(['preview-own-exam', 'permission-missing', 'not-found']);
    expect((await publish(exam)).status).toBe(200);
    expect(await refuse()).toEqual(['preview-own-exam', 'permission-missing', 'not-found']);
    expect((await preview(exam, exam.officer)).status).toBe(200);
    expect((await preview(exam, exam.officer, { postIds: ['x'] })).status).toBe(422);
    expect((await preview(exam, exam.officer, { seed: '00'.repeat(32) })).status).toBe(422);
  });
});

describe('A05 the seed', () => {
  it('stands in nothing that a candidate receives, nor does what the paper was drawn from', async () => {
    const enterprise = await t.factory.organisation();
    const post = await t.factory.post(enterprise);
    await questions(enterprise, 30, { postIds: [post] });
    const candidate = await worker(enterprise, [post]);
    const exam = await draft(enterprise, [single(5, { ownPost: true })], {
      blueprint: { overlap: { lastAttemptMax: 3 } },
      session: { attemptsAllowed: 2, passHundredths: 500, entries: [{ kind: 'post', id: post }] },
    });
    expect((await publish(exam)).status).toBe(200);
    const bodies: string[] = [];
    const secrets: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const begun = await t
        .http()
        .post('/api/v1/exam-attempts')
        .set(candidate.headers)
        .send({ examSessionId: exam.sessionId });
      const id = String(begun.body.id);
      const paper = await storedPaper(t.db, id);
      secrets.push(paper.seed, ...paper.slots.map((slot) => slot.versionId), 'zhian-draw', '"lastAttempt"', '"ownPost');
      bodies.push(JSON.stringify(begun.body) + JSON.stringify(begun.headers));
      const shown = await t.http().get(`/api/v1/exam-attempts/${id}`).set(candidate.headers);
      const saved = await save(t, candidate, id, [{ slot: 1, choice: ['A'], clientSeq: 1 }]);
      const ended = await submit(t, candidate, id);
      const mine = await t.http().get('/api/v1/my/exam-sessions').set(candidate.headers);
      const result = await t.http().get(`/api/v1/exam-attempts/${id}/result`).set(candidate.headers);
      for (const reply of [shown, saved, ended, mine, result]) {
        expect(reply.status).toBe(200);
        bodies.push(JSON.stringify(reply.body) + JSON.stringify(reply.headers));
      }
    }
    for (const secret of secrets) expect(bodies.filter((body) => body.includes(secret))).toEqual([]);
  });
});

describe('A06 golden rebuild', () => {
  it('draws twenty papers of an earlier bank again byte for byte, after its questions were edited, retired and tampered with', async () => {
    const { banks, papers } = goldenPapers();
    const enterprise = await t.factory.organisation();
    const officer = await t.signIn('safety_officer', { organisationId: enterprise.id });
    const bank = banks[1] ?? [];
    for (const item of bank) {
      await t.factory.question(enterprise, {
        id: item.questionId,
        versionId: item.versionId,
        type: item.type,
        options: [...item.optionTexts],
        ...(item.category ? { category: item.category } : {}),
      });
    }
    const attempts: { id: string; questions: string[] }[] = [];
    for (const golden of papers) {
      const exam = await makeExam(t, {
        enterprise,
        single: 1,
        multiple: 0,
        trueFalse: 0,
        session: { passHundredths: 0 },
      });
      const candidate = await worker(enterprise);
      const attempt = await start(t, candidate, exam.sessionId);
      // What such a session and attempt looked like when they were new.
      await t.db.query(
        `UPDATE exam_session SET blueprint = $2, pool = $3, shuffle_options = $4, shuffle_questions = $5 WHERE id = $1`,
        [
          exam.sessionId,
          JSON.stringify(golden.blueprint),
          JSON.stringify(banks[golden.bank]),
          golden.shuffleOptions,
          golden.shuffleQuestions,
        ],
      );
      await t.db.query(`UPDATE attempt SET seed = $2, paper = $3 WHERE id = $1`, [
        attempt.id,
        golden.paper.seed,
        packPaper(golden.paper),
      ]);
      await t.db.query(`SET session_replication_role = replica`);
      await t.db.query(`DELETE FROM attempt_event WHERE attempt_id = $1`, [attempt.id]);
      await t.db.query(`SET session_replication_role = origin`);
      attempts.push({ id: attempt.id, questions: golden.paper.slots.map((slot) => slot.questionId) });
    }
    for (const [index, item] of bank.entries()) {
      const at = `/api/v1/questions/${item.questionId}`;
      const found = await t.http().get(at).set(officer.headers);
      const asked = t.http();
      if (index % 2 === 0) {
        const retired = await asked
          .post(`${at}/retirement`)
          .set(officer.headers)
          .set('if-match', found.headers['etag'] as string)
          .send({});
        expect([200, 204]).toContain(retired.status);
      } else {
        const { type, options, key } = found.body as { type: string; options: { text: string }[]; key: string[] };
        const edited = await asked
          .put(at)
          .set(officer.headers)
          .set('if-match', found.headers['etag'] as string)
          .send({
            type,
            stem: `改过的题目 ${index}`,
            options:
              type === 'true_false' ? options : options.map((option) => ({ ...option, text: `${option.text}（改）` })),
            key,
            explanation: '改过',
            postIds: [],
          });
        expect([edited.status, edited.body.errors]).toEqual([200, undefined]);
      }
    }
    for (const { id, questions: drawn } of attempts) {
      const again = await rebuild(id);
      expect(again).toMatchObject({ equal: true, questions: drawn.length, firstDifference: null });
      expect(again?.rebuilt).toBe(again?.stored);
    }
    // A paper that was exchanged afterwards does not come out of its seed.
    const [first] = attempts;
    const exchanged = await storedPaper(t.db, first?.id ?? '');
    exchanged.slots[2]?.optionOrder.reverse();
    await t.db.query(`UPDATE attempt SET paper = $2 WHERE id = $1`, [first?.id, packPaper(exchanged)]);
    expect(await rebuild(first?.id ?? '')).toMatchObject({ equal: false, firstDifference: 3 });
    await t.db.query(`UPDATE attempt SET seed = repeat('0', 64) WHERE id = $1`, [attempts[1]?.id]);
    expect(await rebuild(attempts[1]?.id ?? '')).toMatchObject({ equal: false });
  }, 120_000);

  it('is a command: JSON, and 1 where paper and seed disagree', async () => {
    const exam = await makeExam(t);
    const candidate = await worker(exam.enterprise);
    const attempt = await start(t, candidate, exam.sessionId);
    const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
      const said = { out: '', err: '' };
      const before = { ...process.env };
      Object.assign(process.env, { DATABASE_URL: t.database.url, DATA_DIR: t.dataDir, LOG_LEVEL: 'error' });
      try {
        const code = await runCommand(['paper:rebuild', ...args], {
          out: (text) => void (said.out += text),
          err: (text) => void (said.err += text),
        });
        return { code, ...said };
      } finally {
        process.env = before;
      }
    };
    const good = await run(attempt.id);
    expect([good.code, good.err]).toEqual([0, '']);
    expect(JSON.parse(good.out)).toMatchObject({
      attemptId: attempt.id,
      equal: true,
      algorithm: 'zhian-draw-2',
      questions: 10,
    });
    const { logged, stored } = JSON.parse(good.out) as { logged: string; stored: string };
    expect(logged).toBe(stored);
    await t.db.query(`UPDATE attempt SET seed = repeat('a', 64) WHERE id = $1`, [attempt.id]);
    expect((await run(attempt.id)).code).toBe(1);
    expect(await run('01890000-0000-7000-8000-000000000000')).toMatchObject({ code: 66, out: '' });
    expect(await run('x')).toMatchObject({ code: 64, out: '' });
    expect(await run()).toMatchObject({ code: 64, out: '' });
  });
});
