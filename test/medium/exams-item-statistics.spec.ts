import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { ApplyRegrades, CountItems } from '../../apps/api/src/modules/exams/index.js';
import { makeExam, type MadeExam } from '../support/exam.js';
import { endOverdue, openAttempts, questionsOf, type AskedQuestion, type SatAttempt } from '../support/graded-exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { settle } from '../support/plans.js';

const NOW = '2026-11-23T01:00:00.000Z';
const PEOPLE = 300;
const ASKED = 6;

let t: TestApp;
let exam: MadeExam;
let questions: AskedQuestion[];
let sat: SatAttempt[];

/** Reproducible, and nothing of the product's. */
function dice(...of: number[]): number {
  let x = of.reduce((sum, n, index) => sum + (n + 1) * ([7919, 104_729, 1_299_709][index % 3] ?? 1), 17) >>> 0;
  for (let i = 0; i < 3; i += 1) x = (Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
  return (x ^ (x >>> 13)) >>> 0;
}

interface Naive {
  asked: number;
  p: number;
  d: number;
  r: number;
  shares: Record<string, number>;
}

/** By the textbook, with whole lists and no sums carried along: Pearson of right and wrong with the rest of the paper. */
function naive(versionId: string, without: ReadonlySet<string> = new Set()): Naive {
  const key = new Map(questions.map((question) => [question.versionId, question.key]));
  const papers = sat.map(({ given }) => [...given].filter(([id]) => !without.has(id)));
  const right = (id: string, letters: string): number => (letters === key.get(id) ? 1 : 0);
  const total = (paper: [string, string][]): number =>
    paper.reduce((sum, [id, letters]) => sum + right(id, letters), 0) / paper.length;
  const sorted = papers.map(total).sort((a, b) => a - b);
  const size = Math.round(papers.length * 0.27);
  const [low, high] = [sorted[size - 1] ?? 0, sorted[papers.length - size] ?? 0];
  const own = papers.filter((paper) => paper.some(([id]) => id === versionId));
  const letters = (paper: [string, string][]): string => paper.find(([id]) => id === versionId)?.[1] ?? '';
  const x = own.map((paper) => right(versionId, letters(paper)));
  const y = own.map((paper) => total(paper.filter(([id]) => id !== versionId)));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const dot = (a: number[], ma: number, b: number[], mb: number): number =>
    a.reduce((sum, value, index) => sum + (value - ma) * ((b[index] ?? 0) - mb), 0);
  const among = (test: (share: number) => boolean): number =>
    mean(x.filter((_, index) => test(total(own[index] ?? []))));
  return {
    asked: own.length,
    p: mx,
    d: among((share) => share >= high - 1e-9) - among((share) => share <= low + 1e-9),
    r: dot(x, mx, y, my) / Math.sqrt(dot(x, mx, x, mx) * dot(y, my, y, my)),
    shares: Object.fromEntries(
      ['A', 'B', 'C', 'D'].map((label) => [label, mean(own.map((paper) => (letters(paper).includes(label) ? 1 : 0)))]),
    ),
  };
}

const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);
const ofQuestion = async (who: SignedIn, question: AskedQuestion) =>
  (await get(who, `questions/${question.id}/statistics`).expect(200)).body.items;

function agrees(item: { [name: string]: unknown; figures: Record<string, unknown> }, expected: Naive): void {
  expect(item).toMatchObject({ asked: expected.asked, purpose: 'formal', exams: 1, papers: PEOPLE });
  expect(item.figures['difficulty']).toBeCloseTo(expected.p, 10);
  expect(item.figures['groupDifference']).toBeCloseTo(expected.d, 10);
  // The rest score is counted in ten-thousandths.
  expect(item.figures['discrimination']).toBeCloseTo(expected.r, 3);
  const options = item.figures['options'] as { label: string; share: number }[];
  for (const option of options) expect(option.share).toBeCloseTo(expected.shares[option.label] ?? -1, 10);
}

beforeAll(async () => {
  t = await startTestApp({ now: NOW });
  exam = await makeExam(t, { single: 4, multiple: 2, trueFalse: 0 });
  questions = await questionsOf(t, exam);
  const people: { id: string; name: string }[] = [];
  for (let i = 0; i < PEOPLE; i += 1) people.push({ id: (await t.factory.person(exam.enterprise)).id, name: `某${i}` });
  sat = await openAttempts(
    t,
    exam,
    people,
    (person) =>
      questions
        .map((question, index) => ({ question, roll: dice(person, index) }))
        .sort((a, b) => a.roll - b.roll)
        .slice(0, ASKED)
        .map(({ question }) => question),
    (person, question) => {
      // The later in the list, the abler: questions separate.
      const roll = dice(person, questions.indexOf(question), 5) % 100;
      if (roll < 30 + (person * 60) / PEOPLE) return question.key;
      return roll > 96 ? '' : question.type === 'multiple' ? 'AB' : 'ABCD'.charAt(roll % 4);
    },
    new Date(Date.parse(NOW) - 60_000),
  );
  await endOverdue(t);
  await settle(t);
}, 240_000);
afterAll(() => t.close(), 60_000);

