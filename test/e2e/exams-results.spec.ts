import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { makeExam, type MadeExam } from '../support/exam.js';
import type { MadeOrganisation } from '../support/factory.js';
import { endOverdue, openAttempts, questionsOf, type AskedQuestion, type SatAttempt } from '../support/graded-exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

const NOW = '2026-11-23T01:00:00.000Z';

let t: TestApp;
let exam: MadeExam;
let workshop: MadeOrganisation;
let questions: AskedQuestion[];
let sat: SatAttempt[];
let principal: SignedIn;
let leader: SignedIn;
let foreign: SignedIn;

const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);
const results = (who: SignedIn, path: string) => get(who, `exam-sessions/${exam.sessionId}/${path}`);

beforeAll(async () => {
  t = await startTestApp({ now: NOW });
  const enterprise = await t.factory.organisation({ name: '=1+1矿业' });
  workshop = await t.factory.organisation({ name: '采煤一队', parent: enterprise });
  exam = await makeExam(t, {
    enterprise,
    single: 3,
    multiple: 0,
    trueFalse: 0,
    session: { passHundredths: 2000, attemptsAllowed: 1, resitsAllowed: 1 },
  });
  questions = (await questionsOf(t, exam)).slice(0, 3);
  const people: { id: string; name: string }[] = [];
  for (const name of ['=cmd|calc', '安全', '白天', '常来']) {
    const person = await t.factory.person(workshop, { name, phone: '13800001234' });
    people.push({ id: person.id, name });
  }
  sat = await openAttempts(
    t,
    exam,
    people.slice(0, 3),
    () => questions,
    // The first is right throughout, the second answers one question, the third none.
    (person, question) => (person === 0 ? question.key : person === 1 && question === questions[0] ? question.key : ''),
    new Date(Date.parse(NOW) - 60_000),
  );
  await endOverdue(t);
  principal = await t.signIn('principal', { organisationId: enterprise.id });
  leader = await t.signIn('team_leader', { organisationId: workshop.id });
  foreign = await t.signIn('safety_officer', { organisationId: (await t.factory.organisation()).id });
}, 60_000);
afterAll(() => t.close());

