import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MadeOrganisation } from '../support/factory.js';
import { makeCandidate, makeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let t: TestApp;
let enterprise: MadeOrganisation;
let officer: SignedIn;
let foreign: SignedIn;
let postId: string;

const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);
const put = (who: SignedIn, body: object, version = 0) =>
  t.http().put('/api/v1/question-gap-target').set(who.headers).set('If-Match', `"v${version}"`).send(body);
const TARGET = { single: 3, multiple: 1, trueFalse: 0, perPoint: 1 };

beforeAll(async () => {
  t = await startTestApp();
  enterprise = await t.factory.organisation();
  officer = await t.signIn('safety_officer', { organisationId: enterprise.id });
  foreign = await t.signIn('safety_officer', { organisationId: (await t.factory.organisation()).id });
  postId = await t.factory.post(enterprise, '瓦检员');
  const county = await t.factory.organisation({ kind: 'government', regionCode: '140428' });
  // One of the bank's own for the post, one for all posts, one shared by the county, one that is out of use.
  const own = await t.factory.question(enterprise, { type: 'single', knowledgePoint: '瓦斯防治' });
  await t.db.query(`INSERT INTO question_post (question_id, post_id) VALUES ($1, $2)`, [own.id, postId]);
  await t.factory.question(enterprise, { type: 'true_false', key: ['A'] });
  await t.factory.question(county, { type: 'single', knowledgePoint: '现场急救' });
  const retired = await t.factory.question(enterprise, { type: 'single' });
  await t.db.query(`UPDATE question SET status = 'retired' WHERE id = $1`, [retired.id]);
}, 60_000);
afterAll(() => t.close());

describe('what is missing in a bank', () => {
  it('until somebody says otherwise the usual numbers are wanted', async () => {
    const { body, headers } = await get(officer, 'question-gaps').expect(200);
    expect(headers['etag']).toBe('"v0"');
    expect(body.target).toEqual({ single: 20, multiple: 10, trueFalse: 20, perPoint: 2, version: 0 });
    expect(body.posts).toEqual([
      {
        postId,
        postName: '瓦检员',
        cells: [
          { type: 'single', have: 2, need: 20, missing: 18, exams: null },
          { type: 'multiple', have: 0, need: 10, missing: 10, exams: null },
          { type: 'true_false', have: 1, need: 20, missing: 19, exams: null },
        ],
        // Two knowledge points with one single-choice question each, of 2 of each type.
        pointsMissing: 10,
      },
    ]);
    expect(body.missing).toBe(47);
  });

  it('the numbers are changed with If-Match, and written down', async () => {
    const { body } = await put(officer, TARGET).expect(200);
    expect(body).toEqual({ ...TARGET, version: 1 });
    expect((await put(officer, TARGET, 0)).status).toBe(412);
    const whole = await get(officer, 'question-gaps').expect(200);
    expect(whole.body.posts[0].cells.map((cell: { missing: number }) => cell.missing)).toEqual([1, 1, 0]);
    const own = await get(officer, 'question-gaps?general=leave').expect(200);
    expect(own.body.posts[0].cells.map((cell: { have: number }) => cell.have)).toEqual([1, 0, 0]);
    const { rows } = await t.db.query(
      `SELECT detail FROM audit_entry WHERE action = 'questions.bank.configure' AND organisation_id = $1`,
      [enterprise.id],
    );
    expect(rows).toEqual([{ detail: { target: TARGET } }]);
  });

  it('by knowledge point of a post', async () => {
    const { body } = await get(officer, `question-gaps/${postId}`).expect(200);
    expect(body.points.map((row: { point: string }) => row.point)).toEqual(['现场急救', '瓦斯防治']);
    expect(body.points[1].cells.map((cell: { missing: number }) => cell.missing)).toEqual([0, 1, 1]);
    const own = await get(officer, `question-gaps/${postId}?general=leave`).expect(200);
    expect(own.body.points.map((row: { point: string }) => row.point)).toEqual(['瓦斯防治']);
  });

  it.each([
    [{ ...TARGET, single: -1 }, '/single'],
    [{ ...TARGET, perPoint: 1.5 }, '/perPoint'],
    [{ ...TARGET, multiple: 1001 }, '/multiple'],
    [{ ...TARGET, trueFalse: undefined }, '/trueFalse'],
    [{ ...TARGET, organisationId: 'x' }, '/organisationId'],
  ])('%j is refused at %s', async (body, pointer) => {
    const reply = await put(officer, body, 1);
    expect([reply.status, reply.body.errors?.[0]?.pointer]).toEqual([422, pointer]);
  });

  it('is for those whose bank it is', async () => {
    const worker = await makeCandidate(t, enterprise);
    await get(worker, 'question-gaps').expect(403);
    await get(foreign, `question-gaps?organisationId=${enterprise.id}`).expect(404);
    await get(foreign, `question-gaps/${postId}`).expect(404);
    expect((await put(foreign, { ...TARGET, organisationId: enterprise.id }, 1)).status).toBe(404);
    expect((await get(foreign, 'question-gaps').expect(200)).body.posts).toEqual([]);
  });
});

