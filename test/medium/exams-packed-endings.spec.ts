import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource, type QueryRunner } from 'typeorm';
import { VerifyAttempts } from '../../apps/api/src/modules/exams/attempts/verify-attempts.js';
import { ExamsPackedEndings1764000019000 } from '../../migrations/1764000019000-exams-packed-endings.js';
import { makeCandidate, makeExam, save, start, submit, type MadeExam } from '../support/exam.js';
import { startTestApp, type TestApp } from '../support/harness.js';

let t: TestApp;
let dataSource: DataSource;
let runner: QueryRunner;
let exam: MadeExam;

beforeAll(async () => {
  t = await startTestApp();
  exam = await makeExam(t);
  dataSource = await new DataSource({ type: 'postgres', url: t.database.url }).initialize();
  runner = dataSource.createQueryRunner();
});
afterAll(async () => {
  await runner.release();
  await dataSource.destroy();
  await t.close();
});

/** Hands in an answer, one that was taken back, and leaves the rest of the paper empty. */
async function sit(): Promise<string> {
  const candidate = await makeCandidate(t, exam.enterprise);
  const { id } = await start(t, candidate, exam.sessionId);
  await save(t, candidate, id, [
    { slot: 2, choice: ['A'], clientSeq: 40 },
    { slot: 3, choice: ['B'], clientSeq: 52 },
  ]).expect(200);
  await submit(t, candidate, id, { answers: [{ slot: 3, choice: [], clientSeq: 61 }] }).expect(200);
  return id;
}

const stored = async (id: string) =>
  (
    await t.db.query(
      `SELECT t.answers, t.answer_seqs AS seqs, g.slots FROM attempt t JOIN attempt_grade g ON g.attempt_id = t.id WHERE t.id = $1`,
      [id],
    )
  ).rows[0];

it('answers and grades of before are packed by the migration as the product packs them', async () => {
  const id = await sit();
  const packed = await stored(id);
  expect(packed).toMatchObject({ answers: expect.stringMatching(/^,[A-H],$/), seqs: ',40,21' });
  const migration = new ExamsPackedEndings1764000019000();
  await migration.down(runner);
  const [before] = await runner.query(
    `SELECT t.answers, g.slots FROM attempt t JOIN attempt_grade g ON g.attempt_id = t.id WHERE t.id = $1`,
    [id],
  );
  expect(Object.keys(before.answers)).toEqual(['2']);
  expect(before.slots[0]).toEqual({ slot: 1, awarded: 0, correct: false, answered: false });
  // The log of before says the answers in full, with the number of the last for each question.
  const admin = await new DataSource({ type: 'postgres', url: t.database.superuserUrl }).initialize();
  await admin.query(`ALTER TABLE attempt_event DISABLE TRIGGER USER`);
  await admin.query(`UPDATE attempt_event SET data = $2 WHERE attempt_id = $1 AND kind = 'submitted'`, [
    id,
    JSON.stringify({ answers: before.answers, seqs: { 2: 40, 3: 61 } }),
  ]);
  await admin.query(`ALTER TABLE attempt_event ENABLE TRIGGER USER`);
  await admin.destroy();
  await migration.up(runner);
  expect(await stored(id)).toEqual(packed);
});

it.each([
  ['answers', `UPDATE attempt SET answers = answers || ',B' WHERE id = $1`, 'answers'],
  ['when they were given', `UPDATE attempt SET answer_seqs = answer_seqs || '1' WHERE id = $1`, 'answers'],
  ['a grade', `UPDATE attempt_grade SET slots = regexp_replace(slots, '^b', 'r5') WHERE attempt_id = $1`, 'grade'],
])('the check of the records finds %s that were exchanged in their text', async (_, exchange, why) => {
  const id = await sit();
  const faultsOf = async () => (await t.get(VerifyAttempts).execute()).faults.filter((fault) => fault.attemptId === id);
  expect(await faultsOf()).toEqual([]);
  const admin = await new DataSource({ type: 'postgres', url: t.database.superuserUrl }).initialize();
  await admin.query(`ALTER TABLE attempt_grade DISABLE TRIGGER USER`);
  await admin.query(exchange, [id]);
  await admin.query(`ALTER TABLE attempt_grade ENABLE TRIGGER USER`);
  await admin.destroy();
  expect(await faultsOf()).toEqual([{ attemptId: id, seq: null, why }]);
});