describe('item statistics of 300 attempts', () => {
  it('the event of a grade has the exam counted, once; every figure agrees with a naive computation', async () => {
    expect(await t.get(CountItems).execute()).toBe(1);
    expect(await t.get(CountItems).execute()).toBe(0);
    for (const question of questions) {
      const [item] = await ofQuestion(exam.officer, question);
      agrees(item, naive(question.versionId));
    }
  });

  it('the exam lists its questions, the most often wrong first, page by page', async () => {
    const path = `exam-sessions/${exam.sessionId}/item-statistics`;
    const whole = (await get(exam.officer, path).expect(200)).body.items;
    const first = (await get(exam.officer, `${path}?limit=5`).expect(200)).body;
    const rest = (await get(exam.officer, `${path}?limit=200&cursor=${first.next}`).expect(200)).body;
    expect([...first.items, ...rest.items]).toEqual(whole);
    expect(rest.next).toBeNull();
    expect(whole.map((item: { versionId: string }) => item.versionId).sort()).toEqual(
      questions.map((question) => question.versionId).sort(),
    );
    const p = whole.map((item: { figures: { difficulty: number } }) => Math.floor(item.figures.difficulty * 10_000));
    expect(p).toEqual([...p].sort((a, b) => a - b));
  });

  it('the results per question carry the same figures, and so does the workbook', async () => {
    const path = `exam-sessions/${exam.sessionId}`;
    const counted = (await get(exam.officer, `${path}/item-statistics?limit=200`).expect(200)).body.items;
    const results = (await get(exam.officer, `${path}/question-results`).expect(200)).body.items;
    const by = new Map(counted.map((item: { versionId: string }) => [item.versionId, item]));
    for (const { versionId, statistics } of results) expect(statistics).toEqual(by.get(versionId));
    const reply = await get(exam.officer, `${path}/results-export`).buffer(true).responseType('blob').expect(200);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(reply.body as never);
    const rows = (name: string): unknown[][] =>
      workbook
        .getWorksheet(name)
        ?.getSheetValues()
        .slice(2)
        .map((row) => (row as unknown[]).slice(1)) ?? [];
    const two = (value: number): number => Math.round(value * 100) / 100;
    for (const question of questions) {
      const expected = naive(question.versionId);
      const row = rows('题目').find(([stem]) => stem === question.stem) ?? [];
      expect(row.slice(8, 11)).toEqual([two(expected.p), two(expected.d), expect.closeTo(expected.r, 1)]);
      const options = rows('选项').filter(([stem]) => stem === question.stem);
      expect(options.map(([, label, , , , share]) => [label, share])).toEqual(
        Object.entries(expected.shares).map(([label, share]) => [label, two(share)]),
      );
    }
  });

  it('each sees the exams of its own organisation: of a shared question only the county sees them all', async () => {
    const county = await t.factory.organisation({ kind: 'government', regionCode: '140428' });
    const regulator = await t.signIn('regulator', { regionCode: '140428' });
    const shared = await t.factory.question(county);
    const other = await t.factory.organisation();
    const foreign = await t.signIn('safety_officer', { organisationId: other.id });
    const [question] = questions;
    if (!question) throw new Error('no question');
    // As if the shared question had stood in the papers: the scope is that of the exam, whosever the question is.
    await t.db.query(
      `INSERT INTO exam_item_statistic (session_id, version_id, question_id, people, tally)
       SELECT session_id, $1, $2, people, tally FROM exam_item_statistic WHERE version_id = $3`,
      [shared.versionId, shared.id, question.versionId],
    );
    const seen = async (who: SignedIn) => (await get(who, `questions/${shared.id}/statistics`).expect(200)).body.items;
    expect((await seen(regulator))[0]).toMatchObject({ asked: naive(question.versionId).asked });
    expect((await seen(exam.officer))[0]).toMatchObject({ asked: naive(question.versionId).asked });
    expect(await seen(foreign)).toEqual([]);
    await get(foreign, `questions/${question.id}/statistics`).expect(404);
    await get(foreign, `exam-sessions/${exam.sessionId}/item-statistics`).expect(404);
    await t.db.query(`UPDATE exam_item_statistic SET people = 4 WHERE version_id = $1`, [shared.versionId]);
    expect((await seen(exam.officer))[0]).toMatchObject({ figures: null, flags: [] });
  });

  it('a question that is voided leaves the statistics, and the scores of the others', async () => {
    const [voided, other] = questions;
    if (!voided || !other) throw new Error('no questions');
    const principal = await t.signIn('principal', { organisationId: exam.enterprise.id });
    const asked = await t
      .http()
      .post(`/api/v1/exam-sessions/${exam.sessionId}/regrades`)
      .set(exam.officer.headers)
      .send({
        versionId: voided.versionId,
        kind: 'void',
        policy: 'full',
        reach: 'session',
        reason: '题干少了一个条件',
      });
    expect(asked.status).toBe(201);
    await t
      .http()
      .post(`/api/v1/exam-regrades/${String(asked.body.id)}/approval`)
      .set(principal.headers)
      .send({})
      .expect(200);
    await t.get(ApplyRegrades).execute();
    await settle(t);
    expect(await t.get(CountItems).execute()).toBe(1);
    expect(await ofQuestion(exam.officer, voided)).toEqual([]);
    const [item] = await ofQuestion(exam.officer, other);
    agrees(item, naive(other.versionId, new Set([voided.versionId])));
  });

  it('what no event has told of is found by the nightly round', async () => {
    await t.db.query(`DELETE FROM exam_item_count`);
    expect(await t.get(CountItems).execute()).toBe(0);
    await t.get(CountItems).findMissed();
    expect(await t.get(CountItems).execute()).toBe(1);
  });
});