describe('what exams to come ask for', () => {
  const P = { points: 100 };
  let bank: MadeOrganisation;
  let organiser: SignedIn;
  let driver: string;
  let welder: string;
  let fitter: string;
  let sessions: string[];

  const draft = async (strata: object[], more: object = {}): Promise<string> => {
    const { sessionId } = await makeExam(t, {
      enterprise: bank,
      single: 0,
      multiple: 0,
      trueFalse: 0,
      publish: false,
      session: { passHundredths: 100, blueprint: { strata, ...more } },
    });
    return sessionId;
  };
  const cells = async (postId: string) => {
    const { body } = await get(organiser, 'question-gaps').expect(200);
    const row = (body.posts as { postId: string; cells: object[] }[]).find((post) => post.postId === postId);
    return row?.cells;
  };

  beforeAll(async () => {
    bank = await t.factory.organisation();
    organiser = await t.signIn('safety_officer', { organisationId: bank.id });
    driver = await t.factory.post(bank, '采煤机司机');
    welder = await t.factory.post(bank, '焊工');
    fitter = await t.factory.post(bank, '钳工');
    await put(organiser, { single: 2, multiple: 0, trueFalse: 0, perPoint: 0 }).expect(200);
    for (let i = 0; i < 3; i += 1)
      await t.factory.question(bank, { type: 'single', knowledgePoint: '防灭火', postIds: [driver] });
    await t.factory.question(bank, { type: 'single', knowledgePoint: '防灭火' });
    await t.factory.person(bank, { postIds: [welder] });
    await t.factory.person(bank, { postIds: [welder, fitter] });
    sessions = [
      await draft([{ type: 'single', count: 8, postId: driver, knowledgePoint: '瓦斯防治', ...P }]),
      await draft([{ type: 'single', count: 2, postId: driver, ...P }], { overlap: { neighbourMax: 0 } }),
      // Of whoever comes: one is a welder and nothing else. A row of no post asks nothing of a post.
      await draft([
        { type: 'single', count: 4, ownPost: true, ...P },
        { type: 'single', count: 9, ...P },
      ]),
    ];
  }, 60_000);

  it('is the need where it is greater than the target, with where it comes from', async () => {
    expect((await cells(driver))?.[0]).toEqual({
      type: 'single',
      have: 3,
      need: 8,
      missing: 5,
      exams: { exams: 2, most: 8, papers: 1 },
    });
    expect((await cells(welder))?.[0]).toMatchObject({ have: 0, need: 4, exams: { exams: 1, most: 4 } });
    // Whoever is a fitter is a welder too: his questions may all be a welder's.
    expect((await cells(fitter))?.[0]).toMatchObject({ exams: null });
    const { body } = await get(organiser, `question-gaps/${driver}`).expect(200);
    const singles = (body.points as { point: string; cells: object[] }[]).map(({ point, cells: [first] }) => ({
      point,
      ...first,
    }));
    expect(singles).toMatchObject([
      { point: '现场急救', have: 1, need: 0, exams: null },
      { point: '瓦斯防治', have: 0, need: 8, missing: 8, exams: { exams: 1, most: 8 } },
      { point: '防灭火', have: 4, need: 0, exams: null },
    ]);
  });

  it('leaves room for papers that share nothing, and ends with the exam', async () => {
    await t.db.query(`UPDATE exam_session SET status = 'cancelled' WHERE id = $1`, [sessions[0]]);
    // Two questions for a candidate and for each of his neighbours.
    expect((await cells(driver))?.[0]).toMatchObject({ have: 3, need: 6, exams: { exams: 1, most: 2, papers: 3 } });
    await t.db.query(`UPDATE exam_session SET closes_at = now() - interval '1 minute' WHERE id = $1`, [sessions[1]]);
    // Back to the target, which questions for all posts meet too: one of the bank's, one shared by the county.
    expect((await cells(driver))?.[0]).toMatchObject({ have: 5, need: 2, missing: 0, exams: null });
  });

  it('of another organisation asks nothing of this bank', async () => {
    expect(JSON.stringify((await get(officer, 'question-gaps').expect(200)).body)).not.toContain('"papers"');
  });
});