describe('results of an exam', () => {
  it('whoever joined after the publication is on the list before he has ever started', async () => {
    const summary = await results(exam.officer, 'summary');
    // One person of makeExam, and the four who were added later; only three of them have started.
    expect(summary.body).toMatchObject({ entries: 5, passed: 1, failed: 2, notStarted: 2 });
    await t.factory.person(workshop, { name: '后来' });
    expect((await results(exam.officer, 'summary')).body.entries).toBe(5);
    t.clock?.advance(61_000);
    expect((await results(exam.officer, 'summary')).body.entries).toBe(6);
  });

  it('per unit: integers that add up, and the mean of the best scores', async () => {
    const { body } = await results(principal, 'unit-results').expect(200);
    expect(body.all).toMatchObject({ entered: 6, sat: 3, passed: 1, average: 1333 });
    expect(body.items).toHaveLength(2);
    expect(body.items).toContainEqual(
      expect.objectContaining({ enterpriseName: '=1+1矿业', entered: 5, sat: 3, passed: 1, average: 1333 }),
    );
    const sum = (field: string) =>
      body.items.reduce((n: number, unit: Record<string, number>) => n + (unit[field] ?? 0), 0);
    expect([sum('entered'), sum('sat'), sum('passed')]).toEqual([6, 3, 1]);
  });

  it('per question: how often asked, answered, right, and what was chosen', async () => {
    const { body } = await results(exam.officer, 'question-results').expect(200);
    expect(body.total).toBe(3);
    const first = body.items.find((item: { versionId: string }) => item.versionId === questions[0]?.versionId);
    expect(first).toMatchObject({ drawn: 3, answered: 2, right: 2, voided: null, keyChanged: false });
    expect(first.options.filter((option: { right: boolean }) => option.right)).toEqual([
      expect.objectContaining({ label: questions[0]?.key, chosen: 2 }),
    ]);
    // The most often wrong first.
    expect(body.items[2].versionId).toBe(questions[0]?.versionId);
    // It carries keys: not for a team leader, who may be sitting the exam himself.
    expect((await results(leader, 'question-results')).status).toBe(403);
  });

  it('the list to chase: who has not come, and who may try again; telephones masked', async () => {
    const { body } = await results(exam.officer, 'chase-list').expect(200);
    const by = new Map(body.items.map((item: { name: string }) => [item.name, item]));
    expect(by.size).toBe(5);
    expect(by.get('常来')).toMatchObject({ reason: 'not_started', attemptsLeft: 2, phoneMasked: '138****1234' });
    expect(by.get('白天')).toMatchObject({ reason: 'failed', attemptsLeft: 1, bestScore: 0 });
    expect(by.has('=cmd|calc')).toBe(false);
    const page = await results(exam.officer, 'chase-list?limit=2').expect(200);
    const rest = await results(exam.officer, `chase-list?limit=10&cursor=${page.body.next}`).expect(200);
    expect([...page.body.items, ...rest.body.items]).toEqual(body.items);
  });

  it('A22 one workbook with the figures of the page; nothing in it can run, no ID number', async () => {
    const reply = await results(exam.officer, 'results-export').buffer(true).responseType('blob').expect(200);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(reply.body as never);
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['成绩', '单位', '题目', '选项', '还差谁']);
    const rowsOf = (name: string): unknown[][] => {
      const rows: unknown[][] = [];
      workbook.getWorksheet(name)?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
      return rows;
    };
    expect(rowsOf('成绩')).toHaveLength(7);
    expect(rowsOf('成绩')).toContainEqual(expect.arrayContaining(["'=cmd|calc", "'=1+1矿业", '合格', 1, 30]));
    const units = await results(exam.officer, 'unit-results');
    expect(rowsOf('单位').at(-1)?.slice(2)).toEqual([
      units.body.all.entered,
      units.body.all.sat,
      units.body.all.passed,
      units.body.all.average / 100,
    ]);
    expect(rowsOf('题目')).toHaveLength(4);
    expect(rowsOf('还差谁')).toHaveLength(6);
    workbook.eachSheet((sheet) =>
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          expect(cell.formula).toBeUndefined();
          expect(String(cell.value)).not.toMatch(/(?<![.\d])\d{17}[\dX]/);
        }),
      ),
    );
    expect((await results(leader, 'results-export')).status).toBe(403);
    const audit = await t.db.query(`SELECT 1 FROM audit_entry WHERE action = 'exams.result.export'`);
    expect(audit.rowCount).toBe(1);
  });

  it('one paper with answers and key, for staff, on record', async () => {
    const path = `exam-attempts/${sat[1]?.id}/review`;
    const { body } = await get(exam.officer, path).expect(200);
    expect(body).toMatchObject({ name: '安全', status: 'expired' });
    expect(body.grades).toEqual([expect.objectContaining({ score: 1000, max: 3000, passed: false, reason: null })]);
    expect(body.slots[0]).toMatchObject({ correct: true, awarded: 1000, voided: null });
    expect(body.slots[0].choice).toEqual(body.slots[0].key);
    expect(body.slots[1]).toMatchObject({ correct: false, awarded: 0, choice: [] });
    const audit = await t.db.query(
      `SELECT 1 FROM audit_entry WHERE action = 'exams.result.review' AND subject_id = $1`,
      [sat[1]?.id],
    );
    expect(audit.rowCount).toBe(1);
    expect((await get(leader, path)).status).toBe(403);
    expect((await get(foreign, path)).status).toBe(404);
  });

  it('is nobody else’s business', async () => {
    for (const path of ['unit-results', 'question-results', 'chase-list', 'results-export', 'summary'])
      expect((await results(foreign, path)).status).toBe(404);
  });
});
